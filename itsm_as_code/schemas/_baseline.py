"""What a baseline of known findings looks like in its file."""

from __future__ import annotations

from typing import Literal

from pydantic import PositiveInt

from itsm_as_code.schemas._base import Many, Part


class Known(Part):
    """Findings that are alike: their rule, their entity or file, their words, and how many there are."""

    rule: str
    about: str
    message: str
    count: PositiveInt = 1


class BaselineFile(Part):
    """The whole file."""

    baseline: Literal["itsm validate"]
    """Whose it is."""
    version: Literal[1]
    findings: Many[Known]
