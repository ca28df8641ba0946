"""The plan as a comment: it fits whatever its size, its folds close, and nobody is called by what users wrote."""

import re

import pytest

from itsm_as_code.changes import plan_of
from itsm_as_code.formats import markdown
from itsm_as_code.formats._markdown_plan import BUDGET, MARKER
from tests.landscapes import TODAY, landscape_of

HOSTILE = (
    "@everybody [x](javascript:1) <img src=x> | `c` </details> <!-- itsm plan --> #1 &amp; http://e.example \\n## h"
)


def many(count: int, title: str) -> str:
    head = f"kind: Service\nmetadata: {{name: hub, title: {title!r}}}\n---\n"
    return head + "\n---\n".join(
        f"kind: Service\nmetadata: {{name: s{n}, title: {f'{title} {n}'!r}}}\nspec: {{dependsOn: [service:hub]}}"
        for n in range(count)
    )


@pytest.mark.parametrize("count", [1, 30, 3_000])
def test_it_fits_and_says_what_it_leaves_out(count: int) -> None:
    before, after = landscape_of(many(count, "old")), landscape_of(many(count, HOSTILE * 3))
    found = markdown.plan(plan_of(before, after, ("main", HOSTILE), TODAY))
    assert len(found) <= BUDGET
    assert found.startswith(f"{MARKER}\n")
    assert found.count("<details>") == found.count("</details>") == found.count("<summary>")
    assert found.count(MARKER) == 1
    shown = len(re.findall("^\\| changed", found, re.MULTILINE))
    left = re.findall("and ([0-9,]+) more row", found)
    assert shown + sum(int(number.replace(",", "")) for number in left) == count + 1


def test_what_users_wrote_is_only_text() -> None:
    found = markdown.plan(
        plan_of(landscape_of(many(1, "old")), landscape_of(many(1, HOSTILE)), ("main", HOSTILE), TODAY)
    )
    ours = re.sub("</?(?:details|summary)>|<!-- itsm plan -->|`itsm plan --all`", "", found)
    assert not set("<>@`") & set(ours)
    assert "](" not in ours
    assert "://" not in ours
    assert not re.search("^#+ h", ours, re.MULTILINE)


def test_no_changes() -> None:
    same = landscape_of(many(1, "old"))
    assert markdown.plan(plan_of(same, same, ("a", "b"), TODAY)).endswith("No changes: both mean the same.")
