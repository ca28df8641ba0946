"""Moments and the stretches between two of them: with a time and an offset, so that nobody has to guess whose clock."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, ClassVar

from itsm_as_code.schemas._base import Part
from itsm_as_code.schemas._reads import Reads, wrong

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?) *([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


def read_moment(value: Any) -> datetime:
    """`2026-12-21T02:00+08:00` (RFC 3339, seconds may be left out); a time without an offset is refused."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        said = repr(value) if isinstance(value, str) else "this"
        raise wrong(f"{said} is not a moment", _meant(value if isinstance(value, str) else ""))
    try:
        moment = datetime.fromisoformat(value.upper())
        moment.timestamp()
    except (ValueError, OverflowError):
        raise wrong(f"there is no moment {value}", "days end with the month, hours at 23, offsets at +14:00") from None
    return moment


def _meant(text: str) -> str:
    loose = _LOOSE.fullmatch(text.strip())
    if _DAY.fullmatch(text.strip()):
        return f"write the time of day and the offset too, such as {text.strip()}T00:00+08:00"
    if loose is None:
        return "write 2026-12-21T02:00+08:00, with the offset of the clock that is meant"
    day, time, offset = loose.groups()
    if offset is None:
        return f"add the offset of the clock that is meant: {day}T{time:0>5}+08:00, or Z for UTC"
    colon = offset if ":" in offset or offset in "Zz" else f"{offset[:3]}:{offset[3:]}"
    return f"write {day}T{time:0>5}{colon}"


Moment = Annotated[
    datetime,
    Reads(
        read_moment,
        _MOMENT.pattern,
        "A moment with its offset, such as 2026-12-21T02:00+08:00",
        ("2026-12-21T02:00+08:00", "2026-12-20T18:00Z"),
    ),
]


class Period(Part):
    """A stretch of time: from a moment up to another, which is no longer in it."""

    key_fields: ClassVar[tuple[str, ...]] = ("start",)

    start: Moment
    """When it begins."""
    end: Moment
    """When it is over."""

    def meets(self, other: Period) -> bool:
        """Whether there is a moment in both."""
        return max(self.start, other.start) < min(self.end, other.end)
