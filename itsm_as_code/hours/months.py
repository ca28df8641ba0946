"""Calendar months: what is due a length of time after a day or a moment, where months have no fixed length."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from itsm_as_code.hours._clock import DAY, epoch, moment_like
from itsm_as_code.schemas import Span


def due(day: date, span: Span, times: int = 1) -> date:
    """The day a length of time after a day; so many times as long, and before it where `times` is negative.

    Months come first, and a day that the month doesn't have becomes its last one: a month after 31 January is
    28 February, two are 31 March. Days that no date can hold become the first or the last one there is.
    """
    moved = _months_later(day, span.months * times)
    number = moved.toordinal() + span.seconds * times // DAY
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


def later(moment: datetime, span: Span, times: int = 1) -> datetime:
    """The moment a length of time after a moment: months by the clock of its zone, then seconds as they pass.

    A time that the clock leaves out that day is told as the clock shows it then.
    """
    moved = datetime.combine(_months_later(moment.date(), span.months * times), moment.timetz())
    moved = moved.replace(fold=moment.fold)
    return moment_like(moment, epoch(moved) + span.seconds * times)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
