"""What the rules about calendars say, word by word, and where."""

import pytest

from tests.landscapes import place, report_of

CALENDAR = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {{name: office}}
spec:
  hours: {{mon-fri: ["09:00-17:00"], {more}}}
  holidays: {holidays}
"""

Told = list[tuple[str, str, str, str]]


def told(holidays: str, more: str = "") -> Told:
    found = report_of(CALENDAR.format(holidays=holidays, more=more)).findings
    return [(one.rule, place(one), one.message, one.hint) for one in found]


UNKNOWN = [
    ("{country: UK}", 'there is no country "UK" whose holidays are known', "did you mean GB?"),
    (
        "{country: QQ}",
        'there is no country "QQ" whose holidays are known',
        "did you mean AQ or BQ or GQ?",
    ),
    ("{country: DE, subdivision: by}", 'DE has no part "by" whose holidays are known', "did you mean BY?"),
    ("{country: DE, subdivision: DE-BY}", 'DE has no part "DE-BY" whose holidays are known', "did you mean BY?"),
    ("{country: DE, subdivision: Bayern}", 'DE has no part "Bayern" whose holidays are known', "did you mean BY?"),
    ("{country: DE, subdivision: Bayren}", 'DE has no part "Bayren" whose holidays are known', "did you mean BY?"),
    (
        "{country: SG, subdivision: CENTRAL}",
        'SG has no part "CENTRAL" whose holidays are known',
        "its holidays are the same all over SG: leave subdivision out",
    ),
]


@pytest.mark.parametrize(("holidays", "message", "hint"), UNKNOWN)
def test_unknown_holidays(holidays: str, message: str, hint: str) -> None:
    ((rule, _, said, mend),) = told(holidays)
    assert (rule, said, mend) == ("known-holidays", message, hint)


def test_unknown_holidays_are_told_where_they_stand() -> None:
    assert [where for _, where, *_ in told("{country: UK}")] == ["6:23-25"]
    assert [where for _, where, *_ in told("{country: DE, subdivision: XY}")] == ["6:40-42"]


def test_a_part_without_a_code_goes_by_its_name() -> None:
    assert told("{country: DE, subdivision: Augsburg, except: [2025-08-08]}") == []


def test_where_nothing_is_near_what_is_known_is_listed() -> None:
    ((_, _, _, hint),) = told("{country: US, subdivision: Middle Earth}")
    assert hint.startswith("it knows AK, AL, AR")
    assert hint.endswith("more")


EXCEPTIONS = [
    # (holidays, where, message, hint)
    (
        "{country: DE, except: [2026-05-02]}",
        "6:36-46",
        "2026-05-02, Saturday, is no public holiday of DE",
        "did you mean 2026-05-01?",
    ),
    (
        "{country: DE, except: [2026-01-06]}",
        "6:36-46",
        "2026-01-06, Tuesday, is no public holiday of DE",
        "did you mean 2026-01-01?",
    ),
    (
        "{country: DE, subdivision: BY, except: [2026-07-15]}",
        "6:53-63",
        "2026-07-15, Wednesday, is no public holiday of DE-BY",
        "leave it out, or correct the date",
    ),
    (
        "{country: DE, except: [2026-10-03]}",
        "6:36-46",
        "2026-10-03 is Saturday, which has no hours anyway",
        "leave it out",
    ),
    (
        "{country: CN, except: [2026-02-14]}",
        "6:36-46",
        "2026-02-14 is Saturday, worked in CN for another day, and except adds no hours",
        "leave it out; the calendar has no hours on Saturday",
    ),
    (
        "{except: [2026-05-01]}",
        "6:23-33",
        "2026-05-01 is excepted from the holidays of no country",
        "add country: and its two letters",
    ),
    (
        "{country: DE, except: [2026-05-01], also: [2026-05-01]}",
        "6:36-46",
        "2026-05-01 is under also too, and stays a day off",
        "leave out one of the two",
    ),
    (
        "{country: DE, except: [2026-05-01, 2026-05-01]}",
        "6:48-58",
        "2026-05-01 stands here twice",
        "leave one of them out",
    ),
    (
        "{country: DE, also: [2026-12-25]}",
        "6:34-44",
        "2026-12-25 is a public holiday of DE already",
        "leave it out, or correct the date",
    ),
    (
        "{also: [2026-12-26]}",
        "6:21-31",
        "2026-12-26 is Saturday, which has no hours anyway",
        "leave it out, or correct the date",
    ),
]


@pytest.mark.parametrize(("holidays", "where", "message", "hint"), EXCEPTIONS)
def test_exceptions_that_change_nothing(holidays: str, where: str, message: str, hint: str) -> None:
    assert told(holidays) == [("holiday-exceptions", where, message, hint)]


FINE = [
    "{country: DE, except: [2026-05-01], also: [2026-12-24, 2026-12-31]}",
    "{country: DE, subdivision: BY, except: [2026-01-06]}",
    "{also: [2026-12-24]}",
    "{country: CN, except: [2090-03-15], also: [2090-10-03]}",  # nobody knows yet
    "{country: CN, also: [2026-12-31]}",
    "{}",
]


@pytest.mark.parametrize("holidays", FINE)
def test_exceptions_that_change_something(holidays: str) -> None:
    assert told(holidays) == []


def test_a_worked_weekend_with_hours() -> None:
    assert told("{country: CN, except: [2026-02-14]}", 'sat: ["09:00-12:00"]') == [
        (
            "holiday-exceptions",
            "6:36-46",
            "2026-02-14, Saturday, is no public holiday of CN",
            "did you mean 2026-02-16?",
        )
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_time(day: str) -> None:
    assert len(told(f"{{country: DE, except: [{day}], also: [{day}]}}")) <= 2


def test_of_an_unknown_country_nothing_else_is_told() -> None:
    assert [rule for rule, *_ in told("{country: QQ, subdivision: BY, except: [2026-05-02]}")] == ["known-holidays"]


@pytest.mark.parametrize(("spec", "where"), [("{timezone: UTC}", "4:1-5"), ("{hours: {}}", "4:15-17")])
def test_a_calendar_that_never_opens(spec: str, where: str) -> None:
    text = f"apiVersion: itsm/v1\nkind: Calendar\nmetadata: {{name: never}}\nspec: {spec}\n"
    found = [(one.rule, place(one), one.message) for one in report_of(text).findings]
    assert found == [("calendar-has-hours", where, "calendar:never never opens")]


SHAPES = [
    ("{country: de}", "country: 'de' is not the code of a country", "write DE"),
    (
        "{country: Germany}",
        "country: 'Germany' is not the code of a country",
        "write its two letters of ISO 3166-1, such as DE",
    ),
    ("{country: JP, subdivision: 13}", "subdivision takes a text, this is a number", 'write it in quotes: "13"'),
    ("{subdivision: BY}", "holidays: BY is a part of no country", "add country: and its two letters"),
]


@pytest.mark.parametrize(("holidays", "message", "hint"), SHAPES)
def test_shapes_are_told_once_by_the_reader(holidays: str, message: str, hint: str) -> None:
    assert [one[2:] for one in told(holidays)] == [(message, hint)]
