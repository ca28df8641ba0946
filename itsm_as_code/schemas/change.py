"""Change: what somebody means to do to the services, why, when, and how it is undone; it travels with the edit."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._moments import Period
from itsm_as_code.schemas._quantities import Day
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to
from itsm_as_code.schemas._text import Text

ChangeType = Literal["standard", "normal", "emergency"]
_CAUSES = ("problem", "incident", "request", "change")


class Cause(Part):
    """What a change answers to: one record, here or in another tool."""

    key_fields: ClassVar[tuple[str, ...]] = _CAUSES

    problem: str | None = None
    """The number of a problem record."""
    incident: str | None = None
    """The number of an incident record."""
    request: str | None = None
    """The number of a service request."""
    change: Annotated[Ref, to("change")] | None = None
    """A change that came before it."""

    @model_validator(mode="before")
    @classmethod
    def _names_one(cls, value: Any) -> Any:
        if not isinstance(value, dict) or sum(value.get(cause) is not None for cause in _CAUSES) != 1:
            raise wrong("each item names one record", "write - {problem: PRB-77}, or incident, request, change")
        return value


class BackOut(Part):
    """How things are put back as they were."""

    steps: Text
    """What is done, in order; Markdown."""
    tested: bool = False
    """Whether somebody has gone back that way before."""


class Verification(Part):
    """The post-implementation review: what came of it."""

    on: Day
    """The day of the review."""
    by: Annotated[Ref, to("person")] | None = None
    """Who looked."""
    result: Literal["successful", "partly", "failed", "backed-out"]
    """Whether it did what it was for; backed-out: things are as they were."""
    incidents: Many[str] = ()
    """The numbers of the incidents it caused."""
    notes: Text | None = None
    """What was learnt."""


class Cancellation(Part):
    """It is not done after all; the record stays."""

    on: Day
    """The day of the decision."""
    reason: Text
    """Why."""


class ChangeSpec(Part):
    """What is done to whom, when and why, how it is undone, and what came of it."""

    type: ChangeType = "normal"
    """standard: by a template that is approved already. emergency: done first, reviewed after."""
    purpose: Text | None = None
    """Why it is done; Markdown."""
    scope: Many[str] = ()
    """What it means to touch, as selectors: [service:email, "ci:mbx-*"]."""
    window: Period | None = None
    """When the work is done."""
    requester: Annotated[Ref, to("person")] | None = None
    """Who asks for it."""
    template: Annotated[Ref, to("changetemplate")] | None = None
    """The template a standard change keeps to."""
    related: Many[Cause] = ()
    """The problem, incident, request or change it answers to."""
    implementation: Text | None = None
    """What is done, in order; Markdown."""
    back_out: BackOut | None = None
    """How things are put back as they were."""
    test: Text | None = None
    """How one sees that it works; Markdown."""
    verification: Verification | None = None
    """What came of it, written afterwards."""
    cancelled: Cancellation | None = None
    """That and why it is not done after all."""


class Change(Kind):
    """What somebody means to do to the services, why, when, and how it is undone."""

    kind: Literal["Change"]
    spec: ChangeSpec = ChangeSpec()
