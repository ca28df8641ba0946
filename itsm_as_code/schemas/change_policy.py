"""ChangePolicy: how an organisation weighs the risk of a change, and who has to approve what."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Criticality, Kind, Many, Part
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._measures import Span
from itsm_as_code.schemas._quantities import Duration
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to
from itsm_as_code.schemas.change import ChangeType
from itsm_as_code.schemas.change_template import Action

Points = Annotated[int, Field(ge=0, le=1_000)]


class Step(Part):
    """From so many on, so many points."""

    key_fields: ClassVar[tuple[str, ...]] = ("from_",)

    from_: Annotated[int, Field(ge=1)]
    """The number from which it counts."""
    points: Points
    """What it counts."""


def _rising(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """More may never count less: a risk that falls when more is reached could not be argued with."""
    ordered = sorted(steps, key=lambda step: step.from_)
    for earlier, later in pairwise(ordered):
        if earlier.from_ == later.from_ or earlier.points > later.points:
            hint = "let points rise with the number: [{from: 2, points: 3}, {from: 10, points: 8}]"
            raise wrong(f"from {later.from_} counts {later.points}, from {earlier.from_} counts {earlier.points}", hint)
    return tuple(ordered)


Steps = Annotated[Many[Step], AfterValidator(_rising)]


class CriticalityPoints(Part):
    """Points by the most critical service that is touched or reached."""

    critical: Points = 0
    """A critical one."""
    high: Points = 0
    """One of high criticality."""
    medium: Points = 0
    """One of medium criticality."""
    low: Points = 0
    """One of low criticality."""


class LevelPoints(Part):
    """Points by how bad it gets for a service, should what is touched fail."""

    down: Points = 0
    """It is down."""
    degraded: Points = 0
    """It works worse."""
    at_risk: Points = 0
    """A spare is gone."""


class PlanPoints(Part):
    """Points for a plan that isn't there, or that nobody has tried."""

    missing: Points = 0
    """There is none."""
    untested: Points = 0
    """Nobody has tried it."""


class TypePoints(Part):
    """Points by the type of the change."""

    standard: Points = 0
    """It keeps to an approved template."""
    normal: Points = 0
    """It is looked at for itself; a branch without a Change is one."""
    emergency: Points = 0
    """It is done first and reviewed after."""


class Factors(Part):
    """What makes a change risky, and how much of it each counts."""

    criticality: CriticalityPoints = CriticalityPoints()
    """By the most critical service that is touched or reached."""
    level: LevelPoints = LevelPoints()
    """By how bad it gets for a service, should what is touched fail."""
    reach: Steps = ()
    """By how many services are touched or reached."""
    redundancy_lost: Points = 0
    """A group has fewer spares than before."""
    service_hours: Points = 0
    """The work is done in hours that an agreement promises, or nobody says when."""
    back_out: PlanPoints = PlanPoints()
    """By the way back."""
    test: PlanPoints = PlanPoints()
    """By the test of the result; only missing counts."""
    type: TypePoints = TypePoints()
    """By the type of the change."""
    size: Steps = ()
    """By how many entities are touched."""
    history: Steps = ()
    """By how many incidents earlier changes to the same entities caused."""


class Level(Part):
    """A level of risk: from so many points on."""

    key_fields: ClassVar[tuple[str, ...]] = ("name",)

    name: Annotated[str, Field(pattern="^[a-z][a-z0-9-]{0,31}$")]
    """What it is called."""
    from_: Annotated[int, Field(ge=0)]
    """The points from which it counts."""


def _from_nothing(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """Every score has one level."""
    ordered = tuple(sorted(levels, key=lambda level: level.from_))
    if not ordered or ordered[0].from_ != 0:
        raise wrong("no level begins at 0", "let the lowest one be {name: low, from: 0}")
    for earlier, later in pairwise(ordered):
        if earlier.from_ == later.from_ or earlier.name == later.name:
            raise wrong(f"{earlier.name} and {later.name} are the same level", "give each its own name and points")
    return ordered


class ApprovalRule(Part):
    """Who has to approve what: all that is said has to fit, what isn't said fits always."""

    key_fields: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    """Why, in words that the plan repeats: "an agreement's target changes"."""
    of: Literal["touched", "reached"] = "touched"
    """touched: what the branch changes. reached: what feels it, should that fail; what is touched among it."""
    select: str = "*"
    """Which entities, as a selector."""
    criticality: Many[Criticality] = ()
    """Only services and items as critical as that."""
    actions: Many[Action] = ()
    """Only where this happens to an entity."""
    fields: Many[str] = ()
    """Only where one of these fields changes: paths with *, such as spec.objectives*."""
    effects: Many[Literal["neutral", "tightened", "loosened", "breaking"]] = ()
    """Only where the change of a field means this."""
    risk: str | None = None
    """Only from this level of risk on."""
    types: Many[ChangeType] = ()
    """Only for changes of these types."""
    by: Many[Literal["owner", "service-owner", "customer"]] = ()
    """Who, by their part: its owner, the owner of the service it is about, the customers of that service."""
    parties: Many[Annotated[Ref, to("team", "person", "customer")]] = ()
    """Who, by name."""


class ChangePolicySpec(Part):
    """Points, levels, approvals, and how soon an emergency is reviewed."""

    factors: Factors = Factors()
    """What makes a change risky."""
    levels: Annotated[Many[Level], AfterValidator(_from_nothing)] = (Level.model_construct(name="low", from_=0),)
    """What a score is called, from low to high."""
    approvals: Annotated[Many[ApprovalRule], loosens("goes")] = ()
    """Who has to approve what."""
    own_approval_counts: Annotated[bool, loosens("more", order="false < true")] = False
    """Whether the author of a change may be one of those who approve it."""
    emergency_review_within: Annotated[Duration, loosens("more")] = Span(0, 5 * 86_400)
    """How soon after its window an emergency change is verified."""


class ChangePolicy(Kind):
    """How an organisation weighs the risk of a change, and who has to approve what."""

    kind: Literal["ChangePolicy"]
    spec: ChangePolicySpec = ChangePolicySpec()
