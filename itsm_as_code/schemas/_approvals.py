"""What a file of approvals looks like, which a CI job fills from what its forge knows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from itsm_as_code.schemas._base import Many, Part


class GivenApproval(Part):
    """Somebody said yes."""

    by: Annotated[str, Field(min_length=1)]
    """Who: "Li Na <li-na@example.com>", or the name of somebody in the repository (person:li-na)."""
    commit: Annotated[str, Field(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")] | None = None
    """The commit that was looked at, in full; without one, the newest of the branch."""
    at: Annotated[datetime, Field(strict=False)] | None = None
    """When, as RFC 3339."""
    url: str | None = None
    """Where it can be seen."""


class ApprovalsFile(Part):
    """The approvals of one branch, as a forge knows them."""

    version: Literal[1]
    """The version of this form."""
    approvals: Many[GivenApproval]
    """Every approval that stands; one that was taken back is left out."""
