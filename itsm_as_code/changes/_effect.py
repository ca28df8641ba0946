"""What a field change means for those who rely on it, as far as one field can tell: tightened, loosened, neutral."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from itsm_as_code.schemas import Comparison, Percent, Span, read_quantity

NEUTRAL, TIGHTENED, LOOSENED, BREAKING = "neutral", "tightened", "loosened", "breaking"


def effect(path: str, before: str | None, after: str | None) -> str:
    """Of a promise or a need: loosened when less is promised or needed than before.

    A change of one word of text, an owner or a label is neutral; which approvals it asks for is
    no matter of effect.
    """
    last = path.rpartition(".")[2]
    judges: dict[str, Callable[[], str]] = {
        "need": lambda: _by_size(before or "1", after or "1", more=TIGHTENED),
        "mode": lambda: LOOSENED if after == "soft" else TIGHTENED,
        "tolerates": lambda: _by_size(before or "0s", after or "0s", more=LOOSENED),
        "status": lambda: _of_status(before, after),
        "lifecycle": lambda: BREAKING if after == "retired" else NEUTRAL,
    }
    if ".objectives[" in path:
        return _of_objective(path, before, after)
    if path.startswith("spec.") and last in judges and not path.startswith("spec.attributes."):
        return judges[last]()
    return NEUTRAL


def _of_status(before: str | None, after: str | None) -> str:
    if before == after:
        return NEUTRAL
    known = {"agreed": TIGHTENED, "retired": BREAKING}
    return known.get(after or "", LOOSENED if before == "agreed" else NEUTRAL)


def _of_objective(path: str, before: str | None, after: str | None) -> str:
    if path.endswith(".metric"):
        return NEUTRAL
    if before is None or after is None:
        return TIGHTENED if before is None else LOOSENED
    timed = ".targets." in path
    return _by_size(before, after, more=LOOSENED if timed or after.startswith("<=") else TIGHTENED)


def _by_size(before: str, after: str, more: str) -> str:
    first, second = _size(before), _size(after)
    if first is None or second is None or type(first) is not type(second) or first == second:
        return NEUTRAL
    less = LOOSENED if more == TIGHTENED else TIGHTENED
    return more if second > first else less


def _size(text: str) -> Any:
    """A number to compare by, in the unit the text has."""
    quantity = read_quantity(text)
    value = quantity.value if isinstance(quantity, Comparison) else quantity
    sizes: dict[type, Callable[[Any], Any]] = {
        Percent: lambda share: ("%", share.percent),
        Span: lambda span: ("s", span.months * 2_629_746 + span.seconds),
    }
    convert = sizes.get(type(value))
    return convert(value) if convert else value
