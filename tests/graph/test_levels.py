"""What a dependency does with its members' levels: the truth table of the semantics, and small landscapes."""

import pytest

from itsm_as_code.graph import Level, level_of
from tests.landscapes import fails, services, table

TRUTH = [
    # need, members' levels → level of the dependency
    (1, [0], 0),
    (1, [1], 1),
    (1, [2], 2),
    (1, [3], 3),
    (2, [0, 1], 1),
    (2, [2, 0], 2),
    (2, [3, 2], 3),
    (1, [3, 0], 1),
    (1, [3, 1], 1),
    (1, [2, 2], 2),
    (1, [3, 2], 2),
    (1, [2, 0], 1),
    (1, [1, 1], 0),
    (1, [3, 3], 3),
    (2, [3, 0, 0], 1),
    (2, [3, 3, 0], 3),
    (2, [3, 2, 0], 2),
    (2, [2, 2, 0], 2),
    (2, [1, 1, 1], 0),
    (2, [2, 0, 0], 1),
]


@pytest.mark.parametrize(("need", "members", "expected"), TRUTH)
def test_truth_table(need: int, members: list[int], expected: int) -> None:
    counts = [members.count(level) for level in range(4)]
    assert level_of(need, len(members), counts) == expected
    assert level_of(need, len(members), counts, soft=True) == max(0, expected - 1)


WORDS = ("ok", "at-risk", "degraded", "down")


@pytest.mark.parametrize(("need", "members", "expected"), TRUTH)
def test_truth_table_of_a_landscape(need: int, members: list[int], expected: int) -> None:
    names = [f"m{number}" for number in range(len(members))]
    landscape = services({"shop": [{"anyOf": names, "need": need}], **dict.fromkeys(names, ())})
    found = fails(landscape, **{name: WORDS[level] for name, level in zip(names, members, strict=True)})
    assert table(found) == ({"shop": WORDS[expected]} if expected else {})


PASSED_ON = [
    # what shop needs                                          what fails           shop
    (["db"], ["db"], "down"),
    ([{"ref": "db", "mode": "soft"}], ["db"], "degraded"),
    ([{"allOf": ["db", "mq"]}], ["mq"], "down"),
    ([{"anyOf": ["db", "mq"]}], ["mq"], "at-risk"),
    ([{"anyOf": ["db", "mq"]}], ["mq", "db"], "down"),
    ([{"anyOf": ["db", "mq"], "mode": "soft"}], ["mq"], None),
    ([{"anyOf": ["db", "mq", "net"], "need": "50%"}], ["mq"], "at-risk"),
    ([{"anyOf": ["db", "mq", "net"], "need": "67%"}], ["mq"], "down"),
    ([{"anyOf": ["db", "mq", "net"], "need": "66%"}], ["mq"], "at-risk"),
    ([{"anyOf": ["db", "db"], "need": 1}], ["db"], "down"),
    ([{"anyOf": ["db", "db", "mq"], "need": 1}], ["db"], "at-risk"),
    (["db", {"ref": "mq", "mode": "soft"}], ["db", "mq"], "down"),
    (["nobody-wrote-this"], ["nobody-wrote-this"], "down"),
]


@pytest.mark.parametrize(("needed", "failed", "expected"), PASSED_ON)
def test_failure_passes_on(needed: list[object], failed: list[str], expected: str | None) -> None:
    landscape = services({"shop": needed, "db": [], "mq": [], "net": []})  # type: ignore[dict-item]  # rows of a table
    assert table(fails(landscape, *failed)).get("shop") == expected


def test_levels_have_the_words_of_answers() -> None:
    assert [level.word for level in Level] == list(WORDS)


def test_a_cycle_falls_and_nothing_falls_without_a_cause() -> None:
    landscape = services({"a": ["b"], "b": ["c"], "c": ["a"], "d": []})
    assert table(fails(landscape, "b")) == {"a": "down", "c": "down"}
    assert table(fails(landscape, "d")) == {}


TOLERATED = [
    # how long it lasts     who is hit, and when
    (None, {"cache": "down", "shop": "down after 1800", "web": "down after 5400"}),
    (1800, {"cache": "down"}),
    (1801, {"cache": "down", "shop": "down after 1800"}),
    (5400, {"cache": "down", "shop": "down after 1800"}),
    (5401, {"cache": "down", "shop": "down after 1800", "web": "down after 5400"}),
    (0, {}),
]


@pytest.mark.parametrize(("duration", "expected"), TOLERATED)
def test_what_is_tolerated_is_felt_only_by_longer_outages(duration: int | None, expected: dict[str, str]) -> None:
    landscape = services(
        {
            "db": [],
            "cache": ["db"],
            "shop": [{"ref": "cache", "tolerates": "30m"}],
            "web": [{"ref": "shop", "tolerates": "1h"}],
        }
    )
    assert table(fails(landscape, "db", duration=duration)) == expected


def test_a_level_that_gets_worse_later_is_told_with_the_time_of_the_worst() -> None:
    landscape = services(
        {"a": [], "b": [], "shop": [{"ref": "a", "mode": "soft"}, {"ref": "b", "tolerates": "1h"}], "web": ["shop"]}
    )
    assert table(fails(landscape, "a", "b")) == {"shop": "down after 3600", "web": "down after 3600"}
    assert table(fails(landscape, "a", "b", duration=3600)) == {"shop": "degraded", "web": "degraded"}


def test_what_fails_a_little_by_itself_and_wholly_by_another_is_told_at_its_real_level() -> None:
    landscape = services({"db": [], "shop": ["db"], "web": ["shop"]})
    assert table(fails(landscape, "db", shop="at-risk")) == {"web": "down"}
