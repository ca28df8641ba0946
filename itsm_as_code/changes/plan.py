"""The plan: what a change does, whom it reaches, which findings it brings and takes, and whether it may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from itsm_as_code.changes._news import beyond
from itsm_as_code.changes.diff import EntityChange, diff, renames
from itsm_as_code.changes.reach import Reach, reach_of
from itsm_as_code.graph import Landscape
from itsm_as_code.model import Finding, Severity
from itsm_as_code.reading import Configuration
from itsm_as_code.validators import check

Verdict = Literal["pass", "review", "blocked"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer of `itsm plan`; data first, drawn afterwards by the formats."""

    base: str
    head: str
    changes: tuple[EntityChange, ...]
    reach: Reach
    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    verdict: Verdict


def plan_of(
    before: Landscape,
    after: Landscape,
    names: tuple[str, str],
    today: date | None = None,
    configuration: Configuration | None = None,
) -> Plan:
    """Compares two landscapes, both by one configuration; `names` are what the two revisions are called."""
    settings = configuration or Configuration()
    changes = diff(before, after, today)
    renamed = renames(before, after)
    reach = reach_of(before, after, changes, renamed, today)
    old, new = (check(landscape, today, settings).findings for landscape in (before, after))
    introduced, fixed = beyond(new, old, renamed), beyond(old, new, renamed)
    return Plan(*names, changes, reach, introduced, fixed, _verdict(changes, reach, introduced))


def _verdict(changes: tuple[EntityChange, ...], reach: Reach, introduced: tuple[Finding, ...]) -> Verdict:
    """Blocked by a new error or by what can't be read; to be reviewed where something is exposed or loosened."""
    broken = any(change.action == "unreadable" for change in changes)
    if broken or any(finding.severity is Severity.ERROR for finding in introduced):
        return "blocked"
    weaker = any(field.effect in ("loosened", "breaking") for change in changes for field in change.fields)
    gone = any(change.action == "delete" for change in changes)
    exposed = reach.newly or reach.exposure.harder or reach.exposure.points or reach.redundancy_lost
    return "review" if weaker or gone or exposed else "pass"
