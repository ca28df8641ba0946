"""Measurement windows: the stretch of time in which an objective is measured around a moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from itsm_as_code.hours._clock import DAY, after, epoch, moment_in, start_of
from itsm_as_code.hours.months import due, later
from itsm_as_code.schemas import Span
from itsm_as_code.schemas._agreement import Window

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_ROLLING = Span(0, 30 * DAY)


def window_of(window: Window, moment: datetime) -> tuple[datetime, datetime]:
    """The measurement window that contains a moment, its end not included, in the zone of the window.

    A calendar window is the day, the week from Monday on, the month, quarter or year whose clock shows the moment; a
    month, where no period is written. A rolling window begins with the moment: of all those that contain it, it is the
    one that holds what follows for longest. It is 30 days long, where no length is written.
    """
    if window.type == "rolling":
        start = moment_in(window.timezone, epoch(moment))
        return start, later(start, window.length or _ROLLING)
    first = _first_day(window.period or "month", moment_in(window.timezone, epoch(moment)).date())
    following = _following(window, first)
    if start_of(window.timezone, following) <= epoch(moment):  # the clock went back over midnight
        first, following = following, _following(window, following)
    start, end = (moment_in(window.timezone, start_of(window.timezone, day)) for day in (first, following))
    return start, end


def _first_day(period: str, day: date) -> date:
    if period in _MONTHS:
        months = _MONTHS[period]
        return day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return day - timedelta(days=day.weekday() if period == "week" else 0)


def _following(window: Window, first: date) -> date:
    period = window.period or "month"
    return due(first, Span(_MONTHS.get(period, 0), _DAYS.get(period, 0) * DAY))


def first_moment(zone: str, day: date) -> datetime:
    """The first moment at which a zone's clock shows a day or a later one; midnight may not exist, or exist twice."""
    return moment_in(zone, start_of(zone, day))


def end_moment(zone: str, day: date) -> datetime:
    """The first moment after a day."""
    return moment_in(zone, start_of(zone, after(day)))
