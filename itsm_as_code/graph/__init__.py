"""Catalog becomes landscape: dependencies, failure and its reasons. The only room that knows networkx."""

from __future__ import annotations

from itsm_as_code.graph.agreements import AGREEMENTS, calendars_in, hours_in, in_force, promises, target_of
from itsm_as_code.graph.assumptions import assume
from itsm_as_code.graph.charges import LONGEST, Charge
from itsm_as_code.graph.cost import Cost
from itsm_as_code.graph.cycles import cycles
from itsm_as_code.graph.dependency import LEVELS, Dependency, Level, level_of
from itsm_as_code.graph.explanation import explain
from itsm_as_code.graph.impact import Impact, Impacted, Reason, Step, impact
from itsm_as_code.graph.landscape import Landscape, Link, connect
from itsm_as_code.graph.propagation import Scenario, levels
from itsm_as_code.graph.quietest import Quiet, midnight, quietest
from itsm_as_code.graph.selectors import Words, faulty, select

__all__ = [
    "AGREEMENTS",
    "LEVELS",
    "LONGEST",
    "Charge",
    "Cost",
    "Dependency",
    "Impact",
    "Impacted",
    "Landscape",
    "Level",
    "Link",
    "Quiet",
    "Reason",
    "Scenario",
    "Step",
    "Words",
    "assume",
    "calendars_in",
    "connect",
    "cycles",
    "explain",
    "faulty",
    "hours_in",
    "impact",
    "in_force",
    "level_of",
    "levels",
    "midnight",
    "promises",
    "quietest",
    "select",
    "target_of",
]
