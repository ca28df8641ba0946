"""Measures service-hour arithmetic: one comparison cold, and a thousand agreements over a handful of calendars.

python tests/bench/hours.py [--agreements 1000] [--runs 5]

Medians in milliseconds as one line of JSON; cold ones in fresh processes, after the imports.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import product

from itsm_as_code.hours import Hours, hours_of, uncovered, worst_wait
from itsm_as_code.schemas.calendar import CalendarSpec

YEARS = (date(2026, 11, 25), date(2028, 11, 25))
CALENDARS = (
    {"timezone": "UTC", "hours": {"mon-sun": ["00:00-24:00"]}},
    {
        "timezone": "Asia/Shanghai",
        "hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]},
        "holidays": {"country": "CN", "also": ["2026-12-31"]},
    },
    {"timezone": "Asia/Shanghai", "hours": {"mon-sun": ["07:00-22:00"]}},
    {"timezone": "Europe/Amsterdam", "hours": {"mon-fri": ["06:00-22:00"]}, "holidays": {"country": "NL"}},
    {"timezone": "America/New_York", "hours": {"mon-fri": ["08:00-18:00"], "sat": ["10:00-14:00"]}},
    {"timezone": "Australia/Lord_Howe", "hours": {"mon-fri": ["09:00-17:00"]}},
)


def calendars() -> list[Hours]:
    """Made anew, so that whatever is remembered is remembered by value."""
    return [hours_of(CalendarSpec.model_validate(one)) for one in CALENDARS]


def containment() -> None:
    """Two calendars over two years."""
    _, office, _, plant, *_ = calendars()
    uncovered(office, [plant], 1, *YEARS)


def wait() -> None:
    """Two calendars over every start of a week."""
    _, office, _, plant, *_ = calendars()
    worst_wait(office, [(plant, 4 * 3_600)], 1)


def agreements(count: int) -> None:
    """So many agreements, each with its hours and eight times against a supporting one, every tenth against two."""
    pairs = list(product(range(len(CALENDARS)), repeat=2))
    for number in range(count):
        if number % 100 == 0:
            known = calendars()
        inner, outer = (known[index] for index in pairs[number % len(pairs)])
        behind = [outer] if number % 10 else [outer, known[number // 10 % 3]]
        uncovered(inner, behind, 1, *YEARS)
        for minutes in (15, 30, 60, 240, 480, 1_440, 2_880, 4_320):
            worst_wait(inner, [(hours, minutes * 60) for hours in behind], 1)


CASES: dict[str, Callable[[int], None]] = {
    "containment": lambda _: containment(),
    "worst wait": lambda _: wait(),
    "agreements": agreements,
}


def timed(case: str, count: int) -> float:
    """Milliseconds in this process."""
    start = time.perf_counter()
    CASES[case](count)
    return (time.perf_counter() - start) * 1_000


def main() -> None:
    """Every case in turn, so that a slow minute of the machine hits all alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agreements", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", choices=CASES, help="a single case: cold, then warm")
    arguments = parser.parse_args()
    if arguments.one:
        print(timed(arguments.one, arguments.agreements), timed(arguments.one, arguments.agreements))  # noqa: T201 - its answer
        return
    found: dict[str, list[tuple[float, float]]] = {case: [] for case in CASES}
    for _ in range(arguments.runs):
        for case, times in found.items():
            command = [sys.executable, __file__, "--one", case, "--agreements", str(arguments.agreements)]
            cold, warm = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            times.append((float(cold), float(warm)))
    medians = {
        case: {
            "cold": round(statistics.median(cold for cold, _ in times), 2),
            "warm": round(statistics.median(warm for _, warm in times), 2),
        }
        for case, times in found.items()
    }
    print(json.dumps({"python": platform.python_version(), "agreements": arguments.agreements, "ms": medians}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
