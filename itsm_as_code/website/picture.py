"""The dependencies around an entity as an SVG picture: who needs it above, what it needs below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from itsm_as_code.graph import Dependency
from itsm_as_code.model import Ref
from itsm_as_code.website._layout import BOX, MARGIN, Layout, Passage, layout, route
from itsm_as_code.website._neighbourhood import Drawn, Neighbourhood, neighbourhood
from itsm_as_code.website._site import Anchor, Site, anchor, kind_label
from itsm_as_code.website._text import cut_to_width, one_line, visible

COLUMNS = 19
"""How many columns of text a box holds; an ideograph takes two."""
JOINT = (58.0, 18.0)
_DROP = 27.0
"""How far below its box the middle of a joint stands."""


class Picture(NamedTuple):
    """An SVG element, and in words what it leaves out."""

    svg: str
    left_out: str


def picture(site: Site, ref: Ref, root: str = "") -> Picture:
    """A picture with links, or nothing where the entity stands alone. `root` leads to the site's root."""
    near = neighbourhood(site.graph, ref)
    if len(near.rows) == 1:
        return Picture("", "")
    plan = layout(near)
    body = [*_lines(site, near, plan), *(_box(site, near, one, plan, root) for row in near.rows for one in row)]
    return Picture("".join((_opening(site, near, plan), *body, "</svg>")), left_out(site, near))


def left_out(site: Site, near: Neighbourhood) -> str:
    """What the picture doesn't show, in words; nothing where it shows everything."""
    if not near.left_out:
        return ""
    if near.counted_all:
        return site.words.say("left_out", more=site.words.count("more", near.left_out))
    return site.words.say("left_out_many", number=str(near.left_out // 10 * 10))


def _opening(site: Site, near: Neighbourhood, plan: Layout) -> str:
    title = site.words.say("picture_of", title=_text(anchor(site, near.centre)))
    shown = site.words.count("entity", sum(map(len, near.rows)))
    desc = site.words.say("picture_desc", shown=shown, left=left_out(site, near))
    size = f'viewBox="0 0 {plan.width:g} {plan.height:g}" width="{plan.width:g}" height="{plan.height:g}"'
    return (
        f'<svg class="picture" {size} role="group" aria-labelledby="picture-title picture-desc">'
        f'<title id="picture-title">{escape(title)}</title><desc id="picture-desc">{escape(desc)}</desc>'
    )


def _text(one: Anchor) -> str:
    return visible(one_line(one.said.text, 200))


def _lines(site: Site, near: Neighbourhood, plan: Layout) -> Iterator[str]:
    """The lines of all dependencies, and over them the joints of groups."""
    joints, groups = [], Counter(one.source for one, _ in near.dependencies if len(one.members) > 1)
    drawn: Counter[Ref] = Counter()
    for one in near.dependencies:
        start = _below(plan, one.dependency.source)
        if len(one.dependency.members) > 1:
            source = one.dependency.source
            start = _joint_place(plan, source, drawn[source], groups[source])
            drawn[source] += 1
            joints.append(_joint(site, one.dependency, plan, start))
        for member in one.members:
            yield _line(site, one, member, plan, start)
    yield from joints


def _joint_place(plan: Layout, source: Ref, number: int, of: int) -> tuple[float, float]:
    x, y = _below(plan, source)
    return x + (number - (of - 1) / 2) * (JOINT[0] + 6), y + _DROP


def _below(plan: Layout, ref: Ref) -> tuple[float, float]:
    x, y = plan.spots[ref]
    return x, y + BOX[1]


def _joint(site: Site, one: Dependency, plan: Layout, place: tuple[float, float]) -> str:
    """How many of a group are needed, in a capsule from which the lines to its members leave."""
    size = len(one.members)
    phrase = "joint_all" if one.need == size else "joint"
    words = site.words.say(phrase, need=str(one.need), size=str(size))
    x, y = place
    left, top = x - JOINT[0] / 2, y - JOINT[1] / 2
    x0, y0 = _below(plan, one.source)
    lost = one in site.analysis.shared
    said = [visible(one_line(one.name))] * bool(one.name) + [site.words.say("key_lost")] * lost
    name = f"<title>{escape(site.words.say('listed').join(said))}</title>" if said else ""
    words = f"{words} !" if lost else words
    return (
        f'<path class="line{_style(one)}" d="M{x0:g} {y0:g}L{x:g} {top:g}"/>'
        f'<g class="joint{" lost" * lost}">{name}'
        f'<rect x="{left:g}" y="{top:g}" width="{JOINT[0]:g}" height="{JOINT[1]:g}" rx="9"/>'
        f'<text x="{x:g}" y="{y + 4:g}">{escape(words)}</text></g>'
    )


def _style(one: Dependency) -> str:
    return " soft" if one.soft else ""


def _line(site: Site, one: Drawn, member: Ref, plan: Layout, start: tuple[float, float]) -> str:
    source = one.dependency.source
    down = plan.row_of[member] > plan.row_of[source]
    way = _way_down(source, member, plan, start) if down else _way_around(source, member, plan)
    missing = " missing" if anchor(site, member).note else ""
    return f'<path class="line{_style(one.dependency)}{missing}" d="{way}"/>'


def _way_down(source: Ref, member: Ref, plan: Layout, start: tuple[float, float]) -> str:
    """From row to row, upright through the passages."""
    x, y = start
    if start != _below(plan, source):
        y += JOINT[1] / 2
    way = [f"M{x:g} {y:g}"]
    for spot in route(source, member, plan.row_of)[1:]:
        to_x, to_y = plan.spots[spot]
        middle = (y + to_y) / 2
        way.append(f"C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {to_y:g}")
        x, y = to_x, to_y
        if isinstance(spot, Passage):
            y += BOX[1]
            way.append(f"V{y:g}")
    return "".join(way)


def _way_around(source: Ref, member: Ref, plan: Layout) -> str:
    """Past the sides of the boxes, for what leads up again: a circle."""
    (x, y), (to_x, to_y) = plan.spots[source], plan.spots[member]
    side, half = (1 if to_x >= x else -1), BOX[0] / 2
    out = x + side * (half + MARGIN)
    return (
        f"M{x + side * half:g} {y + BOX[1] / 2:g}"
        f"C{out:g} {y + BOX[1] / 2:g} {out:g} {to_y + BOX[1] + MARGIN:g} {to_x:g} {to_y + BOX[1]:g}"
    )


def _box(site: Site, near: Neighbourhood, ref: Ref, plan: Layout, root: str) -> str:
    one = anchor(site, ref)
    x, y = plan.spots[ref]
    left = x - BOX[0] / 2
    classes = f"box{' centre' if ref == near.centre else ''}{' missing' if one.note else ''}"
    round_off = 10 if ref.kind == "service" else 2
    title = cut_to_width(_text(one), COLUMNS - 2 if ref == near.centre else COLUMNS)
    below = cut_to_width(_below_title(site, one), COLUMNS + 3)
    single = _single(site, near.centre, ref)
    said = f"{_text(one)} ({visible(one_line(str(ref), 200))})"
    said += f": {site.words.say('key_single')}" if single else ""
    mark = f'<path class="single" d="M{left + BOX[0]:g} {y - 6:g}l6 6l-6 6l-6-6z"/>' if single else ""
    inner = (
        f'<g class="{classes}"><title>{escape(said)}</title>'
        f'<rect x="{left:g}" y="{y:g}" width="{BOX[0]:g}" height="{BOX[1]:g}" rx="{round_off}"/>'
        f'<text class="box-title" x="{x:g}" y="{y + 19:g}">{escape(title)}</text>'
        f'<text class="box-kind" x="{x:g}" y="{y + 35:g}">{escape(below)}</text>{mark}</g>'
    )
    return f'<a href="{escape(root + one.href)}">{inner}</a>' if one.href and ref != near.centre else inner


def _single(site: Site, centre: Ref, ref: Ref) -> bool:
    """Whether a box alone takes the centre down."""
    points = site.analysis.points
    number = site.analysis.numbers.get(ref)
    return number is not None and centre in points.bits and bool(points.bits[centre] >> number & 1)


def _below_title(site: Site, one: Anchor) -> str:
    """The type of a CI, the kind of everything else; what is wrong with the reference, where something is."""
    if one.note:
        return one.note
    links = site.landscape.links_from.get(one.ref, ())
    type_ref = next((link.target for link in links if link.path == ("spec", "type")), None)
    return visible(anchor(site, type_ref).said.text) if type_ref else kind_label(site, one.ref.kind)
