"""Catalog becomes landscape: dependencies, failure and its reasons. The only room that knows networkx and oxidd."""

from __future__ import annotations

from itsm_as_code.graph.agreements import AGREEMENTS, calendars_in, hours_in, in_force, promises, target_of
from itsm_as_code.graph.assumptions import assume
from itsm_as_code.graph.availability import (
    Availability,
    Estimate,
    Importance,
    Remedy,
    availability,
    examined,
    promised,
    unavailabilities,
)
from itsm_as_code.graph.charges import LONGEST, Charge
from itsm_as_code.graph.closure import above, below
from itsm_as_code.graph.cost import Cost
from itsm_as_code.graph.cuts import Cuts, cuts
from itsm_as_code.graph.cycles import cycles
from itsm_as_code.graph.dependency import LEVELS, Dependency, Level, level_of
from itsm_as_code.graph.explanation import explain
from itsm_as_code.graph.impact import Impact, Step, impact
from itsm_as_code.graph.landscape import Landscape, Link, connect
from itsm_as_code.graph.outlook import Outlook, outlooks
from itsm_as_code.graph.propagation import Scenario, levels
from itsm_as_code.graph.quietest import Quiet, midnight, quietest
from itsm_as_code.graph.ranking import CRITICALITIES, Ranking, Toll, ranking
from itsm_as_code.graph.selectors import Words, faulty, picked, select
from itsm_as_code.graph.single_points import SharedCause, SinglePoints, shared_causes, single_points
from itsm_as_code.graph.spread import Impacted, Reason

__all__ = [
    "AGREEMENTS",
    "CRITICALITIES",
    "LEVELS",
    "LONGEST",
    "Availability",
    "Charge",
    "Cost",
    "Cuts",
    "Dependency",
    "Estimate",
    "Impact",
    "Impacted",
    "Importance",
    "Landscape",
    "Level",
    "Link",
    "Outlook",
    "Quiet",
    "Ranking",
    "Reason",
    "Remedy",
    "Scenario",
    "SharedCause",
    "SinglePoints",
    "Step",
    "Toll",
    "Words",
    "above",
    "assume",
    "availability",
    "below",
    "calendars_in",
    "connect",
    "cuts",
    "cycles",
    "examined",
    "explain",
    "faulty",
    "hours_in",
    "impact",
    "in_force",
    "level_of",
    "levels",
    "midnight",
    "outlooks",
    "picked",
    "promised",
    "promises",
    "quietest",
    "ranking",
    "select",
    "shared_causes",
    "single_points",
    "target_of",
    "unavailabilities",
]
