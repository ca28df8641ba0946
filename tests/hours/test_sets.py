"""Sets of seconds against an independent library, and the cases that are easy to get wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours._sets import Stretches, at_least, clipped, merged, without
from tests.hours._calendars import intervals, k_of_n, pairs

ANY = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda two: (two[0], sum(two))), max_size=6)


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ([], ()),
        ([(1, 1)], ()),
        ([(9, 12), (12, 18)], ((9, 18),)),
        ([(12, 18), (9, 12)], ((9, 18),)),
        ([(9, 13), (12, 18)], ((9, 18),)),
        ([(9, 18), (10, 11)], ((9, 18),)),
        ([(9, 12), (13, 18)], ((9, 12), (13, 18))),
    ],
)
def test_merged(given_: list[tuple[int, int]], found: Stretches) -> None:
    assert merged(given_) == found


def test_without_what_touches() -> None:
    assert without(((9, 18),), ((12, 13),)) == ((9, 12), (13, 18))
    assert without(((9, 18),), ((0, 9), (18, 24))) == ((9, 18),)
    assert without(((9, 18),), ((9, 18),)) == ()


@settings(max_examples=200, deadline=None)
@given(ANY, ANY, st.integers(0, 60), st.integers(0, 60))
def test_against_an_independent_library(one: Stretches, other: Stretches, first: int, last: int) -> None:
    a, b = intervals(one), intervals(other)
    assert list(merged(one)) == pairs(a)
    assert list(without(merged(one), merged(other))) == pairs(a - b)
    assert list(clipped(merged(one), first, last)) == pairs(a & intervals([(first, last)] if first < last else []))


@settings(max_examples=200, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=4), st.data())
def test_at_least_is_every_choice_of_so_many(sets: list[Stretches], data: st.DataObject) -> None:
    need = data.draw(st.integers(1, len(sets)))
    expected = k_of_n(need, [intervals(one) for one in sets])
    assert list(at_least(need, [merged(one) for one in sets])) == pairs(expected)
