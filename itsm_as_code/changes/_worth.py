"""What a change does to what services are worth to people: their availability, and the money that is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from itsm_as_code.changes._flat import flat
from itsm_as_code.changes._rewired import Names
from itsm_as_code.graph import CRITICALITIES, Landscape, Outlook, outlooks
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import availability_text

MOST_SERVICES = 100
"""Services whose availability is reckoned, the most critical first; each may hang on everything."""


@dataclass(frozen=True, slots=True)
class Availability:
    """A service whose availability is promised otherwise, bounded otherwise or likely another; None: not there."""

    ref: Ref
    before: Outlook | None
    after: Outlook | None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money that an entity names: where, in which currency, for what, before and after (None: not named)."""

    ref: Ref
    path: str
    currency: str
    per: str
    before: Decimal | None
    after: Decimal | None


def availabilities(
    before: Landscape, after: Landscape, concerned: Collection[Ref], names: Names, today: date | None
) -> tuple[tuple[Availability, ...], int]:
    """The services among these whose outlook changes, and how many were too many to be looked at."""
    services = [ref for ref in concerned if ref.kind == "service"]
    ordered = sorted(services, key=lambda ref: (_rank(ref, before, after, names), ref))
    chosen = ordered[:MOST_SERVICES]
    old = outlooks(before, [one for one in map(names.before, chosen) if one in before.entities], today)
    new = outlooks(after, [one for one in chosen if one in after.entities], today)
    sides = (Availability(ref, old.get(names.before(ref)), new.get(ref)) for ref in sorted(chosen))
    return tuple(one for one in sides if _shown(one.before) != _shown(one.after)), len(ordered) - len(chosen)


def _shown(side: Outlook | None) -> tuple[object, ...] | None:
    """What people see of it: the last bits of a sum are no news."""
    if side is None:
        return None
    bound, down = availability_text(float(1 - side.bound)), side.down
    return side.promised, bound, None if down is None else availability_text(down)


def _rank(ref: Ref, before: Landscape, after: Landscape, names: Names) -> int:
    entity = after.entities.get(ref) or before.entities.get(names.before(ref))
    return CRITICALITIES.index(entity.facts.criticality) if entity else len(CRITICALITIES)


def promised_on(landscape: Landscape, refs: Iterable[Ref]) -> set[Ref]:
    """What the agreements among some entities are about."""
    return {subject for ref in refs if ref in landscape.entities for subject in subjects(landscape, ref)}


def amounts(ref: Ref, old: Entity | None, new: Entity | None) -> Iterator[Amount]:
    """The money that an entity names otherwise than before, whatever its kind."""
    was, now = (dict(_named(entity)) if entity else {} for entity in (old, new))
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) != now.get(key):
            yield Amount(ref, *key, was.get(key), now.get(key))


def _named(entity: Entity) -> Iterator[tuple[tuple[str, str, str], Decimal]]:
    fields = flat(entity.model)
    for path, said in fields.items():
        stem = path.removesuffix(".amount")
        currency, per = fields.get(f"{stem}.currency"), fields.get(f"{stem}.per")
        if stem != path and currency is not None and isinstance(said.value, Decimal):
            yield (stem, currency.text, per.text if per else ""), said.value
