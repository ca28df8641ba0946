"""What every kind has in common: the envelope, the metadata, strictness."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PlainValidator,
    Strict,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel

from itsm_as_code.model import DEFAULT_NAMESPACE, Ref
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._quantities import Day
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to
from itsm_as_code.schemas._text import Name, Text

API_VERSION = "itsm/v1"

Lifecycle = Annotated[
    Literal["planned", "live", "deprecated", "retired"],
    loosens("less", order="planned = retired < deprecated < live", end="retired"),
]
Criticality = Annotated[
    Literal["critical", "high", "medium", "low"], loosens("less", order="low < medium < high < critical")
]
Classification = Annotated[
    Literal["public", "internal", "confidential", "restricted"],
    loosens("less", "goes", order="public < internal < confidential < restricted"),
]


def key_of(attribute: str) -> str:
    """The YAML key of an attribute: `depends_on` is `dependsOn`, `as_` is `as`."""
    return to_camel(attribute.rstrip("_"))


class Part(BaseModel):
    """A piece of an entity: unknown keys are errors, nothing is coerced, nothing changes afterwards."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        alias_generator=key_of,
        arbitrary_types_allowed=True,
        defer_build=True,  # of a dozen kinds most runs read a few
    )

    key_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that tell one item of a list from another, first one that is set: the plan's `[name]`."""


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Strict(False)]
"""A list, frozen."""

Scalar = str | bool | int | float

_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,126}[A-Za-z0-9])?")
_EXTENSION = re.compile(r"x-[A-Za-z0-9][A-Za-z0-9._/-]{0,126}")


def read_labels(value: Any) -> dict[str, Scalar]:
    """Labels are text, numbers or true and false: what one line can hold."""
    if not isinstance(value, dict):
        raise wrong("labels are a mapping", "write them as {tier: gold, region: cn}")
    for key, label in value.items():
        if not isinstance(key, str) or not _LABEL.fullmatch(key):
            raise wrong(f"{key!r} can't be a label", "use letters, digits and . _ / - inside")
        if not isinstance(label, str | bool | int | float):
            raise wrong(f"the label {key} has no single value", "write a text, a number, true or false")
    return value


def check_annotations(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Annotations carry anything under keys that begin with `x-`."""
    for key in value:
        if not _EXTENSION.fullmatch(key):
            raise wrong(f"the annotation {key!r} does not begin with x-", f"write x-{key}")
    return value


Labels = Annotated[
    dict[str, Scalar],
    PlainValidator(read_labels),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": f"^{_LABEL.pattern}$"},
            "additionalProperties": {"type": ["string", "number", "boolean"]},
        }
    ),
]
Annotations = Annotated[
    dict[str, JsonValue],
    AfterValidator(check_annotations),
    WithJsonSchema({"type": "object", "propertyNames": {"pattern": f"^{_EXTENSION.pattern}$"}}),
]


class Link(Part):
    """A place to read more."""

    key_fields: ClassVar[tuple[str, ...]] = ("url",)

    title: Text
    """What is there."""
    url: str
    """Its address; only http, https and mailto become links on pages."""


class Waiver(Part):
    """An exception from a rule for this entity, with a reason and an end."""

    key_fields: ClassVar[tuple[str, ...]] = ("rule",)

    rule: str
    """The rule's name, as in `itsm explain`."""
    reason: Annotated[str, Strict()]
    """Why the finding is accepted."""
    until: Annotated[Day, loosens("more")]
    """The last day on which it is accepted."""


class Metadata(Part):
    """Who an entity is: name, owner, words and links about it."""

    name: Name
    """Unique per kind and namespace."""
    namespace: Name = DEFAULT_NAMESPACE
    """Sets names apart, such as those of another subsidiary."""
    title: Text | None = None
    """The name people use, in any language."""
    description: Text | None = None
    """What it is and for whom; Markdown."""
    owner: Annotated[Ref, to("team")] | None = None
    """The team that answers for it."""
    labels: Labels = Field(default_factory=dict)
    """Words to select by."""
    links: Many[Link] = ()
    """Runbooks, dashboards, repositories."""
    aliases: Many[Name] = ()
    """Other names under which references find it."""
    formerly: Many[Name] = ()
    """Names it had before: makes a rename a rename."""
    waivers: Annotated[Many[Waiver], loosens("comes")] = ()
    """Findings that are accepted for a time."""
    annotations: Annotations = Field(default_factory=dict)
    """Anything else, under keys that begin with x-."""


class Kind(Part):
    """The envelope of every entity."""

    api_version: Literal["itsm/v1"]
    kind: str
    metadata: Metadata
    spec: Any
    """Each kind has its own; whoever reads it has asked for the kind before."""

    @property
    def ref(self) -> Ref:
        """The entity's own name."""
        return Ref(self.kind.lower(), self.metadata.namespace, self.metadata.name)

    @property
    def title(self) -> str:
        """What people call it; its name, where nothing else was written."""
        return str(self.metadata.title or self.metadata.name)
