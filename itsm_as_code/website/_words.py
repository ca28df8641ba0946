"""The site's own words in every language it speaks, and how they are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from itsm_as_code.errors import WrongUse
from itsm_as_code.website._labels import FIELDS, KINDS, VALUES
from itsm_as_code.website._phrases import PHRASES

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: phrases, and labels of kinds, fields and values."""

    language: str
    phrases: SimpleNamespace

    def say(self, phrase: str, **values: str) -> str:
        """A phrase with its gaps filled."""
        text: str = getattr(self.phrases, phrase)
        return text.format(**values) if values else text

    def count(self, thing: str, number: int) -> str:
        """`1 error`, `2 errors`."""
        return self.say(f"{thing}_one" if number == 1 else f"{thing}_many", number=f"{number:,}")

    def field(self, key: str) -> str:
        """The label of a field: `dependsOn` is `Depends on`; an unknown one is taken apart."""
        return FIELDS.get(key, {}).get(self.language) or _taken_apart(key)

    def value(self, text: str) -> str:
        """A word of the language of files (`critical`, `hard`), in this language where it has one."""
        return VALUES.get(text, {}).get(self.language, text)

    def kind(self, kind: str, name: str, many: bool = False) -> str:
        """What a kind is called; `name` is its spelling in files, for kinds nobody translated."""
        one, several = KINDS.get(kind, {}).get(self.language, (_taken_apart(name), _taken_apart(name)))
        return several if many else one


def words_of(language: str) -> Words:
    """The words of a language.

    Raises:
        WrongUse: the site doesn't speak it.
    """
    known = language.partition("-")[0].lower()
    if known not in LANGUAGES:
        raise WrongUse(f"the site does not speak {language!r}", f"it speaks {' and '.join(LANGUAGES)}")
    place = LANGUAGES.index(known)
    return Words(known, SimpleNamespace(**{name: texts[place] for name, texts in PHRASES.items()}))


def _taken_apart(key: str) -> str:
    split = not key.isupper()
    parts = "".join(f" {char.lower()}" if split and char.isupper() else char for char in key)
    text = parts.replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]
