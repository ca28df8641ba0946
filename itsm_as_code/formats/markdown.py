"""Markdown for tickets, pull requests and wikis."""

from __future__ import annotations

from itsm_as_code.changes import Plan
from itsm_as_code.changes.record import Register
from itsm_as_code.formats import _markdown_impact, _markdown_plan, _markdown_register
from itsm_as_code.graph import Impact, Landscape


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:
    """The answer of `itsm impact`."""
    return _markdown_impact.impact(answer, landscape, everything=everything)


def plan(answer: Plan, *, everything: bool = False, columns: int = 0) -> str:  # noqa: ARG001 - called alike everywhere
    """The answer of `itsm plan` as one comment of a pull request; it has to fit, so nothing makes it longer."""
    return _markdown_plan.plan(answer)


def register(answer: Register) -> str:
    """The answer of `itsm changes`."""
    return _markdown_register.register(answer)
