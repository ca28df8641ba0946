"""Freeze: a time in which something is left alone, and who may work on it all the same."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._moments import Period
from itsm_as_code.schemas._quantities import Day
from itsm_as_code.schemas._reference import to
from itsm_as_code.schemas._text import Text


class FreezeException(Part):
    """A change that may go all the same."""

    key_fields: ClassVar[tuple[str, ...]] = ("change",)

    change: Annotated[Ref, to("change")]
    """The change."""
    approved_by: Annotated[Ref, to("person")] | None = None
    """Who allows it."""
    reason: Text | None = None
    """Why it can't wait."""
    until: Day | None = None
    """The last day on which it holds; without one, as long as the freeze."""


class FreezeSpec(Part):
    """What is left alone, and when."""

    scope: Many[str] = ()
    """What is left alone, as selectors: neither touched nor reached by a change. Without one, everything."""
    periods: Many[Period] = ()
    """When."""
    calendar: Annotated[Ref, to("calendar")] | None = None
    """Hours that come again, as a calendar."""
    reason: Text | None = None
    """Why."""
    exceptions: Annotated[Many[FreezeException], loosens("comes")] = ()
    """Changes that may go all the same."""


class Freeze(Kind):
    """A time in which something is left alone, and who may work on it all the same."""

    kind: Literal["Freeze"]
    spec: FreezeSpec = FreezeSpec()
