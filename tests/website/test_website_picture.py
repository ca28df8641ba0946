"""The picture: everything near is in it, nothing breaks it, and it says what it leaves out."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

import pytest

from itsm_as_code.model import Ref
from itsm_as_code.website._layout import BOX, layout
from itsm_as_code.website._neighbourhood import MOST, WIDEST, neighbourhood
from itsm_as_code.website.picture import Picture, picture
from tests.website._sites import example_files, site_from, text_files

SVG = "{http://www.w3.org/2000/svg}"


def services(**needs: str) -> list[str]:
    """Services by name, each with what it depends on, as YAML."""
    form = "apiVersion: itsm/v1\nkind: Service\nmetadata: {{name: {0}, title: {0}}}\nspec: {{dependsOn: [{1}]}}\n"
    return [form.format(name, needed) for name, needed in needs.items()]


def drawn(name: str, **needs: str) -> Picture:
    return picture(site_from(text_files(*services(**needs))), Ref("service", "default", name))


def parsed(one: Picture) -> Tree.Element:
    return Tree.fromstring(one.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - own text


def titles(one: Picture) -> list[str]:
    return [text.text or "" for text in parsed(one).iter(f"{SVG}text") if text.get("class") == "box-title"]


def lines(one: Picture) -> list[str]:
    classes = [str(line.get("class")) for line in parsed(one).iter(f"{SVG}path")]
    return [one for one in classes if one.startswith("line")]


def test_above_stands_who_needs_it_and_below_what_it_needs() -> None:
    site = site_from(text_files(*services(a="service:b", b="service:c", c="service:d", d="")))
    near = neighbourhood(site.graph, Ref("service", "default", "b"))
    assert [[ref.name for ref in row] for row in near.rows] == [["a"], ["b"], ["c"], ["d"]]
    assert (near.centre_row, near.left_out) == (1, 0)


def test_a_box_stands_below_everything_that_needs_it() -> None:
    one = drawn("a", a="service:b, service:c", b="service:c", c="")
    assert titles(one) == ["a", "b", "c"]
    assert len(lines(one)) == 3


def test_what_stands_alone_has_no_picture() -> None:
    assert drawn("a", a="") == Picture("", "")


def test_a_group_is_one_joint_that_says_how_many_are_needed() -> None:
    one = drawn("a", a="{anyOf: [service:b, service:c, service:d], need: 2, name: cluster}", b="", c="", d="")
    (joint,) = (group for group in parsed(one).iter(f"{SVG}g") if group.get("class") == "joint")
    assert [element.text for element in joint if element.text] == ["cluster", "2 of 3"]
    assert len(lines(one)) == 4


def test_a_whole_group_says_all() -> None:
    assert ">all 2</text>" in drawn("a", a="{allOf: [service:b, service:c]}", b="", c="").svg


def test_soft_and_unknown_look_different_and_only_known_boxes_are_links() -> None:
    one = drawn("a", a="{ref: service:b, mode: soft}, service:gone", b="")
    assert sorted(lines(one)) == ["line missing", "line soft"]
    assert 'class="box missing"' in one.svg
    assert [link.get("href") for link in parsed(one).iter(f"{SVG}a")] == ["entity/service/s-default/n-b.html"]


def test_what_takes_it_down_alone_and_spares_that_are_none_are_marked_by_shape_and_said() -> None:
    needs = {"a": "service:d, {anyOf: [service:b, service:c]}", "b": "service:e", "c": "service:e", "d": "", "e": ""}
    one = drawn("a", **needs)
    marked = {
        link.get("href")
        for link in parsed(one).iter(f"{SVG}a")
        if any(it.get("class") == "single" for it in link.iter())
    }
    assert {str(address)[-8:] for address in marked} == {"n-d.html", "n-e.html"}
    assert 'class="joint lost"' in one.svg
    assert "1 of 2 !" in one.svg
    assert one.svg.count("takes it down alone") == 2


@pytest.mark.parametrize(
    "needs",
    [
        {"a": "service:b", "b": "service:a"},
        {"a": "service:b, service:c", "b": "service:c", "c": "service:a, service:b"},
        {"a": "service:b", "b": "service:c", "c": "service:d", "d": "service:b"},
        {"a": "service:a, service:b", "b": ""},
    ],
)
def test_a_circle_is_drawn(needs: dict[str, str]) -> None:
    assert sorted(titles(drawn("a", **needs))) == sorted(needs)


def test_a_picture_has_a_limit_and_says_what_it_leaves_out() -> None:
    needs = {f"x{number}": "" for number in range(19)}
    one = drawn("a", a=", ".join(f"service:{name}" for name in needs), **needs)
    assert len(titles(one)) == WIDEST + 1
    assert one.left_out == "Left out to keep this readable: and 12 more."
    assert one.left_out in one.svg


def test_a_picture_of_something_huge_stays_small() -> None:
    needs = {f"x{number}": f"service:x{number * 2 + 1}, service:x{number * 2 + 2}" for number in range(600)}
    one = drawn("x0", **needs)
    assert 20 < len(titles(one)) <= MOST
    assert "more than" in one.left_out


def test_texts_are_escaped_and_cut() -> None:
    title = "<script>&amp;' 邮箱邮箱邮箱邮箱邮箱邮箱"
    text = f'apiVersion: itsm/v1\nkind: Service\nmetadata: {{name: b, title: "{title}"}}\n'
    site = site_from(text_files(*services(a="service:b"), text))
    one = picture(site, Ref("service", "default", "a"), "../")
    assert "<script" not in one.svg
    assert titles(one)[1].startswith("<script>&amp;")
    assert titles(one)[1].endswith("…")
    assert 'href="../entity' in one.svg


def test_no_box_of_the_example_covers_another() -> None:
    site = site_from(example_files())
    for ref in site.landscape.entities:
        plan = layout(neighbourhood(site.graph, ref))
        boxes = [(x, y) for spot, (x, y) in plan.spots.items() if isinstance(spot, Ref)]
        assert all(BOX[0] / 2 < x < plan.width - BOX[0] / 2 and y + BOX[1] < plan.height for x, y in boxes)
        assert not [
            (one, other)
            for one in boxes
            for other in boxes
            if one < other and abs(one[0] - other[0]) < BOX[0] and abs(one[1] - other[1]) < BOX[1]
        ]


def test_every_line_begins_and_ends_inside_the_picture() -> None:
    site = site_from(example_files())
    for ref in site.landscape.entities:
        svg = picture(site, ref).svg
        if svg:
            width = float(re.search(r'width="([0-9.]+)"', svg)[1])  # type: ignore[index]  # it is there, or the test fails
            ways = re.findall(r' d="([^"]+)"', svg)
            assert all(0 <= float(x) <= width for way in ways for x in re.findall(r"M([0-9.-]+) ", way))


def test_a_picture_speaks_the_language_of_its_page() -> None:
    site = site_from(example_files(), "zh")
    svg = picture(site, Ref("service", "default", "email")).svg
    assert "企业邮箱" in svg
    assert "3 取 2" in svg
