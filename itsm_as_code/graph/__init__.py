"""Catalog becomes landscape: dependencies, failure and its reasons. The only room that knows networkx."""

from __future__ import annotations

from itsm_as_code.graph.agreements import AGREEMENTS, in_force, promises
from itsm_as_code.graph.cycles import cycles
from itsm_as_code.graph.dependency import LEVELS, Dependency, Level, level_of
from itsm_as_code.graph.impact import Impact, Impacted, Reason, Scenario, impact, levels
from itsm_as_code.graph.landscape import Landscape, Link, connect
from itsm_as_code.graph.selectors import Words, faulty, select

__all__ = [
    "AGREEMENTS",
    "LEVELS",
    "Dependency",
    "Impact",
    "Impacted",
    "Landscape",
    "Level",
    "Link",
    "Reason",
    "Scenario",
    "Words",
    "connect",
    "cycles",
    "faulty",
    "impact",
    "in_force",
    "level_of",
    "levels",
    "promises",
    "select",
]
