"""Quantities with their units: what is read, what is refused, and what is said was meant."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from itsm_as_code.schemas import Comparison, Percent, Span, iso_duration, read_quantity
from itsm_as_code.schemas._quantities import (
    read_comparison,
    read_date,
    read_fixed_span,
    read_interval,
    read_percent,
    read_span,
    read_timezone,
)
from itsm_as_code.schemas.calendar import days_of, read_days

H, D = 3_600, 86_400
WRONG = object()

TABLES: dict[Any, dict[Any, Any]] = {
    read_percent: {
        "99.9%": Percent(Decimal("99.9")),
        "100%": Percent(Decimal(100)),
        "0%": Percent(Decimal(0)),
        "99.9999999999999999%": Percent(Decimal("99.9999999999999999")),
        **dict.fromkeys(("99.9", "99,9%", "99.9 %", "120%", "100.1%", "-5%", "+5%", "099%", "1e2%", "%", ""), WRONG),
        **dict.fromkeys(
            ("99.9%\n", " 99.9%", "٩٩%", "99.9％", "nan%", "inf%", ".5%", "5.%", 99.9, 0.999, 1, True, None), WRONG
        ),
    },
    read_span: {
        "15m": Span(0, 900),
        "4h": Span(0, 4 * H),
        "3d": Span(0, 3 * D),
        "2w": Span(0, 14 * D),
        "6mo": Span(6, 0),
        "1y": Span(12, 0),
        "1h30m": Span(0, 5_400),
        "1y2mo3w4d5h6m7s": Span(14, 25 * D + 5 * H + 6 * 60 + 7),
        "0d": Span(0, 0),
        "PT15M": Span(0, 900),
        "P1M": Span(1, 0),
        "PT1M": Span(0, 60),
        "P1Y2M10DT2H30M": Span(14, 10 * D + 2 * H + 1_800),
        "1mo": Span(1, 0),
        "1m": Span(0, 60),
        "0s": Span(0, 0),
        "P1DT2H": Span(0, D + 2 * H),
        "P1W": Span(0, 7 * D),
        **dict.fromkeys(
            ("", "P", "PT", "P1DT", "15", "15 m", "15M", "4H", "m", "-4h", "+4h", "1.5h", "4h\n", "30m1h"), WRONG
        ),
        **dict.fromkeys(("pt15m", "PT15", "P-1D", "PT1.5H", "١٥m", "9999999d", 15, 1.5, None, True), WRONG),
    },
    read_fixed_span: {"4h": Span(0, 4 * H), "P1D": Span(0, D), "6mo": WRONG, "1y": WRONG, "P1M": WRONG},
    read_comparison: {
        "99.9%": Comparison("", Percent(Decimal("99.9"))),
        ">= 99.9%": Comparison(">=", Percent(Decimal("99.9"))),
        ">=99.9%": Comparison(">=", Percent(Decimal("99.9"))),
        "<= 4h": Comparison("<=", Span(0, 4 * H)),
        "4.5": Comparison("", Decimal("4.5")),
        "<= -3": Comparison("<=", Decimal(-3)),
        "P1M": Comparison("", Span(1, 0)),
        "PT1M": Comparison("", Span(0, 60)),
        ">= 0%": Comparison(">=", Percent(Decimal(0))),
        "100%": Comparison("", Percent(Decimal(100))),
        ">= 1mo": Comparison(">=", Span(1, 0)),
        "<= 0": Comparison("<=", Decimal(0)),
        **dict.fromkeys(
            ("≥ 99.9%", "> 99.9%", "< 4h", "= 4h", "=> 4h", ">=  4h", ">= ", "", "4x", 99.9, 4, None), WRONG
        ),
    },
    read_date: {
        "2026-01-31": date(2026, 1, 31),
        "2024-02-29": date(2024, 2, 29),
        "0001-01-01": date.min,
        "9999-12-31": date.max,
        **dict.fromkeys(
            ("2026-02-29", "2026-13-01", "0000-01-01", "2026-1-5", "20260105", "2026-W01-1", "", 20260105), WRONG
        ),
        **dict.fromkeys(("2026-01-01 ", "2026-01-01T00:00:00Z", "12/01/2026", "tomorrow", "٢٠٢٦-01-01", None), WRONG),
    },
    read_interval: {
        "09:00-17:30": (540, 1050),
        "00:00-24:00": (0, 1440),
        "23:59-24:00": (1439, 1440),
        **dict.fromkeys(
            ("17:00-09:00", "09:00-09:00", "24:00-24:00", "9:00-17:00", "09:00-25:00", "09:60-10:00"), WRONG
        ),
        **dict.fromkeys(("09:00–17:00", "09:00", "", "09:00-24:01", "09:00-17:00\n", 540, None), WRONG),
    },
    read_timezone: {
        "UTC": "UTC",
        "Asia/Shanghai": "Asia/Shanghai",
        "Etc/GMT+8": "Etc/GMT+8",
        **dict.fromkeys(
            ("Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "", "Asia/", "a" * 100, 8, None), WRONG
        ),
    },
    read_days: {
        "mon": "mon",
        "mon-fri": "mon-fri",
        "sat,sun": "sat,sun",
        "mon-wed,fri": "mon-wed,fri",
        **dict.fromkeys(("Mon", "monday", "mo", "mon-", "mon fri", "mon,", "", "1", 1, None), WRONG),
    },
}


@pytest.mark.parametrize(
    ("read", "value", "expected"), [(f, v, e) for f, table in TABLES.items() for v, e in table.items()]
)
def test_quantities(read: Any, value: Any, expected: Any) -> None:
    if expected is not WRONG:
        assert read(value) == expected
        return
    with pytest.raises(PydanticCustomError) as refusal:
        read(value)
    assert "\n" not in refusal.value.message()


ANY_SPAN = "write 15m, 4h, 3d, 6mo, 1h30m or PT15M"
HINTS = [
    (read_percent, 0.999, "99.9% was probably meant"),
    (read_percent, 99.9, "99.9% was probably meant"),
    (read_percent, 1, "write it as a percentage, such as 99.9%"),
    (read_percent, 120, "write it as a percentage, such as 99.9%"),
    (read_percent, "99.9", "99.9% was probably meant"),
    (read_percent, "0.999", "99.9% was probably meant"),
    (read_percent, "0,999", "99.9% was probably meant"),
    (read_percent, "99,9%", "write 99.9%"),
    (read_percent, "99.9 %", "write 99.9%"),
    (read_percent, "99.9％", "write 99.9%"),
    (read_percent, "99.9 percent", "write 99.9%"),
    (read_percent, "99.9 per cent", "write 99.9%"),
    (read_percent, "-5%", "a share lies between 0% and 100%"),
    (read_percent, "120%", "a share lies between 0% and 100%"),
    (read_percent, "three nines", "write it with a point and a percent sign, such as 99.9%"),
    (read_percent, None, "write it with a point and a percent sign, such as 99.9%"),
    (read_span, 15, "write 15m for minutes, 15h for hours or 15d for days"),
    (read_span, "15", "write 15m for minutes, 15h for hours or 15d for days"),
    (read_span, "1.5h", "write 1h30m"),
    (read_span, "1,5h", "write 1h30m"),
    (read_span, "0.5d", "write 12h"),
    (read_span, "15 m", "write 15m"),
    (read_span, "15min", "write 15m"),
    (read_span, "4 Hours", "write 4h"),
    (read_span, "4H", "write 4h"),
    (read_span, "30m1h", "write 1h30m"),
    (read_span, "1 hour, 30 minutes", "write 1h30m"),
    (read_span, "3 months", "write 3mo"),
    (read_span, "1.5y", "write 18mo"),
    (read_span, "0.5mo", ANY_SPAN),  # no month has a half
    (read_span, "15M", "write 15m for minutes or 15mo for months"),
    (read_span, "PT1.5H", "write 1h30m"),
    (read_span, "pt15m", "write 15m"),
    (read_span, "p1m", "write 1mo"),
    (read_span, "-4h", "a length of time is not negative"),
    (read_span, "P-1D", "a length of time is not negative"),
    (
        read_span,
        "500ms",
        "the shortest length of time is a second; write a bare number, in the unit of its indicator",
    ),
    (read_span, "soon", ANY_SPAN),
    (read_span, "4 fortnights", ANY_SPAN),
    (read_span, "", ANY_SPAN),
    (read_span, None, ANY_SPAN),
    (read_fixed_span, "6mo", "a month is 28 to 31 days long: write it in days"),
    (read_comparison, "≥ 99.9%", "write >= 99.9%"),
    (read_comparison, "=< 4h", "write <= 4h"),
    (read_comparison, "> 99.9%", "write >= or <="),
    (read_comparison, ">=  4h", "write 4h"),
    (read_comparison, ">= 99,9%", "write 99.9%"),
    (read_comparison, ">= 120%", "a share lies between 0% and 100%"),
    (read_comparison, "<= 1.5h", "write 1h30m"),
    (read_comparison, 99.9, "99.9% was probably meant"),
    (read_comparison, 0.999, "99.9% was probably meant"),
    (read_comparison, 500, 'write it in quotes, or with its unit: "500"'),
    (read_comparison, 0, 'write it in quotes, or with its unit: "0"'),
]


@pytest.mark.parametrize(("read", "value", "hint"), HINTS)
def test_what_was_meant(read: Any, value: Any, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        read(value)
    assert (refusal.value.context or {})["hint"] == hint


def test_percent_forms(shared_data: Path) -> None:
    folder = shared_data / "adversarial" / "032-percent-forms"
    if not folder.is_dir():
        pytest.skip("the adversarial repositories are not here")
    for _, written, verdict in json.loads((folder / "strings.json").read_text("utf-8")):
        value = json.loads(written) if written[0] == '"' else written.strip("'")
        number = value.replace(".", "", 1).isdecimal() and written[0] not in "\"'"
        try:
            read_comparison(float(value) if number else value)
            found = "ACCEPT"
        except PydanticCustomError:
            found = "ERROR"
        assert found == ("ERROR" if verdict == "ERROR" else "ACCEPT"), written


SHOWN = [
    (Percent(Decimal("99.90")), "99.9%"),
    (Percent(Decimal(100)), "100%"),
    (Span(0, 5_400), "1h30m"),
    (Span(6, 0), "6mo"),
    (Span(1, 90_061), "1mo1d1h1m1s"),
    (Span(0, 0), "0s"),
    (Comparison(">=", Percent(Decimal("99.9"))), ">= 99.9%"),
    (Comparison("", Span(0, 900)), "15m"),
]


@pytest.mark.parametrize(("quantity", "text"), SHOWN)
def test_as_people_read_them(quantity: Any, text: str) -> None:
    assert str(quantity) == text


@pytest.mark.parametrize(
    ("seconds", "months", "text"),
    [(0, 0, "PT0S"), (900, 0, "PT15M"), (D, 0, "P1D"), (D + 2 * H, 0, "P1DT2H"), (0, 6, "P6M"), (61, 1, "P1MT1M1S")],
)
def test_as_scripts_read_them(seconds: int, months: int, text: str) -> None:
    assert iso_duration(seconds, months) == text
    assert read_span(text) == Span(months, seconds) or not (seconds or months)


def test_shares_are_exact() -> None:
    assert Percent(Decimal("99.9999999999999999")).fraction == Decimal("0.999999999999999999")


@pytest.mark.parametrize(
    ("text", "days"), [("mon", (0,)), ("fri-mon", (4, 5, 6, 0)), ("sat,sun", (5, 6)), ("mon-sun", tuple(range(7)))]
)
def test_days(text: str, days: tuple[int, ...]) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "found"), [("hello", None), ("4.5", Decimal("4.5")), ("15m", Comparison("", Span(0, 900)))]
)
def test_a_quantity_in_a_text(text: str, found: Any) -> None:
    assert read_quantity(text) == found
