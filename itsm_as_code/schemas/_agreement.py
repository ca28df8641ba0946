"""What SLA, OLA and underpinning contract share: term, hours, window, objectives, support, signatures."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, model_validator

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Many, Part
from itsm_as_code.schemas._measures import Percent, Span
from itsm_as_code.schemas._quantities import Day, Duration, Target, TimeZone
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to

Priority = Literal["P1", "P2", "P3", "P4", "P5"]
TIMED = ("response-time", "resolution-time")
"""The metrics promised by priority."""


class Term(Part):
    """From when to when an agreement runs, and its rhythm."""

    start: Day
    """The first day."""
    end: Day | None = None
    """The last day; without it the agreement runs until it is ended."""
    notice_period: Duration | None = None
    """How long before the end notice must be given."""
    review_every: Duration | None = None
    """How often it is looked at together."""

    @model_validator(mode="after")
    def _in_order(self) -> Term:
        if self.end and self.end < self.start:
            raise wrong(f"the term ends on {self.end}, before it starts on {self.start}", "swap the two days")
        if self.review_every == Span(0, 0):
            raise wrong("a review every 0 days never comes to an end", "write a rhythm such as 6mo")
        return self


class Window(Part):
    """The stretch of time over which an objective is measured."""

    type: Literal["calendar", "rolling"] = "calendar"
    """calendar: whole months, quarters, years. rolling: the last so many days."""
    period: Literal["day", "week", "month", "quarter", "year"] | None = None
    """The calendar's unit."""
    length: Duration | None = None
    """The length of a rolling window."""
    timezone: TimeZone = "UTC"
    """Whose midnight counts."""


class Objective(Part):
    """One promise: a metric and its target, or a target for each priority."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["target"]}, {"required": ["targets"]}]})

    key_fields: ClassVar[tuple[str, ...]] = ("metric",)

    metric: str
    """availability, response-time, resolution-time, or an indicator of one's own."""
    target: Target | None = None
    """What is promised."""
    targets: dict[Priority, Duration] | None = None
    """What is promised for each priority."""

    @model_validator(mode="before")
    @classmethod
    def _one_target(cls, value: Any) -> Any:
        if isinstance(value, dict) and (value.get("target") is None) == (value.get("targets") is None):
            raise wrong("an objective has either target or targets", "write target: 99.9%, or targets: {P1: 15m}")
        return value

    @model_validator(mode="after")
    def _fits_metric(self) -> Objective:
        if self.metric == "availability" and not (self.target and isinstance(self.target.value, Percent)):
            raise wrong("availability is promised as a percentage", "write target: 99.9%")
        if self.metric == "availability" and self.target and self.target.direction == "<=":
            raise wrong("availability is promised as at least so much", f"write target: {self.target.value}")
        if self.metric in TIMED and not self.targets:
            raise wrong(f"{self.metric} is promised by priority", "write targets: {P1: 15m, P2: 30m}")
        return self


class Signature(Part):
    """Who agreed, for which side, on which day."""

    key_fields: ClassVar[tuple[str, ...]] = ("party", "by")

    party: Literal["provider", "customer", "supplier"]
    """The side."""
    by: Annotated[Ref, to("person")]
    """The person who signed."""
    on: Day
    """The day of the signature."""


class AgreementSpec(Part):
    """The one model behind the three kinds of agreement."""

    status: Literal["draft", "agreed", "retired"] = "draft"
    """Only what is agreed is in force."""
    term: Term | None = None
    """From when to when it runs."""
    hours: Annotated[Ref, to("calendar")] | None = None
    """The calendar in which it counts time; 24x7 is one."""
    window: Window | None = None
    """Over which stretch objectives are measured."""
    objectives: Many[Objective] = ()
    """What is promised."""
    supported_by: Many[Annotated[Ref, to("ola", "contract")]] = ()
    """The agreements it stands on."""
    signatures: Many[Signature] = ()
    """Who agreed to it."""
