"""A dependency: who must work, how many of them, how failure passes on, and for how long it isn't felt."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING
from typing import Annotated, Any, ClassVar, Literal

from pydantic import GetJsonSchemaHandler, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import CoreSchema

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Many, Part
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._measures import Percent
from itsm_as_code.schemas._quantities import FixedDuration, read_percent
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to

DEPENDABLE = to("service", "ci")
_FORMS = ("ref", "anyOf", "allOf")


def read_need(value: Any) -> int | Percent:
    """How many: a whole number, or a share of the group."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]+", value):
        return read_percent(value)
    raise wrong("need is a whole number or a percentage", "write need: 2 or need: 50%")


Need = Annotated[
    int | Percent,
    PlainValidator(read_need),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[0-9.]+%$"}]}),
]


class Dependency(Part):
    """What an entity needs: one other (`ref`), some of a group (`anyOf`) or all of it (`allOf`)."""

    key_fields: ClassVar[tuple[str, ...]] = ("name", "ref")

    ref: Annotated[Ref, DEPENDABLE] | None = None
    """The one it needs."""
    any_of: Annotated[Many[Annotated[Ref, DEPENDABLE]] | None, loosens("goes")] = None
    """A group of which `need` must work, one if not said."""
    all_of: Many[Annotated[Ref, DEPENDABLE]] | None = None
    """A group of which all must work."""
    need: Annotated[Need | None, loosens("less")] = None
    """How many members must work; a percentage is rounded up."""
    mode: Annotated[Literal["hard", "soft"], loosens("less", order="soft < hard")] = "hard"
    """hard: a failure passes on as it is. soft: one level lower."""
    tolerates: Annotated[FixedDuration | None, loosens("more", "comes")] = None
    """How long the entity works on without it."""
    data: Annotated[bool, loosens("less", order="false < true")] = False
    """Its data lie there: recovery points and classification follow it."""
    name: str | None = None
    """What people call this dependency."""
    as_: str | None = None
    """A relation type for pictures and exports, such as runs-on."""

    @model_validator(mode="before")
    @classmethod
    def _one_form(cls, value: Any) -> Any:
        """`service:directory` is `{ref: service:directory}`; a mapping has one form, unless a key is mistyped."""
        if isinstance(value, str):
            return {"ref": value}
        if not isinstance(value, dict):
            raise wrong("a dependency is a reference or a mapping", f"write {DEPENDABLE.example}, or {{ref: …}}")
        forms = sum(value.get(form) is not None for form in _FORMS)
        if forms != 1 and {info.alias for info in cls.model_fields.values()}.issuperset(value):
            hint = "for several ways to be satisfied, use anyOf with need"
            raise wrong("a dependency has exactly one of ref, anyOf and allOf", hint)
        return value

    @property
    def members(self) -> tuple[Ref, ...]:
        """Those it names, as they were written."""
        return (self.ref,) if self.ref else self.any_of or self.all_of or ()

    def needed(self, size: int) -> int:
        """How many of `size` members must work; nothing is said here about whether that can be."""
        if isinstance(self.need, int):
            return self.need
        if self.need is not None:
            return int((self.need.fraction * size).to_integral_value(ROUND_CEILING))
        return size if self.all_of else 1

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        full = handler.resolve_ref_schema(handler(schema))
        forms = [{"required": [form]} for form in _FORMS]
        short = DEPENDABLE.__get_pydantic_json_schema__(schema, handler)
        return {"anyOf": [short, dict(full) | {"oneOf": forms}]}
