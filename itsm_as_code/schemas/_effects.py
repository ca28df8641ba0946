"""What a change of a field means for those who rely on it: marks beside the field that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

Effect = Literal["neutral", "tightened", "loosened", "breaking"]
"""loosened: less is promised, needed or watched than before. breaking: what was relied on is gone or another."""

Way = Literal["more", "less", "better", "worse", "wider", "narrower", "comes", "goes", "other"]
"""How a field changed.

more, less: by size, or by the order of its words. better, worse: by the metric of its part. wider,
narrower: the hours of a calendar. comes, goes: it, or an item of it. other: none of these.
"""

_OPPOSITE: Mapping[Way, Way] = {
    "more": "less",
    "less": "more",
    "better": "worse",
    "worse": "better",
    "wider": "narrower",
    "narrower": "wider",
    "comes": "goes",
    "goes": "comes",
}


@dataclass(frozen=True, slots=True)
class Means:
    """A mark: the ways of changing that loosen and that break; what is opposite to one of them tightens.

    `order` ranks words, those of equal rank together. `end` is the word that breaks where it lies below what
    was. `for_all`: an empty list means everything, so that its first item takes away and its last one gives.
    """

    loosening: tuple[Way, ...] = ()
    breaking: tuple[Way, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    end: str = ""
    for_all: bool = False

    def effect(self, way: Way) -> Effect:
        """What it means that the field changed in this way."""
        if way in self.breaking:
            return "breaking"
        if way in self.loosening:
            return "loosened"
        return "tightened" if _OPPOSITE.get(way) in (*self.loosening, *self.breaking) else "neutral"

    def rank(self, word: str) -> int | None:
        """The place of a word in the order, None where it has none."""
        return next((place for place, words in enumerate(self.order) if word in words), None)


def loosens(*ways: Way, order: str = "", end: str = "") -> Means:
    """The mark of a field that promises less when it changes in one of these ways.

    >>> loosens("less", order="planned = retired < deprecated < live", end="retired").rank("live")
    2
    """
    ranks = tuple(tuple(rank.split(" = ")) for rank in order.split(" < ")) if order else ()
    return Means(loosening=ways, order=ranks, end=end)


def breaks(*ways: Way, for_all: bool = False) -> Means:
    """The mark of a field that leaves somebody with nothing when it changes in one of these ways."""
    return Means(breaking=ways, for_all=for_all)


@cache
def effects(model: type[BaseModel]) -> Mapping[str, Means]:
    """The marks of a model's fields, by their attributes."""
    found = ((name, _mark(info.annotation, tuple(info.metadata))) for name, info in model.model_fields.items())
    return {name: mark for name, mark in found if mark is not None}


def _mark(annotation: Any, marks: tuple[Any, ...] = ()) -> Means | None:
    """A mark on a field, or inside its type where that is an option: not one that is on the items of a list."""
    own = next((mark for mark in marks if isinstance(mark, Means)), None)
    if own is not None:
        return own
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _mark(arguments[0], arguments[1:])
    inside = map(_mark, arguments) if origin in (Union, UnionType) else ()
    return next((mark for mark in inside if mark is not None), None)
