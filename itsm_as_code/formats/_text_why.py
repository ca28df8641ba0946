"""An explanation as a tree: what is hit at the top, what fails at its ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.formats._impact_words import reason
from itsm_as_code.formats._style import paint, visible
from itsm_as_code.graph import Level, Step
from itsm_as_code.schemas import spoken_time

DEEPEST = 30
"""Steps below the top; deeper ones are counted, and what fails at their ends is named."""
_ROLES = {Level.DOWN: "error", Level.DEGRADED: "warning", Level.AT_RISK: "info"}


def why(steps: Sequence[Step], *, everything: bool = False) -> Iterator[str]:
    """One line a step, with the branches before it."""
    if not steps:
        yield "  it is not hit: everything it needs works"
        return
    shown = [one for one in steps if everything or one.depth <= DEEPEST]
    for step, branches in zip(shown, _branches([one.depth for one in shown]), strict=True):
        yield f"  {paint('quiet', branches)}{_line(step)}"
    if len(shown) < len(steps):
        ends = sorted({str(one.ref) for one in steps if one.why is None and not one.told})
        named = ", ".join(ends[:3]) + (f" and {len(ends) - 3:,} more" if len(ends) > 3 else "")
        yield visible(f"  and {len(steps) - len(shown):,} deeper steps, down to {named}: --all shows them")


def _branches(depths: Sequence[int]) -> list[str]:
    """What stands before each line; a branch goes on where a line of its depth follows before a shallower one."""
    found, open_ = [], set[int]()
    for depth in reversed(depths):
        open_ = {one for one in open_ if one <= depth}
        trunk = "".join("│  " if level in open_ else "   " for level in range(1, depth))
        found.append(trunk + ("" if depth == 0 else "├─ " if depth in open_ else "└─ "))
        open_.add(depth)
    return found[::-1]


def _line(step: Step) -> str:
    name = visible(str(step.ref))
    level = paint(_ROLES[step.level], step.level.spoken)
    if step.told:
        return f"{name} {level}, as told above"
    if step.why is None:
        return f"{name} {level}: {paint('strong', 'fails in this scenario')}"
    when = f" after {spoken_time(step.after)}" if step.after else ""
    more = f" ({step.spare:,} more failed, too)" if step.spare else ""
    return f"{name} {level}{when}: {visible(reason(step.why))}{more}"
