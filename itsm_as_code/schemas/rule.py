"""Rule: something an organisation wants to be true of its own entities."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.schemas._base import Kind, Part
from itsm_as_code.schemas._effects import loosens


class RuleSpec(Part):
    """Of whom it is asked, what must be true, and what is said where it isn't."""

    expression: str
    """What must be true, in CEL: self is the entity as it is written, ref its name, today the day."""
    select: str = "*"
    """Whom it is about, as a selector: kind:service,label:env=prod."""
    message: str | None = None
    """What is said of an entity for which it isn't true."""
    message_expression: str | None = None
    """The same as a CEL expression that gives a text; for messages that name what was found."""
    hint: str = ""
    """How to mend it."""
    severity: Annotated[Literal["info", "warning", "error"], loosens("less", order="info < warning < error")] = "error"
    """How bad it is; itsm.yaml can say otherwise."""
    clause: str = ""
    """The clause of ISO/IEC 20000-1 it serves."""
    at: str = ""
    """The field to point at, such as spec.lifecycle or metadata.labels."""


class Rule(Kind):
    """Something an organisation wants to be true of its own entities."""

    kind: Literal["Rule"]
    spec: RuleSpec
