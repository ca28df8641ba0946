"""Documents that stand on both sides are left out, and nothing that differs is."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from itsm_as_code.changes import diff
from itsm_as_code.graph import connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import differing, read


def document(name: str, title: str) -> str:
    return f"apiVersion: itsm/v1\nkind: Team\nmetadata: {{name: {name}, title: {title}}}\n"


A, B, C = (document(name, "t") for name in "abc")
B2 = document("b", "other")


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        (A + "---\n" + B, A + "---\n" + B, [], []),
        (A + "---\n" + B, A + "---\n" + B2, [B], [B2]),
        ("---\n" + A + "---\n" + B, B + "---\n" + A, [], []),
        ("", A, [], [A]),
        (A, "", [A], []),
        (A + "---\n" + B + "---\n" + C, A + "---\n" + C, [B], []),
        (A + "---\n" + A, A, [A], []),
        (A + "--- # last\n" + B, A + "---\n" + B, ["# last\n" + B], [B]),
        (A + "...\n" + "---\n" + B, A + "...\n" + "---\n" + B2, [A + "...\n---\n" + B], [A + "...\n---\n" + B2]),
        ("kind: |\n  ---\n  x\n", "kind: |\n  ---\n  y\n", ["kind: |\n  ---\n  x"], ["kind: |\n  ---\n  y"]),
    ],
)
def test_only_what_differs_is_left(before: str, after: str, old: list[str], new: list[str]) -> None:
    left = differing([("a.yaml", before.encode(), after.encode())])
    for files, texts in zip(left, (old, new), strict=True):
        assert [file.data.decode().strip() for file in files] == [text.strip() for text in texts]


def test_nothing_is_left_where_nothing_can_name_it() -> None:
    files = [("a.yaml", A.encode(), B.encode()), ("b.yaml", b"", C.encode())]
    assert differing(files, ["c"]) == differing(files)
    assert differing(files, ["nobody"]) == ([], [])
    escaped = [("a.yaml", b"", b'metadata: {name: "\\x63"}')]
    assert differing(escaped, ["c"]) == differing(escaped)


def test_what_moved_between_files_is_on_no_side() -> None:
    moved = [("a.yaml", (A + "---\n" + B).encode(), A.encode()), ("b.yaml", b"", B.encode())]
    assert differing(moved) == ([], [])


sides = st.lists(
    st.lists(
        st.builds(document, st.sampled_from("abcd"), st.sampled_from(["x", "y"])),
        max_size=4,
        unique_by=lambda text: text.split("name: ")[1][0],
    ),
    min_size=2,
    max_size=2,
)


@given(sides, sides)
def test_the_difference_is_that_of_the_whole_files(one: list[list[str]], other: list[list[str]]) -> None:
    """The reference reads everything; an entity that stands in two files is no case of this law."""
    files = [
        (f"{number}.yaml", "---\n".join(before).encode(), "---\n".join(after).encode())
        for number, (before, after) in enumerate(zip(one, other, strict=True))
    ]
    whole = [[TextFile(path, data[side]) for path, *data in files] for side in (0, 1)]
    names = [re.findall(r"name: (\w)", "".join(map("".join, side))) for side in (one, other)]
    assume(all(len(set(side)) == len(side) for side in names))
    expected, found = (
        [
            (change.action, change.ref, [(field.path, field.before, field.after) for field in change.fields])
            for change in diff(connect(read(before)), connect(read(after)))
        ]
        for before, after in (whole, differing(files))
    )
    assert found == expected
