"""Names, and texts in any language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from itsm_as_code.schemas._reads import AS_WRITTEN, Reads, wrong

# Two dots in a row lead upwards in paths and ranges.
NAME = r"[a-z0-9](?:(?:[a-z0-9_-]|\.(?!\.)){0,126}[a-z0-9])?"
_NAME = re.compile(NAME)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in one or several languages; the language "" stands for a text that says none."""

    texts: tuple[tuple[str, str], ...]

    def inside(self, language: str) -> str:
        """The text in this language, else in its main language, else in English, else the first."""
        known = dict(self.texts)
        for wish in (language, language.partition("-")[0], "", "en"):
            if wish in known:
                return known[wish]
        return self.texts[0][1]

    def __str__(self) -> str:
        return self.inside("en")


class Localised:
    """Marks a field that takes a text, or a mapping from language to text."""

    def read(self, value: Any) -> LocalText:
        """`E-mail` or `{en: E-mail, zh: 邮箱}`."""
        if isinstance(value, str):
            return LocalText((("", value),))
        if not isinstance(value, dict) or not value:
            sure = AS_WRITTEN if isinstance(value, int | float) else ""
            raise wrong("this takes a text, or one for each language", "write it in quotes, or as {en: …, zh: …}", sure)
        for language, text in value.items():
            if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
                raise wrong(f"{language!r} is not a language", "use a tag such as en, zh or pt-BR")
            if not isinstance(text, str):
                raise wrong(f"the {language} text is not a text", "write it in quotes")
        return LocalText(tuple(sorted(value.items())))

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        by_language = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
        return {"anyOf": [{"type": "string"}, by_language]}


def read_name(value: Any) -> str:
    """A name: lower-case letters, digits and `- . _` between them, at most 128 characters."""
    if not isinstance(value, str):
        hint = "" if isinstance(value, list | dict | None) else f'write it in quotes: "{str(value).lower()}"'
        raise wrong("a name is a text", hint, AS_WRITTEN if _NAME.fullmatch(str(value)) else "")
    if _NAME.fullmatch(value):
        return value
    meant = re.sub(r"[^a-z0-9._-]+|\.\.+", "-", value.strip().lower()).strip("-._")[:128]
    hint = f"write {meant}" if _NAME.fullmatch(meant) else ""
    raise wrong("a name is made of a-z and 0-9, with - . _ inside", hint, meant if meant == value.lower() else "")


Name = Annotated[str, Reads(read_name, NAME, "a-z and 0-9, with - . _ inside")]
Text = Annotated[LocalText, Localised()]
