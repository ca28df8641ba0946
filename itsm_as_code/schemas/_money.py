"""Money: an exact amount in a currency of ISO 4217, with no more decimals than its smallest coin has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any

from pydantic import ValidationInfo, field_validator

from itsm_as_code.schemas._base import Part
from itsm_as_code.schemas._effects import breaks
from itsm_as_code.schemas._reads import AS_WRITTEN, Reads, wrong

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})?")
_CODE = re.compile("[A-Z]{3}")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_SIGNS = re.compile(r"[A-Z]{3}|[$€£¥]")
_MARKS = re.compile(rf"{_SIGNS.pattern}|[\s'_]")
_HOW = 'write it in quotes with a point, such as "12.00"'
_OWN_FIELD = ", its currency under currency"
_SPOKEN = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY or JPY", "RMB": "CNY", "CNH": "CNY"}
"""What people write although it is in no list of ISO 4217."""


def read_amount(value: Any) -> Decimal:
    """An amount of money as text: `"1200.00"`; a bare number would lose its cents."""
    if isinstance(value, str):
        if _AMOUNT.fullmatch(value):
            return Decimal(value)
        raise wrong(f"{value!r} is not an amount of money", _meant(value.strip()))
    if isinstance(value, int | float) and not isinstance(value, bool):
        fix = AS_WRITTEN if _AMOUNT.fullmatch(str(value)) else ""
        raise wrong(f"{value} is a bare number, which may lose its cents", _meant(str(value)), fix)
    raise wrong("this is not an amount of money", _HOW)


def _meant(text: str) -> str:
    if text.startswith(("-", "\u2212")):
        return "an amount is not negative"
    digits = _MARKS.sub("", text)
    plain = digits.replace(",", ".") if _DECIMAL_COMMA.fullmatch(digits) else digits.replace(",", "")
    if not _AMOUNT.fullmatch(plain):
        return _HOW
    return f'write it in quotes with a point: "{plain}"' + (_OWN_FIELD if _SIGNS.search(text) else "")


@cache
def minor_units() -> Mapping[str, int | None]:
    """The decimals of every currency, by its code; None where nobody counts its parts (gold, test codes)."""
    from iso4217 import Currency as Listed  # noqa: PLC0415 - reads its table when imported: only where there is money

    return {str(one.code): one.exponent for one in Listed}


@cache
def _names() -> Mapping[str, str]:
    """What the standard calls its currencies, in small letters, each with its code."""
    from iso4217 import Currency as Listed  # noqa: PLC0415 - as above

    return {str(one.currency_name).casefold(): str(one.code) for one in Listed}


def read_currency(value: Any) -> str:
    """Three capital letters, as ISO 4217 has them."""
    if isinstance(value, str) and _CODE.fullmatch(value) and value in minor_units():
        return value
    written = value.strip() if isinstance(value, str) else ""
    near = _near(written)
    hint = f"did you mean {near}?" if near else "write its three letters of ISO 4217, such as CNY or EUR"
    raise wrong(f"{value!r} is not a currency of ISO 4217" if written else "this is not a currency", hint)


def _near(written: str) -> str:
    """What was probably meant: another case, a sign or a name, swapped letters, a slip of one."""
    code, name, known = written.upper(), written.casefold(), minor_units()
    if code in known or code in _SPOKEN:
        return code if code in known else _SPOKEN[code]
    if name in _names():
        return _names()[name]
    named = [one for words, one in sorted(_names().items()) if name in words.split()]
    swapped = [one for one in sorted(known) if sorted(one) == sorted(code)]
    return " or ".join(named if 0 < len(named) <= _CHOICES else swapped or _typed(code))


def _typed(code: str) -> list[str]:
    """Those of the same country, whose letters come first; else those that look alike."""
    same = [one for one in minor_units() if one[:2] == code[:2]]
    return get_close_matches(code, same, _CHOICES) or get_close_matches(code, sorted(minor_units()), _CHOICES)


_CHOICES = 3

Amount = Annotated[
    Decimal, Reads(read_amount, _AMOUNT.pattern, 'An amount of money in quotes, such as "12.00"', ("12.00",))
]
Currency = Annotated[
    str, Reads(read_currency, _CODE.pattern, "A currency, by its three letters of ISO 4217", ("CNY", "EUR", "USD"))
]


class Money(Part):
    """An amount in a currency."""

    currency: Annotated[Currency, breaks("other")]
    """Its three letters of ISO 4217."""
    amount: Amount
    """In quotes, so that no cent is lost; with no more decimals than the currency has."""

    @field_validator("amount")
    @classmethod
    def _in_coins(cls, amount: Decimal, info: ValidationInfo) -> Decimal:
        """Reads the currency first, which is why it stands first in the model."""
        currency = info.data.get("currency")  # missing if it was refused itself
        allowed = minor_units().get(currency) if currency else None
        written = -int(amount.as_tuple().exponent)
        if allowed is not None and written > allowed:
            has = f"{allowed} decimals" if allowed else "no decimals"
            raise wrong(f"{amount} has {written} decimals, {currency} has {has}", _rounded(amount, allowed))
        return amount


def _rounded(amount: Decimal, decimals: int) -> str:
    coin = Decimal(1).scaleb(-decimals)
    below = amount.quantize(coin, ROUND_DOWN)
    if below == amount:
        return f'write "{below}"'
    return f'write "{below}" or "{below + coin}", or the price of more of them under per'
