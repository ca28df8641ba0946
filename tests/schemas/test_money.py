"""Money: exact amounts, currencies of ISO 4217, the decimals each of them has, and what was probably meant."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import Problem, json_schema, part_of
from itsm_as_code.schemas._money import Money, minor_units
from itsm_as_code.schemas.catalog_entry import Price
from tests.landscapes import place

EXACT = [
    ("12.00", "CNY"),
    ("0", "EUR"),
    ("0.01", "USD"),
    ("1200", "JPY"),
    ("1.234", "BHD"),
    ("1.2345", "CLF"),
    ("1.2345", "XAU"),  # gold has no coins
    ("999999999999999.99", "EUR"),
]


@pytest.mark.parametrize(("amount", "currency"), EXACT)
def test_exact(amount: str, currency: str) -> None:
    found = Money.model_validate({"amount": amount, "currency": currency})
    assert (str(found.amount), found.currency) == (amount, currency)


COINS = ", or the price of more of them under per"
QUOTES = 'write it in quotes with a point, such as "12.00"'
AMOUNTS = [
    # (amount, currency, message, hint)
    ("12.00", "JPY", "12.00 has 2 decimals, JPY has no decimals", 'write "12"'),
    ("12.50", "JPY", "12.50 has 2 decimals, JPY has no decimals", f'write "12" or "13"{COINS}'),
    ("12.005", "EUR", "12.005 has 3 decimals, EUR has 2 decimals", f'write "12.00" or "12.01"{COINS}'),
    ("0.0010", "BHD", "0.0010 has 4 decimals, BHD has 3 decimals", 'write "0.001"'),
    (12.5, "EUR", "12.5 is a bare number, which may lose its cents", 'write it in quotes with a point: "12.5"'),
    (12, "EUR", "12 is a bare number, which may lose its cents", 'write it in quotes with a point: "12"'),
    ("12,50", "EUR", "'12,50' is not an amount of money", 'write it in quotes with a point: "12.50"'),
    ("1,200", "EUR", "'1,200' is not an amount of money", 'write it in quotes with a point: "1200"'),
    ("1 200.00", "EUR", "'1 200.00' is not an amount of money", 'write it in quotes with a point: "1200.00"'),
    (
        "12 EUR",
        "EUR",
        "'12 EUR' is not an amount of money",
        'write it in quotes with a point: "12", its currency under currency',
    ),
    ("-5", "EUR", "'-5' is not an amount of money", "an amount is not negative"),
    *(
        (text, "EUR", f"{text!r} is not an amount of money", QUOTES)
        for text in ("1.200,00", "1e3", "NaN", "+1", "012", ".5", "", "1.23456", "٣")
    ),
    *((value, "EUR", "this is not an amount of money", QUOTES) for value in (None, True, [], {"a": 1})),
]


@pytest.mark.parametrize(("amount", "currency", "message", "hint"), AMOUNTS)
def test_amounts_that_are_refused(amount: Any, currency: str, message: str, hint: str) -> None:
    assert part_of(Money, {"amount": amount, "currency": currency}) == (Problem(("amount",), message, hint),)


HOW = "write its three letters of ISO 4217, such as CNY or EUR"
CURRENCIES = [
    ("eur", "did you mean EUR?"),
    ("Euro", "did you mean EUR?"),
    ("yuan", "did you mean CNY?"),
    ("RMB", "did you mean CNY?"),
    ("€", "did you mean EUR?"),
    ("¥", "did you mean CNY or JPY?"),
    ("GPB", "did you mean GBP?"),
    ("EUT", "did you mean EUR?"),
    ("USS", "did you mean USN or USD?"),
    ("EUR ", "did you mean EUR?"),
    ("dollar", HOW),  # one of many
    ("ÜÜÜ", HOW),
]


@pytest.mark.parametrize(("written", "hint"), CURRENCIES)
def test_currencies_that_there_are_not(written: str, hint: str) -> None:
    expected = (Problem(("currency",), f"{written!r} is not a currency of ISO 4217", hint),)
    assert part_of(Money, {"amount": "1", "currency": written}) == expected


@pytest.mark.parametrize("written", [None, "", " ", 978, True, [], {}])
def test_what_is_no_currency_at_all(written: Any) -> None:
    assert part_of(Money, {"amount": "1", "currency": written}) == (
        Problem(("currency",), "this is not a currency", HOW),
    )


def test_an_unknown_currency_is_told_once() -> None:
    assert len(part_of(Money, {"amount": "1.234", "currency": "EUX"})) == 1  # type: ignore[arg-type]  # problems


ENTRY = """\
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox}
spec:
  price: {amount: "12.50", currency: JPY, per: month}
"""


def test_a_price_is_money_and_told_at_its_amount() -> None:
    (finding,) = read([TextFile("a.yaml", ENTRY.encode())]).findings
    assert (place(finding), finding.message) == ("5:19-26", "amount: 12.50 has 2 decimals, JPY has no decimals")
    assert Price.model_validate({"amount": "0.40", "currency": "CNY", "per": "GiB"}).amount == Decimal("0.40")


def test_its_json_schema() -> None:
    price = json_schema("catalogentry")["$defs"]["Price"]
    assert set(price["required"]) == {"amount", "currency"}
    assert price["properties"]["currency"]["pattern"] == "^(?:[A-Z]{3})$"
    assert price["properties"]["amount"]["type"] == "string"


@given(st.integers(0, 10**14), st.integers(0, 4), st.sampled_from(["JPY", "EUR", "BHD", "CLF"]))
def test_no_more_decimals_than_coins_have(units: int, decimals: int, currency: str) -> None:
    amount = f"{Decimal(units).scaleb(-decimals):f}"
    written = len(amount.partition(".")[2])
    try:
        found = Money.model_validate({"amount": amount, "currency": currency})
    except ValidationError:
        assert written > (minor_units()[currency] or 0)
    else:
        assert written <= (minor_units()[currency] or 0)
        assert f"{found.amount:f}" == amount
