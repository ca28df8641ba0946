"""Calendars from few words, moments from text, and the references that service time is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import portion
from hypothesis import strategies as st

from itsm_as_code.hours import Hours, hours_of, public_holidays
from itsm_as_code.schemas.calendar import CalendarSpec

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour
    "America/Santiago",  # at midnight
    "Asia/Kathmandu",  # a quarter of an hour off
    "Africa/Casablanca",  # twice for Ramadan
)


def calendar(zone: str, hours: dict[str, Any], **holidays: Any) -> Hours:
    """The hours of a calendar as somebody writes it."""
    spec: dict[str, Any] = {"timezone": zone, "hours": hours}
    if holidays:
        spec["holidays"] = {key.rstrip("_"): value for key, value in holidays.items()}
    return hours_of(CalendarSpec.model_validate(spec))


def at(zone: str, text: str, fold: int = 0) -> datetime:
    """`2026-03-29 02:30` by a zone's clock; `fold=1` for the second time it shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def seconds_of(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int((moment - EPOCH).total_seconds())


def open_at(hours: Hours, moment: datetime) -> bool:
    """Whether a minute is worked: the definition, asked of zoneinfo for this one minute."""
    shown = moment.astimezone(ZoneInfo(hours.timezone))
    minute = shown.hour * 60 + shown.minute
    return not is_off(hours, shown.date()) and any(a <= minute < b for a, b in hours.week[shown.weekday()])


def is_off(hours: Hours, day: date) -> bool:
    """Whether a day is a holiday of these hours."""
    off = hours.holidays
    if off is None:
        return False
    public = public_holidays(off.country, off.subdivision, day.year) if off.country else frozenset()
    return day in off.also or (day in public and day not in off.worked)


def minutes(start: datetime, count: int) -> Iterator[datetime]:
    """So many minutes one after the other, as they pass."""
    first = start.astimezone(UTC)
    return (first + number * MINUTE for number in range(count))


def worked_minutes(hours: Hours, start: datetime, count: int) -> list[bool]:
    """Minute by minute, whether it is worked."""
    return [open_at(hours, moment) for moment in minutes(start, count)]


def intervals(found: Iterable[tuple[int, int]]) -> portion.Interval:
    """Stretches as the outside library has them."""
    return portion.Interval(*(portion.closedopen(a, b) for a, b in found))


def pairs(interval: portion.Interval) -> list[tuple[int, int]]:
    """And back."""
    return [(one.lower, one.upper) for one in interval if not one.empty]


def k_of_n(need: int, sets: list[portion.Interval]) -> portion.Interval:
    """What lies in so many of some sets: the union of the intersections of every choice of them."""
    return reduce(
        lambda all_, chosen: all_ | reduce(lambda a, b: a & b, chosen), combinations(sets, need), portion.empty()
    )


def days_apart(hours: Hours, first: date, count: int) -> portion.Interval:
    """The worked time of some days in UTC by the outside library, for zones that don't change their clocks in them."""
    found = portion.empty()
    for number in range(count):
        day = first + timedelta(days=number)
        midnight = seconds_of(datetime.combine(day, time(), ZoneInfo(hours.timezone)))
        if not is_off(hours, day):
            found |= intervals((midnight + a * 60, midnight + b * 60) for a, b in hours.week[day.weekday()])
    return found


def _text(stretch: tuple[int, int]) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in stretch)


def stretches_of_a_day(step: int = 1) -> st.SearchStrategy[list[str]]:
    """Some stretches of a day as text, that may touch, overlap and reach to 24:00."""
    ends = st.integers(0, 1_440 // step).map(lambda number: number * step)
    pair = st.tuples(ends, ends).filter(lambda two: two[0] != two[1]).map(lambda two: (min(two), max(two)))
    return st.lists(pair.map(_text), min_size=1, max_size=3)


@st.composite
def any_hours(draw: st.DrawFn, zones: tuple[str, ...] = ZONES, step: int = 1, holidays: bool = True) -> Hours:
    """Hours of any zone, with or without days off around the changes of clocks of 2026."""
    days = draw(st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), unique=True))
    week = {day: draw(stretches_of_a_day(step)) for day in days}
    if not holidays or draw(st.booleans()):
        return calendar(draw(st.sampled_from(zones)), week)
    off = draw(st.lists(st.dates(date(2026, 3, 20), date(2026, 4, 10)), max_size=3))
    also = [day.isoformat() for day in off]
    country = draw(st.sampled_from([{}, {"country": "DE", "subdivision": "BY"}, {"country": "CL"}]))
    return calendar(draw(st.sampled_from(zones)), week, also=also, **country)
