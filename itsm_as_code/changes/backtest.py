"""What the risk score would have been worth: earlier changes, what each scored, and which of them caused trouble."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from itsm_as_code.changes.diff import EntityChange
from itsm_as_code.changes.risk import Risk
from itsm_as_code.changes.troubles import WENT_WRONG
from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref

_REVERT = re.compile(r'Revert "(.*)"')


@dataclass(frozen=True, slots=True)
class Step:
    """One earlier change as history has it: the merge, and all commits it brought with their subjects."""

    commit: str
    date: datetime
    subject: str
    commits: frozenset[str]
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Replayed:
    """An earlier change, the risk it would have got, and the trouble it caused, in words."""

    step: Step
    risk: Risk
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """All that was replayed, newest first, and how well the score tells trouble from peace.

    `separation` is the share of pairs of a troubled and a peaceful change in which the troubled one scored higher, a
    tie counting half (the area under the ROC curve, Hanley & McNeil 1982): 1 always, 1/2 like a coin. None where
    there are no pairs. `left` is how many older changes weren't replayed.
    """

    replayed: tuple[Replayed, ...]
    separation: Fraction | None
    left: int = 0

    @property
    def troubled(self) -> tuple[Replayed, ...]:
        """Those that caused trouble."""
        return tuple(one for one in self.replayed if one.troubles)

    @property
    def peaceful(self) -> tuple[Replayed, ...]:
        """The others."""
        return tuple(one for one in self.replayed if not one.troubles)


def backtest(replayed: Iterable[Replayed], left: int = 0) -> Backtest:
    """Sums up what was replayed."""
    found = tuple(replayed)
    bad = [one.risk.score for one in found if one.troubles]
    good = [one.risk.score for one in found if not one.troubles]
    return Backtest(found, separation(bad, good), left)


def separation(bad: Sequence[int], good: Sequence[int]) -> Fraction | None:
    """How often a score of the first kind is above one of the second; ties count half."""
    if not bad or not good:
        return None
    won = sum(2 * (one > other) + (one == other) for one in bad for other in good)
    return Fraction(won, 2 * len(bad) * len(good))


def troubles(
    step: Step, changes: Iterable[EntityChange], now: Landscape, caused: Collection[str], reverted: Collection[str]
) -> Iterator[str]:
    """What is known today of the trouble a step caused: its Changes' reviews, `Caused-by:` trailers, reverts.

    `caused` are all values of such trailers, `reverted` the subjects that were reverted.
    """
    for ref in sorted({one.ref for one in changes if one.ref.kind == "change"}):
        yield from _reviewed(ref, now)
        if any(_means(value, ref) for value in caused):
            yield f"named as the cause: {ref}"
    if any(_begins(commit, value) for value in caused for commit in step.commits):
        yield "named as the cause"
    if step.subjects & set(reverted):
        yield "reverted"


def _reviewed(ref: Ref, now: Landscape) -> Iterator[str]:
    entity = now.entities.get(ref)
    review = entity.model.spec.verification if entity else None
    if review is not None and review.incidents:
        yield f"{ref.name}: {', '.join(review.incidents)}"
    elif review is not None and review.result in WENT_WRONG:
        yield f"{ref.name}: {review.result}"


def _means(value: str, ref: Ref) -> bool:
    return value.strip().lower() in (ref.name, str(ref))


def _begins(commit: str, value: str) -> bool:
    """Whether a trailer's value is the commit, or a beginning of its id of seven letters or more."""
    word = value.strip().lower()
    return bool(re.fullmatch("[0-9a-f]{7,64}", word)) and commit.startswith(word)


def reverted_by(subjects: Iterable[str]) -> frozenset[str]:
    """The subjects that some commits say they revert."""
    return frozenset(match[1] for subject in subjects if (match := _REVERT.fullmatch(subject)))


def points_by_factor(answer: Backtest) -> Mapping[str, tuple[Fraction, Fraction]]:
    """What each factor counted on average: for those that caused trouble, and for the others."""
    sides = [
        [{one.name: one.points for one in each.risk.factors} for each in side]
        for side in (answer.troubled, answer.peaceful)
    ]
    names = dict.fromkeys(name for side in sides for each in side for name in each)
    return {name: (_mean(sides[0], name), _mean(sides[1], name)) for name in names}


def _mean(side: Sequence[Mapping[str, int]], name: str) -> Fraction:
    return Fraction(sum(one.get(name, 0) for one in side), max(1, len(side)))
