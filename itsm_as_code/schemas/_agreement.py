"""What SLA, OLA and underpinning contract share: term, hours, window, objectives, support, signatures, reviews."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, model_validator

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Many, Part
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._measures import Percent, Span
from itsm_as_code.schemas._money import Amount, Money
from itsm_as_code.schemas._quantities import Day, Duration, Percentage, Target, TimeZone
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to
from itsm_as_code.schemas._text import Text

Priority = Literal["P1", "P2", "P3", "P4", "P5"]
TIMED = ("response-time", "resolution-time")
"""The metrics promised by priority."""


class Term(Part):
    """From when to when an agreement runs, and its rhythm."""

    start: Annotated[Day, loosens("more")]
    """The first day."""
    end: Annotated[Day | None, loosens("less", "comes")] = None
    """The last day; without it the agreement runs until it is ended."""
    notice_period: Annotated[Duration | None, loosens("less", "goes")] = None
    """How long before the end notice must be given."""
    review_every: Annotated[Duration | None, loosens("more", "goes")] = None
    """How often it is looked at together."""
    renews: Annotated[Duration | None, loosens("less", "goes")] = None
    """By how long it goes on at its end, unless somebody gives notice."""

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
    period: Annotated[
        Literal["day", "week", "month", "quarter", "year"] | None,
        loosens("more", order="day < week < month < quarter < year"),
    ] = None
    """The calendar's unit."""
    length: Annotated[Duration | None, loosens("more")] = None
    """The length of a rolling window."""
    timezone: TimeZone = "UTC"
    """Whose midnight counts."""

    @model_validator(mode="after")
    def _has_a_length(self) -> Window:
        if self.length == Span(0, 0):
            raise wrong("a window of 0 days measures nothing", "write a length such as 30d")
        return self


class Objective(Part):
    """One promise: a metric and its target, or a target for each priority."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["target"]}, {"required": ["targets"]}]})

    key_fields: ClassVar[tuple[str, ...]] = ("name",)

    metric: Annotated[Ref, to("indicator")]
    """availability, response-time, resolution-time, rto, rpo, or an Indicator of one's own."""
    target: Annotated[Target | None, loosens("worse", "goes", "other")] = None
    """What is promised."""
    targets: Annotated[dict[Priority, Duration] | None, loosens("worse", "goes")] = None
    """What is promised for each priority."""

    @property
    def name(self) -> str:
        """The metric's bare name."""
        return self.metric.name

    @model_validator(mode="before")
    @classmethod
    def _one_target(cls, value: Any) -> Any:
        if isinstance(value, dict) and (value.get("target") is None) == (value.get("targets") is None):
            raise wrong("an objective has either target or targets", "write target: 99.9%, or targets: {P1: 15m}")
        return value

    @model_validator(mode="after")
    def _fits_metric(self) -> Objective:
        if self.name == "availability" and not (self.target and isinstance(self.target.value, Percent)):
            raise wrong("availability is promised as a percentage", "write target: 99.9%")
        if self.name == "availability" and self.target and self.target.direction == "<=":
            raise wrong("availability is promised as at least so much", f"write target: {self.target.value}")
        if self.name in TIMED and not self.targets:
            raise wrong(f"{self.name} is promised by priority", "write targets: {P1: 15m, P2: 30m}")
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


class Review(Part):
    """The agreement was looked at together."""

    key_fields: ClassVar[tuple[str, ...]] = ("on",)

    on: Day
    """The day of the review."""
    by: Annotated[Ref, to("person")] | None = None
    """Who led it."""
    notes: Text | None = None
    """What came out of it."""


class Penalty(Money):
    """What is paid when a promise is missed."""

    amount: Annotated[Amount, loosens("less")]
    """In quotes, so that no cent is lost; with no more decimals than the currency has."""


class Credit(Part):
    """What the provider gives back, or pays, when a promise is missed: service credits and penalties."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {"oneOf": [{"required": ["below"]}, {"required": ["above"]}]},
                {"oneOf": [{"required": ["credit"]}, {"required": ["penalty"]}]},
            ]
        }
    )

    key_fields: ClassVar[tuple[str, ...]] = ("below", "above")

    metric: Annotated[Ref, to("indicator")]
    """The objective it is about."""
    priority: Priority | None = None
    """Which of its targets, where it has one for each priority."""
    below: Annotated[Target | None, loosens("less")] = None
    """It is due when the attainment is below this: below: 99.9%."""
    above: Annotated[Target | None, loosens("more")] = None
    """It is due when the measured value is above this: above: 4h."""
    credit: Annotated[Percentage | None, loosens("less", "goes")] = None
    """The share of the charge that is given back."""
    penalty: Penalty | None = None
    """An amount that is paid instead."""

    @model_validator(mode="before")
    @classmethod
    def _one_of_each(cls, value: Any) -> Any:
        if isinstance(value, dict) and (value.get("below") is None) == (value.get("above") is None):
            raise wrong("a credit has either below or above", "write below: 99.9%, or above: 4h")
        if isinstance(value, dict) and (value.get("credit") is None) == (value.get("penalty") is None):
            raise wrong(
                "a credit is either a share of the charge or a penalty",
                'write credit: 10%, or penalty: {amount: "500.00", currency: EUR}',
            )
        return value


class AgreementSpec(Part):
    """The one model behind the three kinds of agreement."""

    own_fields: ClassVar[frozenset[str]] = frozenset(("status", "extends", "signatures", "reviews"))
    """What is never taken over from the agreement it extends."""

    status: Annotated[
        Literal["template", "draft", "agreed", "retired"],
        loosens("less", order="template = draft = retired < agreed", end="retired"),
    ] = "draft"
    """Only what is agreed is in force; a template is there to be extended."""
    tier: str | None = None
    """The level of service, such as gold; itsm.yaml says which is stricter (rule tiers-ordered)."""
    term: Term | None = None
    """From when to when it runs."""
    hours: Annotated[Ref, to("calendar"), loosens("narrower")] | None = None
    """The calendar in which it counts time; 24x7 is one."""
    window: Window | None = None
    """Over which stretch objectives are measured."""
    objectives: Annotated[Many[Objective], loosens("goes")] = ()
    """What is promised."""
    supported_by: Annotated[Many[Annotated[Ref, to("ola", "contract")]], loosens("goes")] = ()
    """The agreements it stands on."""
    exclusions: Annotated[Many[Annotated[Ref, to("calendar")]], loosens("comes")] = ()
    """Hours that don't count, such as announced maintenance, as calendars."""
    degraded_counts_as: Annotated[float, Field(ge=0, le=1), loosens("less", "goes")] | None = None
    """How much of a degraded hour counts as lost: 0 nothing, 1 all of it."""
    credits: Annotated[Many[Credit], loosens("goes")] = ()
    """What is given back when a promise is missed."""
    signatures: Annotated[Many[Signature], loosens("goes")] = ()
    """Who agreed to it."""
    reviews: Many[Review] = ()
    """When it was looked at together."""
