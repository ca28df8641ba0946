"""References, marked in the model: which kinds a field may name, and how failure travels along it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from itsm_as_code.model import Ref, parse_ref
from itsm_as_code.schemas._reads import wrong

MAX_REFERENCE = 512
"""Longer texts name nothing; the limit keeps look-ups and messages small."""


class Travel(Enum):
    """The way failure takes along a relation."""

    NONE = "not at all"
    FROM_TARGET = "from what is named to what names it"
    TO_TARGET = "from what names it to what is named"


@dataclass(frozen=True, slots=True)
class To:
    """Marks a field as a reference: `owner: Annotated[Ref, To("team")]`.

    With one kind, a bare name is enough; with several, the reference must say its kind. Whether
    the target exists is no matter of shape: the rule `unknown-reference` tells it.
    """

    kinds: tuple[str, ...]
    travel: Travel = Travel.NONE

    def read(self, value: Any) -> Ref:
        """A text becomes a Ref; a bare name takes the field's only kind."""
        if not isinstance(value, str):
            raise wrong("a reference is one text", f"write {self.example}")
        if not value.strip() or len(value) > MAX_REFERENCE:
            raise wrong("this names nothing", f"write {self.example}")
        ref = parse_ref(value)
        return Ref(self.kinds[0], ref.namespace, ref.name) if not ref.kind and len(self.kinds) == 1 else ref

    @property
    def example(self) -> str:
        return "its name" if len(self.kinds) == 1 else " or ".join(f"{kind}:name" for kind in self.kinds)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        kinds = "|".join(self.kinds)
        optional = "?" if len(self.kinds) == 1 else ""
        names = r"([A-Za-z0-9._-]+/)?[A-Za-z0-9._-]+"
        return {
            "type": "string",
            "pattern": f"^({_any_case(kinds)}:){optional}{names}$",
            "description": f"A reference to a {' or a '.join(self.kinds)}: {self.example}",
        }


def _any_case(kinds: str) -> str:
    """A pattern for the kinds in any case; JSON Schema's patterns have no flag for it."""
    return "(" + "".join(f"[{char}{char.upper()}]" if char.isalpha() else char for char in kinds) + ")"


def to(*kinds: str, travel: Travel = Travel.NONE) -> To:
    """The mark of a reference to entities of these kinds (lower case)."""
    return To(kinds, travel)
