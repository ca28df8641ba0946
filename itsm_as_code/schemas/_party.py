"""What team, person, customer and supplier share: how to reach them, and who belongs to them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Many, Part
from itsm_as_code.schemas._reference import to

Forge = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Handle = Annotated[str, Field(pattern=r"^@[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$")]
"""A user or a group: @li-na, @qingluo/messaging."""


class PartySpec(Part):
    """How to reach people, and who they are."""

    email: str | None = None
    """Where mail reaches them."""
    phone: str | None = None
    """The number to ring."""
    chat: str | None = None
    """The channel to write to."""
    on_call: str | None = None
    """The rota, as an address or a number."""
    handles: dict[Forge, Handle] = Field(default_factory=dict)
    """What forges call it, for CODEOWNERS: {github: "@qingluo/messaging", gitlab: "@it/messaging"}."""
    members: Many[Annotated[Ref, to("person")]] = ()
    """The people in it."""
    contact: Annotated[Ref, to("person")] | None = None
    """The person to turn to first."""
