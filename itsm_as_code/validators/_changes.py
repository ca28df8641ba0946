"""What the rules about changes begin with: the policy in force, changes by their state, scopes and times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, picked
from itsm_as_code.model import DEFAULT_NAMESPACE, FieldPath, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Period
from itsm_as_code.validators._entities import of

SHIPPED = Ref("changepolicy", DEFAULT_NAMESPACE, "standard-policy")
NAMED = "selector:"
"""How a selector begins that itsm.yaml names."""
SCOPED = ("change", "changetemplate", "freeze", "maintenancewindow")


class Selector(NamedTuple):
    """A selector as somebody wrote it, and where."""

    entity: Entity
    path: FieldPath
    text: str


class Time(NamedTuple):
    """A stretch of time as somebody wrote it, and where."""

    entity: Entity
    path: FieldPath
    period: Period


def own_policy(landscape: Landscape) -> Entity | None:
    """The policy an organisation has written; of several the first."""
    return next(of(landscape, "changepolicy"), None)


def policy_in(landscape: Landscape) -> Entity:
    """The policy that holds: the organisation's own, or the one that ships."""
    return own_policy(landscape) or landscape.shipped[SHIPPED]


def open_changes(landscape: Landscape) -> Iterator[Entity]:
    """Changes that are neither verified nor cancelled."""
    over = ("spec.verification", "spec.cancelled")
    return (one for one in of(landscape, "change") if not any(map(one.says, over)))


def coming(landscape: Landscape, today: date | None) -> list[Entity]:
    """Open changes whose window isn't over, in the order in which they begin."""
    windows = ((one, one.model.spec.window) for one in open_changes(landscape))
    found = [
        (window.start, one.ref, one)
        for one, window in windows
        if window is not None and window.start < window.end and (today is None or window.end.date() >= today)
    ]
    return [one for *_, one in sorted(found, key=lambda item: item[:2])]


def allowed(landscape: Landscape, freeze: Entity, change: Ref, today: date | None) -> Ref | None:
    """Who lets a change leave a freeze: by an exception with an approver and a reason that hasn't ended."""
    for number, one in enumerate(freeze.model.spec.exceptions):
        start = ("spec", "exceptions", number)
        links = [link for link in landscape.links_from.get(freeze.ref, ()) if link.path[:3] == start]
        people = {str(link.path[3]): link.target for link in links}
        ended = one.until is not None and today is not None and today > one.until
        if not ended and one.reason is not None and people.get("change") == change and "approvedBy" in people:
            return people["approvedBy"]
    return None


def last_day(change: Entity) -> date | None:
    """The day on which the work of a change is over, by the clock of its window."""
    window = change.model.spec.window
    return window.end.date() if window is not None else None


def selectors(landscape: Landscape) -> Iterator[Selector]:
    """Every selector that stands in an entity about changes."""
    for entity in of(landscape, *SCOPED):
        for number, text in enumerate(entity.model.spec.scope):
            yield Selector(entity, ("spec", "scope", number), text)
    for entity in of(landscape, "changepolicy"):
        for number, rule in enumerate(entity.model.spec.approvals):
            yield Selector(entity, ("spec", "approvals", number, "select"), rule.select)


def fault(landscape: Landscape, text: str) -> WrongUse | None:
    """Why a selector can't be read, None where it can; names of itsm.yaml aren't known here, and pass."""
    try:
        picked(landscape, "" if NAMED in text else text)
    except WrongUse as error:
        return error
    return None


def chosen(landscape: Landscape, scope: Iterable[str]) -> frozenset[Ref]:
    """What the selectors of a scope pick, as far as they can be read."""
    readable = (text for text in scope if NAMED not in text and fault(landscape, text) is None)
    return frozenset().union(*(picked(landscape, text) for text in readable))


def times(landscape: Landscape) -> Iterator[Time]:
    """Every stretch of time that stands in an entity about changes."""
    for entity in of(landscape, "change"):
        if entity.model.spec.window is not None:
            yield Time(entity, ("spec", "window"), entity.model.spec.window)
    for entity in of(landscape, "freeze", "maintenancewindow"):
        for number, period in enumerate(entity.model.spec.periods):
            yield Time(entity, ("spec", "periods", number), period)
