"""How a type that is written as one text is read, and the one way a value is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def wrong(message: str, hint: str = "", fix: str = "") -> PydanticCustomError:
    """The one way a validator of this project refuses a value: what is wrong, and how to mend it.

    `fix`, only where it is sure, is the text that was meant; `{}` in it stands for what was written.
    """
    return PydanticCustomError("wrong-value", "{message}", {"message": message, "hint": hint, "fix": fix})


AS_WRITTEN = "{}"
"""The fix of a value that was meant as a text: it only needs quotes."""


@dataclass(frozen=True, slots=True)
class Reads:
    """Marks a type that is written as one text: how it is read, and the pattern editors check it with."""

    read: Callable[[Any], Any]
    pattern: str
    description: str
    examples: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "pattern": f"^(?:{self.pattern})$", "description": self.description}
        return schema | ({"examples": list(self.examples)} if self.examples else {})
