"""The site's own words in every language it speaks: a language is one gettext catalogue, `languages/<tag>.po`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from types import SimpleNamespace

from babel.messages import Catalog
from babel.messages.pofile import read_po

from itsm_as_code.errors import WrongUse

_FOLDER = files("itsm_as_code.website") / "languages"
_FOUND = sorted(one.name.removesuffix(".po") for one in _FOLDER.iterdir() if one.name.endswith(".po"))
LANGUAGES = ("en", *(one for one in _FOUND if one != "en"))
"""The languages of the site, the one that the others are translated from first."""

Texts = Mapping[str, str]
Forms = Mapping[str, tuple[str, ...]]
"""A text for each grammatical number."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: phrases, and labels of kinds, fields and values."""

    language: str
    phrases: SimpleNamespace
    counts: Forms
    kinds: Forms
    fields: Texts
    values: Texts
    clauses: Texts
    """The titles of ISO/IEC 20000-1's clauses, by number."""
    number: Callable[[int], int]
    """Which form goes with a number: gettext's plural rule."""

    def say(self, phrase: str, **values: str) -> str:
        """A phrase with its gaps filled."""
        text: str = getattr(self.phrases, phrase)
        return text.format(**values) if values else text

    def count(self, thing: str, number: int) -> str:
        """`1 error`, `2 errors`."""
        return self.counts[thing][self.number(number)].format(number=f"{number:,}")

    def field(self, key: str) -> str:
        """The label of a field: `dependsOn` is `Depends on`; an unknown one is taken apart."""
        return self.fields.get(key) or _taken_apart(key)

    def value(self, text: str) -> str:
        """A word of the language of files (`critical`, `hard`), in this language where it has one."""
        return self.values.get(text, text)

    def kind(self, kind: str, name: str, many: bool = False) -> str:
        """What a kind is called; `name` is its spelling in files, for kinds nobody translated."""
        forms = self.kinds.get(kind, (_taken_apart(name),))
        return forms[-1 if many else 0]


@cache
def words_of(language: str) -> Words:
    """The words of a language.

    Raises:
        WrongUse: the site doesn't speak it.
    """
    known = language.partition("-")[0].lower()
    if known not in LANGUAGES:
        raise WrongUse(f"the site does not speak {language!r}", f"it speaks {' and '.join(LANGUAGES)}")
    said = catalogue(known)
    return Words(
        known,
        SimpleNamespace(**_texts(said, None)),
        _forms(said, "count"),
        _forms(said, "kind"),
        _texts(said, "field"),
        _texts(said, "value"),
        _texts(said, "clause"),
        c2py(said.plural_expr),
    )


def catalogue(language: str) -> Catalog:
    """The gettext catalogue of a language, as it was written."""
    with (_FOLDER / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def _texts(said: Catalog, context: str | None) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in said if one.id and one.context == context}


def _forms(said: Catalog, context: str) -> dict[str, tuple[str, ...]]:
    return {one.id[0]: tuple(map(str, one.string or ())) for one in said if one.context == context}


def _taken_apart(key: str) -> str:
    split = not key.isupper()
    parts = "".join(f" {char.lower()}" if split and char.isupper() else char for char in key)
    text = parts.replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]
