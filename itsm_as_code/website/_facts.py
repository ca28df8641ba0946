"""The facts of any entity, read off its model alone, so that a new kind shows as well as the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from itsm_as_code.graph import Link
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Comparison, Dependency, LocalText, Part, Percent, Span, descriptions
from itsm_as_code.website import _spoken
from itsm_as_code.website._site import Anchor, Site, anchor, said
from itsm_as_code.website._text import contact

DEEPEST = 6
"""What is nested deeper is only hinted at."""
MOST = 200
"""The most items of a list or mapping that a page shows."""

_ELSEWHERE = frozenset({"title", "description", "links", "namespace", "name"})


class Value(NamedTuple):
    """A value as a page shows it: a text, an address, an entity, a list, or labelled values."""

    text: str = ""
    lang: str = ""
    href: str = ""
    anchor: Anchor | None = None
    items: tuple[Value, ...] | None = None
    parts: tuple[tuple[str, Value], ...] | None = None


class Fact(NamedTuple):
    """A row of the table of facts."""

    label: str
    help: str
    value: Value


class _Field(NamedTuple):
    attribute: str
    key: str
    help: str
    chosen: bool


class _Context(NamedTuple):
    site: Site
    links: Mapping[FieldPath, Link]


def facts(entity: Entity, site: Site, without: frozenset[str] = frozenset()) -> tuple[Fact, ...]:
    """Everything that was said about an entity, but for what its page tells elsewhere."""
    links = {link.path: link for link in site.landscape.links_from.get(entity.ref, ())}
    context = _Context(site, links)
    spec = _facts_of(entity.model.spec, ("spec",), context, without)
    return (*spec, *_facts_of(entity.model.metadata, ("metadata",), context, _ELSEWHERE | without))


def _facts_of(part: Part, path: FieldPath, context: _Context, without: frozenset[str]) -> Iterator[Fact]:
    english = context.site.words.language == "en"
    for field, value in _said_fields(part):
        if field.key not in without and not (isinstance(value, tuple) and isinstance(value[0], Dependency)):
            label = context.site.words.field(field.key)
            yield Fact(label, field.help if english else "", _value(value, (*path, field.key), context, field.chosen))


def _said_fields(part: Part) -> Iterator[tuple[_Field, Any]]:
    for field in _fields(type(part)):
        value = getattr(part, field.attribute)
        if value is not None and value not in ((), {}):
            yield field, value


@cache
def _fields(model: type[Part]) -> tuple[_Field, ...]:
    texts = descriptions(model)
    return tuple(
        _Field(name, info.alias or name, texts.get(name, ""), _is_choice(info.annotation))
        for name, info in model.model_fields.items()
    )


def _is_choice(annotation: Any) -> bool:
    """Whether a field takes one of the language's own words, which pages may say in theirs."""
    return get_origin(annotation) is Literal or any(get_origin(one) is Literal for one in get_args(annotation))


def _value(value: Any, path: FieldPath, context: _Context, chosen: bool = False) -> Value:
    if isinstance(value, Part | dict | list | tuple) and not isinstance(value, Ref):
        return _nested(value, path, context)
    if isinstance(value, Ref):
        return _reference(value, path, context)
    if isinstance(value, LocalText):
        return Value(*said(value, context.site.language))
    text = _single(value, context.site)
    if isinstance(value, str):
        return Value(context.site.words.value(text)) if chosen else Value(text, href=contact(text))
    return Value(text)


def _single(value: Any, site: Site) -> str:
    words = site.words
    if isinstance(value, Percent):
        return _spoken.share(value, words)
    if isinstance(value, Span):
        return _spoken.span(value, words)
    if isinstance(value, Comparison):
        return _spoken.comparison(value, words)
    if value is None or isinstance(value, bool):
        return words.say({True: "yes", False: "no", None: "none"}[value])
    if isinstance(value, date):
        return value.isoformat()
    return _spoken.number(value) if isinstance(value, Decimal) else str(value)


def _reference(ref: Ref, path: FieldPath, context: _Context) -> Value:
    link = context.links.get(path)
    return Value(anchor=anchor(context.site, link.target if link else ref))


def _nested(value: Any, path: FieldPath, context: _Context) -> Value:
    if len(path) > DEEPEST:
        return Value("…")
    if isinstance(value, Part):
        fields = _said_fields(value)
        words = context.site.words
        return Value(
            parts=tuple(
                (words.field(one.key), _value(part, (*path, one.key), context, one.chosen)) for one, part in fields
            )
        )
    if isinstance(value, dict):
        shown = list(value.items())[:MOST]
        parts = [(str(key), _value(part, (*path, str(key)), context)) for key, part in shown]
        return Value(parts=(*parts, *((("", rest),) if (rest := _rest(value, context)) else ())))
    return _listed(value, path, context)


def _listed(value: list[Any] | tuple[Any, ...], path: FieldPath, context: _Context) -> Value:
    if _is_stretch_of_day(value, path):
        start, end = value
        return Value(_spoken.minutes_of_day((start, end)))
    items = [_value(item, (*path, index), context) for index, item in enumerate(value[:MOST])]
    rest = _rest(value, context)
    return Value(items=(*items, *((rest,) if rest else ())))


def _is_stretch_of_day(value: Any, path: FieldPath) -> bool:
    """Only times of day are pairs of numbers inside a list; what organisations write as lists stays one."""
    pair = isinstance(value, tuple) and len(value) == 2 and isinstance(path[-1], int)
    return pair and all(type(one) is int for one in value)


def _rest(value: Any, context: _Context) -> Value | None:
    more = len(value) - MOST
    return Value(context.site.words.count("more", more)) if more > 0 else None
