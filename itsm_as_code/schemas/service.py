"""Service: what an organisation does for somebody, and what that stands on."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Classification, Criticality, Kind, Lifecycle, Many, Part
from itsm_as_code.schemas._dependency import Dependency
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._quantities import FixedDuration
from itsm_as_code.schemas._reference import to


class ServiceSpec(Part):
    """What kind of service it is, where it is in its life, and what it needs."""

    type: Literal["business", "technical"] = "technical"
    """business: customers see it. technical: it carries other services."""
    lifecycle: Lifecycle = "live"
    """Where it is in its life."""
    criticality: Criticality = "medium"
    """How much hangs on it."""
    depends_on: Many[Dependency] = ()
    """What it needs to work."""
    rto: Annotated[FixedDuration | None, loosens("more", "goes")] = None
    """Recovery time objective: how soon it works again after a disaster."""
    rpo: Annotated[FixedDuration | None, loosens("more", "goes")] = None
    """Recovery point objective: how much of the latest data may be lost."""
    data_classification: Classification | None = None
    """How carefully its data are to be handled."""
    part_of: Annotated[Ref, to("service")] | None = None
    """The larger service it belongs to; carries no failure."""
    support_teams: Many[Annotated[Ref, to("team")]] = ()
    """Teams that work on it beside its owner."""


class Service(Kind):
    """What an organisation does for somebody, and what that stands on."""

    kind: Literal["Service"]
    spec: ServiceSpec = ServiceSpec()
