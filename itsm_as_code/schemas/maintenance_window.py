"""MaintenanceWindow: the hours in which work on something is welcome."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._moments import Period
from itsm_as_code.schemas._reference import to


class MaintenanceWindowSpec(Part):
    """Work on what, and when."""

    scope: Many[str] = ()
    """What it is for, as selectors; without one, everything."""
    periods: Many[Period] = ()
    """When."""
    calendar: Annotated[Ref, to("calendar")] | None = None
    """Hours that come again, as a calendar; the one that agreements exclude, where they do."""


class MaintenanceWindow(Kind):
    """The hours in which work on something is welcome."""

    kind: Literal["MaintenanceWindow"]
    spec: MaintenanceWindowSpec = MaintenanceWindowSpec()
