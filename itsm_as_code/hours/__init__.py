"""How much of the clock's time counts: service time, by calendars with zones and holidays, and calendar months."""

from __future__ import annotations

from itsm_as_code.hours._clock import offsets as clock
from itsm_as_code.hours.attendance import Attendance, attendance
from itsm_as_code.hours.coverage import uncovered
from itsm_as_code.hours.months import due, later
from itsm_as_code.hours.periods import LONGEST, shown, times_in, times_left
from itsm_as_code.hours.public_holidays import (
    countries,
    country_known,
    days_worked_instead,
    other_codes,
    public_holidays,
    subdivision_names,
    subdivisions,
    year_is_settled,
)
from itsm_as_code.hours.service_hours import ALWAYS, Hours, holidays_in, hours_of
from itsm_as_code.hours.service_time import counted, elapsed, moment_after, stretches
from itsm_as_code.hours.waiting import Wait, worst_wait
from itsm_as_code.hours.windows import end_moment, first_moment, window_of

__all__ = [
    "ALWAYS",
    "LONGEST",
    "Attendance",
    "Hours",
    "Wait",
    "attendance",
    "clock",
    "counted",
    "countries",
    "country_known",
    "days_worked_instead",
    "due",
    "elapsed",
    "end_moment",
    "first_moment",
    "holidays_in",
    "hours_of",
    "later",
    "moment_after",
    "other_codes",
    "public_holidays",
    "shown",
    "stretches",
    "subdivision_names",
    "subdivisions",
    "times_in",
    "times_left",
    "uncovered",
    "window_of",
    "worst_wait",
    "year_is_settled",
]
