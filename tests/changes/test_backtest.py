"""The score against what happened: how often trouble scored higher, and what counts as trouble."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from itsm_as_code.changes import Risk, diff
from itsm_as_code.changes.backtest import Replayed, Step, backtest, reverted_by, separation, troubles
from tests.landscapes import landscape_of

WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def step(*commits: str, subject: str = "x") -> Step:
    return Step(commits[0][:7], WHEN, subject, frozenset(commits), frozenset({subject}))


SCORES = [
    ([3, 4], [1, 2], Fraction(1)),
    ([1, 2], [3, 4], Fraction(0)),
    ([2], [2], Fraction(1, 2)),
    ([1, 5], [3], Fraction(1, 2)),
    ([5, 3], [3, 1], Fraction(7, 8)),
    ([], [1], None),
    ([1], [], None),
]


@pytest.mark.parametrize(("bad", "good", "expected"), SCORES)
def test_separation_is_the_share_of_pairs(bad: list[int], good: list[int], expected: Fraction | None) -> None:
    assert separation(bad, good) == expected
    if expected is not None:
        assert separation(good, bad) == 1 - expected


def test_a_backtest_sums_up() -> None:
    found = backtest(
        [Replayed(step("a" * 40), Risk(score, "low", ()), ("x",) * bad) for score, bad in ((9, 1), (1, 0))]
    )
    assert (len(found.troubled), len(found.peaceful), found.separation) == (1, 1, 1)


CHANGE = "kind: Change\nmetadata: {name: chg-7}\nspec: {purpose: x%s}"
CAUSES = [
    # the review today                                               causes            reverts   why it counts
    ("", [], [], []),
    (", verification: {on: 2026-01-02, result: successful}", [], [], []),
    (", verification: {on: 2026-01-02, result: partly, incidents: [INC-9, INC-10]}", [], [], ["chg-7: INC-9, INC-10"]),
    (", verification: {on: 2026-01-02, result: backed-out}", [], [], ["chg-7: backed-out"]),
    ("", ["chg-7"], [], ["named as the cause: change:chg-7"]),
    ("", ["Change:CHG-7"], [], ["named as the cause: change:chg-7"]),
    ("", ["abcdef0"], [], ["named as the cause"]),
    ("", ["abcdef"], [], []),
    ("", ["abcdef1"], [], []),
    ("", ["nonsense; rm -rf"], [], []),
    ("", [], ['Revert "x"'], ["reverted"]),
    ("", [], ['Revert "y"', "Revert x"], []),
]


@pytest.mark.parametrize(("review", "causes", "subjects", "expected"), CAUSES)
def test_what_counts_as_trouble(review: str, causes: list[str], subjects: list[str], expected: list[str]) -> None:
    changes = diff(landscape_of("kind: Team\nmetadata: {name: t}"), landscape_of(CHANGE % ""))
    found = troubles(step("abcdef0" + "1" * 33), changes, landscape_of(CHANGE % review), causes, reverted_by(subjects))
    assert list(found) == expected
