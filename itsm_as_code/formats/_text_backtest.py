"""A backtest as text: how well the score would have told trouble from peace, and each change with both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from itsm_as_code.changes.backtest import Backtest, Replayed, points_by_factor
from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width

SHOWN = 40
"""Changes that are shown, those with trouble first; the rest is counted."""
FEW = 10
"""So few changes with trouble, or without, prove nothing."""


def backtest(answer: Backtest) -> str:
    """The whole answer."""
    if not answer.replayed:
        return "nothing was merged or committed that could be replayed"
    factors = ["", *_factors(answer)] if answer.separation is not None else []
    return "\n".join([*_verdict(answer), "", *_levels(answer), *factors, "", *_changes(answer)])


def _verdict(answer: Backtest) -> Iterator[str]:
    bad, all_ = len(answer.troubled), len(answer.replayed)
    yield paint("strong", f"{counted(all_, 'change')} replayed, {bad:,} of them caused trouble")
    if answer.separation is None:
        none = "none caused trouble" if not bad else "all caused trouble"
        yield f"  {none}, so the score can't be judged: write incidents into a Change's verification, or Caused-by:"
        return
    share = float(answer.separation)
    yield (
        f"  of a change with trouble and one without, the score is higher for the first in {share:.0%} of pairs "
        f"(AUC {share:.2f}; 50% is a coin)"
    )
    if min(bad, all_ - bad) < FEW:
        yield paint("quiet", f"  that is little to go by: fewer than {FEW} on one side")
    if answer.left:
        yield paint("quiet", f"  {answer.left:,} older ones were not replayed: --limit")


def _levels(answer: Backtest) -> Iterator[str]:
    """How many of each level caused trouble, the riskiest level first."""
    tops = {one.risk.level: one.risk.score for one in sorted(answer.replayed, key=lambda one: one.risk.score)}
    yield paint("quiet", f"  {'LEVEL':12}{'CHANGES':>9}{'TROUBLE':>9}{'SHARE':>8}")
    for level in sorted(tops, key=lambda level: -tops[level]):
        these = [one for one in answer.replayed if one.risk.level == level]
        bad = sum(bool(one.troubles) for one in these)
        yield f"  {pad(cut(visible(level), 12), 12)}{len(these):>9,}{bad:>9,}{bad / len(these):>8.0%}"


def _factors(answer: Backtest) -> Iterator[str]:
    """What each factor counted on average; one that counts the same for both tells nothing."""
    yield paint("quiet", f"  {'FACTOR, POINTS ON AVERAGE':28}{'TROUBLE':>9}{'OTHERS':>9}")
    found = points_by_factor(answer)
    for name, (bad, good) in sorted(found.items(), key=lambda item: -abs(item[1][0] - item[1][1])):
        yield f"  {pad(cut(visible(name), 28), 28)}{_shown(bad):>9}{_shown(good):>9}"


def _shown(points: Fraction) -> str:
    return f"{float(points):.1f}"


def _changes(answer: Backtest) -> Iterator[str]:
    ordered = sorted(answer.replayed, key=lambda one: (not one.troubles, -one.risk.score))
    levels = max(width(one.risk.level) for one in ordered)
    for one in ordered[:SHOWN]:
        yield from _change(one, levels)
    if len(ordered) > SHOWN:
        yield f"  and {len(ordered) - SHOWN:,} more: --format json has them all"


def _change(one: Replayed, levels: int) -> Iterator[str]:
    step = one.step
    trouble = f"  {paint('bad', cut(visible('; '.join(one.troubles)), 60))}" if one.troubles else ""
    head = f"{one.risk.score:>4} {pad(one.risk.level, levels)}  {step.date:%Y-%m-%d}  {paint('name', step.commit)}"
    yield f"  {head}  {cut(visible(step.subject), 50)}{trouble}"
