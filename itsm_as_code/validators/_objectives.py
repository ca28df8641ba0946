"""What rules about objectives share: the promised times of an agreement by metric and priority, with their places."""

from __future__ import annotations

from itsm_as_code.model import FieldPath
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span

SHORTEST_MONTH, LONGEST_MONTH = 28 * 86_400, 31 * 86_400


def timed(entity: Entity) -> dict[str, dict[str, tuple[FieldPath, Span]]]:
    """The objectives of an agreement that have a time for each priority."""
    found: dict[str, dict[str, tuple[FieldPath, Span]]] = {}
    for number, objective in enumerate(entity.model.spec.objectives):
        for priority, time in (objective.targets or {}).items():
            path = ("spec", "objectives", number, "targets", priority)
            found.setdefault(objective.name, {}).setdefault(priority, (path, time))
    return found


def longer(first: Span, second: Span) -> bool:
    """Whether a time is longer than another whatever the months are; a doubt is not a complaint."""
    shortest = first.months * SHORTEST_MONTH + first.seconds
    longest = second.months * LONGEST_MONTH + second.seconds
    return shortest > longest if first.months != second.months else first.seconds > second.seconds
