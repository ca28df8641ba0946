"""Words, quantities, Markdown, addresses and names, each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args, get_origin

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message
from pydantic import BaseModel

from itsm_as_code.errors import WrongUse
from itsm_as_code.model import Ref
from itsm_as_code.schemas import Comparison, Percent, Span, kind_words, model_of
from itsm_as_code.website import _spoken
from itsm_as_code.website import _words as words_module
from itsm_as_code.website._addresses import page_of, stem, way_up
from itsm_as_code.website._forms import form_fields
from itsm_as_code.website._markdown import first_sentence, markdown
from itsm_as_code.website._text import address, contact, cut, cut_to_width, visible, width
from itsm_as_code.website._words import LANGUAGES, catalogue, words_of

EN, ZH = words_of("en"), words_of("zh")
KINDS = kind_words()


SOURCE, OTHERS = catalogue("en"), [catalogue(one) for one in LANGUAGES[1:]]
WEBSITE = Path(words_module.__file__).parent
CHOSEN = {"field", "value"}
"""What English says without being told: fields by their key, values by themselves."""


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def told(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: str(one.locale))
def test_every_phrase_is_translated_with_the_same_gaps_from_the_english_of_today(other: Catalog) -> None:
    for message in SOURCE:
        name = message.id[0] if isinstance(message.id, tuple) else message.id
        if not name:
            continue
        found = other.get(name, message.context)
        assert found, name
        assert all(text.strip() or name == "gap" for text in told(found)), name
        assert {frozenset(gaps(text)) for text in (*told(found), *told(message))} == {frozenset(gaps(told(message)[0]))}
        english = [one.strip() for one in told(message)]
        assert " ".join(found.auto_comments).strip() in english, f"{name}: the English has changed since"


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: str(one.locale))
def test_nothing_is_translated_that_nobody_says(other: Catalog) -> None:
    for message in other:
        if message.id and message.context not in CHOSEN:
            name = message.id[0] if isinstance(message.id, tuple) else message.id
            assert SOURCE.get(name, message.context), name


def test_every_phrase_of_the_catalogue_is_said_somewhere() -> None:
    places = (*WEBSITE.glob("*.py"), *WEBSITE.glob("templates/*.html"), *WEBSITE.glob("frontend/src/**/*.ts"))
    sources = "".join(place.read_text("utf-8") for place in places)
    made = re.compile(
        r"(?:severity|window|form|key|level|respond|state)_|(?:response|resolution)-time"
        r"|explorer_(?:ok|at_risk|degraded|down|\w+_which)"
    )
    phrases = [one.id for one in SOURCE if one.id and one.context is None and not made.match(one.id)]
    assert [one for one in phrases if not re.search(rf"\b{one}\b", sources)] == []


def fields_of(model: type[BaseModel], seen: set[type]) -> Iterator[tuple[str, Any]]:
    if model not in seen:
        seen.add(model)
        for name, info in model.model_fields.items():
            yield info.alias or name, info.annotation
            for inside in annotated(info.annotation):
                if isinstance(inside, type) and issubclass(inside, BaseModel):
                    yield from fields_of(inside, seen)


def annotated(annotation: Any) -> Iterator[Any]:
    yield annotation
    for one in get_args(annotation):
        yield from annotated(one)


FIELDS = [(key, kind) for kind in KINDS for key, _ in fields_of(model_of(kind), set())]
VALUES = {
    value
    for kind in KINDS
    for _, annotation in fields_of(model_of(kind), set())
    for one in annotated(annotation)
    if get_origin(one) is Literal
    for value in get_args(one)
    if value not in ("itsm/v1", model_of(kind).__name__) and not re.fullmatch(r"P\d", value)
}
FORMAL = {"apiVersion", "kind", "metadata", "spec"}


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: str(one.locale))
def test_every_kind_field_and_value_has_its_word(other: Catalog) -> None:
    assert [kind for kind in KINDS if not other.get(kind, "kind")] == []
    assert [kind for kind in KINDS if not SOURCE.get(kind, "kind")] == []
    assert sorted({key for key, _ in FIELDS if key not in FORMAL and not other.get(key, "field")}) == []
    assert sorted(value for value in VALUES if not other.get(value, "value")) == []


def test_a_field_or_kind_nobody_translated_is_taken_apart() -> None:
    assert ZH.field("rackUnits") == EN.field("rackUnits") == "Rack units"
    assert EN.kind("errorbudget", "ErrorBudget", many=True) == "Error budget"
    assert EN.value("strange") == "strange"


def test_a_language_is_known_by_its_first_part() -> None:
    assert words_of("zh-Hans-CN").language == "zh"
    with pytest.raises(WrongUse, match="tlh"):
        words_of("tlh")


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (Span(0, 0), "0 min", "0 分钟"),
        (Span(0, 2592), "43 min 12 s", "43 分钟 12 秒"),
        (Span(0, 86_400), "1 day", "1 天"),
        (Span(0, 3 * 86_400 + 7_200), "3 days 2 h", "3 天 2 小时"),
        (Span(6, 0), "6 months", "6 个月"),
    ],
)
def test_a_length_of_time_in_words(span: Span, english: str, chinese: str) -> None:
    assert _spoken.span(span, EN).replace("\u00a0", " ") == english
    assert _spoken.span(span, ZH).replace("\u00a0", " ") == chinese


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Comparison(">=", Percent(Decimal("99.90"))), "at least 99.9 %"),
        (Comparison("<=", Span(0, 14_400)), "at most 4 h"),
        (Comparison("", Decimal("4.5")), "4.5"),
        (Comparison("", Decimal(1200)), "1,200"),
    ],
)
def test_a_target_in_words(value: Comparison, text: str) -> None:
    assert _spoken.comparison(value, EN).replace("\u00a0", " ") == text


def test_the_hours_of_a_week_in_words() -> None:
    hours = {"mon-fri": ((540, 720), (810, 1080)), "sat,sun": ((0, 1440),)}
    assert _spoken.week(hours, EN) == "Mon–Fri 09:00–12:00, 13:30–18:00; Sat, Sun 00:00–24:00"
    assert _spoken.minutes_a_week(hours) == 5 * 450 + 2 * 1440


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**Mail** for `all`.", "<p><strong>Mail</strong> for <code>all</code>.</p>"),
        ("# Big", "<h3>Big</h3>"),
        ("###### Small", "<h6>Small</h6>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](https://a.example/)", '<p><a href="https://a.example/" rel="noopener noreferrer">x</a></p>'),
        ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example" rel="noopener noreferrer">x</a></p>'),
        ("[x](other.html)", "<p>[x](other.html)</p>"),
        ("[x](ftp://a.example/)", "<p>[x](ftp://a.example/)</p>"),
        ("![rack](https://a.example/p.png)", "<p>[rack]</p>"),
        ("https://a.example/", "<p>https://a.example/</p>"),
        ("a\u202eb &#x202e;", "<p>a⟨U+202E⟩b ⟨U+202E⟩</p>"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert markdown(source).strip() == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Mailboxes for all. And more.", "Mailboxes for all."),
        ("**Version 2.5** of [it](https://a.example/)! More", "Version 2.5 of it!"),
        ("一人一个邮箱。含日历。", "一人一个邮箱。"),
        ("# Title\n\ntext", "Title"),
        ("", ""),
    ],
)
def test_the_first_sentence(source: str, expected: str) -> None:
    assert first_sentence(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/?b=1&c=2", "https://a.example/?b=1&c=2"),
        ("HTTP://A.example/", "HTTP://A.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        (" https://a.example/\u200b", "https://a.example/"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("&#106;avascript:alert(1)", ""),
        ("https&colon;//a.example/", ""),
        ("data:text/html,x", ""),
        ("//a.example/", ""),
        ("/etc/passwd", ""),
        ("file:///etc/passwd", ""),
        ('https://a.example/"onclick="x', ""),
        ("https:\\\\a.example", ""),
        ("", ""),
    ],
)
def test_which_addresses_become_links(text: str, expected: str) -> None:
    assert address(text) == expected


def test_an_email_address_is_a_contact_and_other_words_are_not() -> None:
    assert contact("help@example.com") == "mailto:help@example.com"
    assert contact("#help") == contact("+86 571") == contact("a@b@c.example") == ""


def test_what_hides_is_shown_and_what_a_language_needs_is_kept() -> None:
    assert visible("a\x00\x1b\u202e\ufeff\u200b") == "a⟨U+0000⟩⟨U+001B⟩⟨U+202E⟩⟨U+FEFF⟩⟨U+200B⟩"
    for text in ("two\nlines\t", "👩\u200d💻", "می\u200cخواهم", "邮箱"):
        assert visible(text) == text


def test_texts_are_cut_by_the_room_they_take() -> None:
    assert (width("mail"), width("邮箱")) == (4, 4)
    assert cut_to_width("邮箱服务器", 10) == "邮箱服务器"
    assert cut_to_width("邮箱服务器一", 10) == "邮箱服务…"
    assert cut_to_width("Corporate e-mail", 10) == "Corporate…"
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"


@pytest.mark.parametrize("name", ["con", "..", "a/b", "A", "a\x00", "邮", "-rf", "a b", "CON.txt", "a\\b", "~"])
def test_any_name_makes_a_file_name_for_any_system(name: str) -> None:
    assert re.fullmatch(r"n-[a-z0-9._~-]+", stem(name))
    assert stem(name) != stem(name.swapcase()) or name == name.swapcase()


def test_pages_lie_where_links_expect_them() -> None:
    assert page_of(Ref("ci", "default", "mbx-1")) == "entity/ci/s-default/n-mbx-1.html"
    assert page_of(Ref("team", "default", "unowned")) == "team/n-unowned.html"
    assert page_of(Ref("team", "cn", "a")) == "team/s-cn/n-a.html"
    assert way_up("entity/ci/s-default/n-a.html") == "../../../"
    assert way_up("index.html") == ""


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        (True, "anything"),
        ({"type": "string", "maxLength": 5}, "text, at most 5 characters"),
        ({"type": "integer", "minimum": 1, "maximum": 9}, "whole number, from 1, up to 9"),
        ({"enum": [5, True, None]}, "one of 5, true, null"),
        ({"const": "yes"}, "one of yes"),
        ({"type": ["string", "null"], "default": "x"}, "anything, x if left out"),
        ({"type": "array", "items": {"type": "string"}}, "list"),
    ],
)
def test_the_answer_to_a_question_of_a_form_in_words(part: object, answer: str) -> None:
    assert [field.answer for field in form_fields({"properties": {"a": part}}, EN)] == [answer]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ({}, []),
        ({"properties": True}, []),
        ({"$ref": "#", "type": "object"}, []),
        (
            {"required": ["a"], "properties": {"a": {"title": "For whom"}, "b": True}},
            [("a", "For whom", True), ("b", "b", False)],
        ),
        ({"required": "a", "properties": {"a": {"properties": {"b": {}}}}}, [("a.b", "a › b", False)]),
    ],
)
def test_the_questions_of_a_form_in_their_order(form: dict[str, object], labels: list[tuple[str, str, bool]]) -> None:
    assert [(field.name, field.label, field.required) for field in form_fields(form, EN)] == labels
