"""CI: a configuration item, anything that has to be there for a service to work."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Classification, Criticality, Kind, Lifecycle, Many, Part
from itsm_as_code.schemas._dependency import Dependency
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._quantities import Day, FixedDuration, Percentage
from itsm_as_code.schemas._reference import Travel, to


class Ends(Part):
    """The last days of what a configuration item lives on."""

    support: Annotated[Day | None, loosens("less")] = None
    """The last day on which its maker mends it."""
    warranty: Annotated[Day | None, loosens("less")] = None
    """The last day of its warranty."""
    licence: Annotated[Day | None, loosens("less")] = None
    """The last day on which it may be used."""
    certificate: Annotated[Day | None, loosens("less")] = None
    """The last day on which its certificate is valid."""


class CISpec(Part):
    """What it is, where it stands and what it needs."""

    type: Annotated[Ref, to("citype")]
    """A CIType, shipped or the organisation's own."""
    lifecycle: Lifecycle = "live"
    """Where it is in its life."""
    criticality: Criticality = "medium"
    """How much hangs on it."""
    environment: str | None = None
    """production, test, …"""
    location: Annotated[Ref, to("ci", travel=Travel.FROM_TARGET)] | None = None
    """Where it stands: what fails there fails it."""
    part_of: Annotated[Ref, to("ci", "service")] | None = None
    """The larger thing it belongs to; carries no failure."""
    depends_on: Many[Dependency] = ()
    """What it needs to work."""
    supplier: Annotated[Ref, to("supplier")] | None = None
    """Who supplied it."""
    availability: Annotated[Percentage | None, loosens("less", "goes")] = None
    """Of itself alone, without what it depends on."""
    rto: Annotated[FixedDuration | None, loosens("more", "goes")] = None
    """Recovery time objective: how soon it works again after a disaster."""
    rpo: Annotated[FixedDuration | None, loosens("more", "goes")] = None
    """Recovery point objective: how much of the latest data may be lost."""
    data_classification: Classification | None = None
    """How carefully its data are to be handled."""
    ends: Ends | None = None
    """The days on which what it lives on ends."""
    attributes: dict[str, JsonValue] = Field(default_factory=dict)
    """Checked against the JSON Schema of its CIType."""


class CI(Kind):
    """A configuration item: anything that has to be there for a service to work."""

    kind: Literal["CI"]
    spec: CISpec
