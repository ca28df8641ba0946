"""The plan: what a change does, whom it reaches, what it needs, and whether it may go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from itsm_as_code.changes._news import beyond
from itsm_as_code.changes.case import Case
from itsm_as_code.changes.collisions import Collision
from itsm_as_code.changes.diff import EntityChange, diff, renames
from itsm_as_code.changes.evidence import Evidence
from itsm_as_code.changes.judgement import Judged, judge
from itsm_as_code.changes.policy import own_policy
from itsm_as_code.changes.reach import Reach, reach_of
from itsm_as_code.graph import Landscape, Words
from itsm_as_code.model import Finding, Severity
from itsm_as_code.reading import Configuration
from itsm_as_code.validators import check_both

Verdict = Literal["pass", "review", "blocked"]


class Yes(NamedTuple):
    """Who said yes to a change: the evidence, who made it, and whether it may go without all it needs.

    `required`: an approval that is missing blocks. `stale` is who approved before something was added, and what.
    """

    evidence: tuple[Evidence, ...] = ()
    authors: tuple[str, ...] = ()
    required: bool = False
    stale: tuple[tuple[str, tuple[str, ...]], ...] = ()


NOBODY = Yes()


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer of `itsm plan`; data first, drawn afterwards by the formats.

    `collisions` are those with other branches, `unmet` the branches that were too many to be looked at, `stale` is
    who approved before something was added, and what.
    """

    base: str
    head: str
    changes: tuple[EntityChange, ...]
    reach: Reach
    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    judged: Judged
    verdict: Verdict
    collisions: tuple[Collision, ...] = ()
    unmet: tuple[str, ...] = ()
    stale: tuple[tuple[str, tuple[str, ...]], ...] = ()


def plan_of(  # noqa: PLR0913 - two sides, what they are called, and what they are judged by
    before: Landscape,
    after: Landscape,
    names: tuple[str, str],
    today: date | None = None,
    configuration: Configuration | None = None,
    yes: Yes = NOBODY,
    processes: int = 1,
) -> Plan:
    """Compares two landscapes, both by one configuration; `names` are what the two revisions are called.

    A missing approval makes a review where the organisation has a policy of its own; the shipped one only tells
    whom to ask.
    """
    settings = configuration or Configuration()
    changes = diff(before, after, today)
    renamed = renames(before, after)
    reach = reach_of(before, after, changes, renamed, today)
    old, new = (report.findings for report in check_both(before, after, today, settings, processes))
    introduced, fixed = beyond(new, old, renamed), beyond(old, new, renamed)
    case = Case(before, after, changes, reach.redundancy_lost, today, Words(settings.selectors))
    judged = judge(case, yes.evidence, yes.authors, settings)
    errors = any(one.severity is Severity.ERROR for one in (*introduced, *judged.findings))
    verdict = _verdict(changes, reach, judged, errors, yes.required)
    if verdict == "pass" and own_policy(before) is not None and _missing(judged):
        verdict = "review"
    return Plan(*names, changes, reach, introduced, fixed, judged, verdict, stale=yes.stale)


def meeting(plan: Plan, collisions: Iterable[Collision], unmet: tuple[str, ...] = ()) -> Plan:
    """The same plan beside other branches: who collides with one has to talk with somebody first."""
    found = tuple(one for one in collisions if one)
    verdict: Verdict = "review" if found and plan.verdict == "pass" else plan.verdict
    return replace(plan, collisions=found, unmet=unmet, verdict=verdict)


def _missing(judged: Judged) -> bool:
    return any(not one.given for one in judged.approvals)


def _verdict(changes: tuple[EntityChange, ...], reach: Reach, judged: Judged, errors: bool, required: bool) -> Verdict:
    """Blocked by an error, what can't be read, a freeze, or a missing approval where all are required.

    To be reviewed where something is exposed or loosened.
    """
    frozen = any(hit.allowed_by is None for hit in judged.freezes)
    broken = any(change.action == "unreadable" for change in changes)
    if broken or frozen or errors or (required and _missing(judged)):
        return "blocked"
    weaker = any(field.effect in ("loosened", "breaking") for change in changes for field in change.fields)
    gone = any(change.action == "delete" for change in changes)
    exposed = reach.newly or reach.exposure.harder or reach.exposure.points or reach.redundancy_lost
    return "review" if weaker or gone or exposed else "pass"
