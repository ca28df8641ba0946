"""JSON Schema as editors want it: no titles made from names, no null where nobody writes null, no echoed defaults."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


class EditorSchema(GenerateJsonSchema):
    """Pydantic's generator without what is noise to somebody who writes YAML.

    An empty value passes in the program and not in the schema: an editor does well to ask for one.
    """

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A field that may be left out is described by what it takes when it is there."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Only defaults that are one text are worth showing."""
        if isinstance(schema.get("default"), str):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """`dependsOn` needs no title `Dependson`."""
        del schema
        return False
