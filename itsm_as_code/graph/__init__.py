"""Catalog becomes landscape: dependencies, failure and its reasons. The only room that knows networkx and oxidd."""

from __future__ import annotations

from itsm_as_code.graph.agreements import AGREEMENTS, in_force, promises
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
from itsm_as_code.graph.cuts import Cuts, cuts
from itsm_as_code.graph.cycles import cycles
from itsm_as_code.graph.dependency import LEVELS, Dependency, Level, level_of
from itsm_as_code.graph.impact import Impact, Impacted, Reason, Scenario, impact, levels
from itsm_as_code.graph.landscape import Landscape, Link, connect
from itsm_as_code.graph.ranking import CRITICALITIES, Ranking, Toll, ranking
from itsm_as_code.graph.selectors import Words, faulty, select
from itsm_as_code.graph.single_points import SharedCause, SinglePoints, shared_causes, single_points

__all__ = [
    "AGREEMENTS",
    "CRITICALITIES",
    "LEVELS",
    "Availability",
    "Cuts",
    "Dependency",
    "Estimate",
    "Impact",
    "Impacted",
    "Importance",
    "Landscape",
    "Level",
    "Link",
    "Ranking",
    "Reason",
    "Remedy",
    "Scenario",
    "SharedCause",
    "SinglePoints",
    "Toll",
    "Words",
    "availability",
    "connect",
    "cuts",
    "cycles",
    "examined",
    "faulty",
    "impact",
    "in_force",
    "level_of",
    "levels",
    "promised",
    "promises",
    "ranking",
    "select",
    "shared_causes",
    "single_points",
    "unavailabilities",
]
