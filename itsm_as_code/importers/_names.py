"""Foreign names become names of ours: fitted to the pattern, kept apart, and every change told."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from itsm_as_code.importers._imported import shown
from itsm_as_code.model import Finding, Location, Severity
from itsm_as_code.schemas._text import NAME

MAX_NAME = 128
_SUFFIX_ROOM = 16
_PATTERN = "a name is made of a-z and 0-9, with - . _ inside"


@dataclass(frozen=True, slots=True)
class Mention:
    """A foreign name where it stands. Names are kept apart within a space, such as the services.

    What has the same `key` is the same thing; `suffix` tells things apart whose names fall together.
    """

    space: Hashable
    key: Hashable
    text: str
    place: Location
    suffix: str = ""


def fitted(text: str, longest: int = MAX_NAME) -> str:
    """The nearest name of ours to a foreign text; empty where it has no letter or digit that a name may have."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.strip().lower()).strip("-._")[:longest].rstrip("-._")


def named(mentions: Iterable[Mention], rule: str) -> tuple[Mapping[Hashable, str], list[Finding]]:
    """The name of everything that is mentioned, first come first served, and what had to be changed.

    Describe before you refer: a name that only a reference uses must never become another thing's
    name, or a dangling reference would find the wrong target.
    """
    names: dict[Hashable, str] = {}
    taken: set[tuple[Hashable, str]] = set()
    notes: list[Finding] = []
    refused: set[Hashable] = set()
    for mention in mentions:
        if mention.key in names or mention.key in refused:
            continue
        name = next((name for name in _candidates(mention) if (mention.space, name) not in taken), None)
        if name is None:
            refused.add(mention.key)
        else:
            names[mention.key] = name
            taken.add((mention.space, name))
        notes += _change(mention, name, rule)
    return names, notes


def _candidates(mention: Mention) -> Iterator[str]:
    """The fitted name, then the same with its suffix, then with a number; nothing where no name can be made."""
    name = fitted(mention.text)
    if not re.fullmatch(NAME, name):
        return
    yield name
    stem = fitted(mention.text, MAX_NAME - _SUFFIX_ROOM)
    if mention.suffix:
        yield f"{stem}-{mention.suffix}"
    for number in count(2):
        yield f"{stem}-{number}"


def _change(mention: Mention, name: str | None, rule: str) -> Iterator[Finding]:
    text = shown(mention.text)
    if name is None:
        words = f"no name can be made of {text!r}: left out"
        yield Finding(rule, Severity.ERROR, words, mention.place, hint=_PATTERN)
    elif name != mention.text:
        words = f"{text} is called {shown(name)} here, in references too"
        if name == mention.text.lower():
            yield Finding(rule, Severity.INFO, words, mention.place, hint="names are written in lower case")
        else:
            hint = _PATTERN if name == fitted(mention.text) else "something else has that name already"
            yield Finding(rule, Severity.WARNING, words, mention.place, hint=hint)
