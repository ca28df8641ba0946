"""What a plain scalar means: YAML 1.2's core schema, and none of the surprises of 1.1."""

import pytest

from itsm_as_code.reading._scalars import MAX_DIGITS, NotFinite, resolve
from tests.reading._reading import catalog, service

TEXTS = (
    *("no", "No", "NO", "yes", "Yes", "on", "off", "On", "y", "n", "tRUE", "nULL"),
    *(
        "1:20",
        "22:22",
        "190:20:30",
        "09:00",
        "1_000",
        "1_0.5",
        "0b11",
        "0o8",
        "0O7",
        "0X1F",
        "-0x1F",
        "+0o7",
        "0x",
        "0o",
    ),
    *("2026-01-01", "2026-1-5", "2026-01-01T10:00:00Z", "10.2.2.11", "1.2.3", "1,5", "99.9%", "15m", "4h"),
    *("<<", "=", "-", "+", ".", "--1", "+-1", "1e", "e3", "1e+", ".e3", "1 2", "Infinity", "inf", "nan", "٣"),
)
VALUES = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "0": 0,
    "-0": 0,
    "012": 12,
    "010": 10,
    "0777": 777,
    "08": 8,
    "+12": 12,
    "-12": -12,
    "0o10": 8,
    "0x1F": 31,
    "0xff": 255,
    "1.5": 1.5,
    ".5": 0.5,
    "5.": 5.0,
    "-.5": -0.5,
    "1e3": 1000.0,
    "12e03": 12000.0,
    "1.e2": 100.0,
    "+1E-2": 0.01,
}
NOT_FINITE = (".inf", "-.INF", "+.Inf", ".nan", ".NaN", ".NAN", "1e999", "-1e999", "9" * (MAX_DIGITS + 1))


@pytest.mark.parametrize("text", TEXTS)
def test_stays_a_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_is_a_value(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", NOT_FINITE)
def test_is_no_number_to_count_with(text: str) -> None:
    with pytest.raises(NotFinite):
        resolve(text)


def test_the_longest_number_is_read() -> None:
    assert resolve("9" * MAX_DIGITS) == 10**MAX_DIGITS - 1


@pytest.mark.parametrize("first", ["", "# \u0085 sends a file to the reference reader\n"])
@pytest.mark.parametrize(
    ("text", "value"), [*((text, text) for text in TEXTS if text not in ("<<", "-")), *VALUES.items()]
)
def test_the_same_inside_a_file(text: str, value: object, first: str) -> None:
    found = catalog(f"{first}{service('  annotations:')}\n    x-a: {text}\n")
    (entity,) = (one for one in found.entities if not one.shipped)
    read = entity.model.metadata.annotations["x-a"]
    assert read == value
    assert type(read) is type(value)
