"""ChangeTemplate: a change approved in advance, and the limits in which it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._quantities import Day, FixedDuration
from itsm_as_code.schemas._reference import to
from itsm_as_code.schemas._text import Text
from itsm_as_code.schemas.change import BackOut

Action = Literal["create", "update", "rename", "delete"]


class Approved(Part):
    """Who approved it, and how long that holds."""

    on: Day
    """The day of the decision."""
    by: Annotated[Ref, to("person")]
    """Who decided."""
    until: Annotated[Day, loosens("more")]
    """The last day on which it holds; before that day it is reviewed."""


class ChangeTemplateSpec(Part):
    """What may be done without asking again, and how."""

    scope: Many[str] = ()
    """What such a change may touch, as selectors; without one, anything."""
    fields: Many[str] = ()
    """Which fields it may change: paths with *, such as spec.attributes.*; without one, any."""
    actions: Many[Action] = ("update",)
    """What may happen to an entity."""
    most_entities: Annotated[int, Field(ge=1), loosens("more", "goes")] | None = None
    """How many entities it may touch."""
    highest_risk: str | None = None
    """The highest level of risk it may have, one of the policy's."""
    longest_window: Annotated[FixedDuration | None, loosens("more", "goes")] = None
    """How long the work may take."""
    approved: Approved | None = None
    """Who approved it, and until when."""
    implementation: Text | None = None
    """What is done each time; Markdown."""
    back_out: BackOut | None = None
    """How things are put back as they were; its changes needn't say it again."""
    test: Text | None = None
    """How one sees that it works; its changes needn't say it again."""


class ChangeTemplate(Kind):
    """A change approved in advance, and the limits in which it is."""

    kind: Literal["ChangeTemplate"]
    spec: ChangeTemplateSpec = ChangeTemplateSpec()
