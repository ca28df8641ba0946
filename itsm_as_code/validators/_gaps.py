"""What rules that ask for more share: a few gaps are told one by one, many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itsm_as_code.model import FieldPath
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import some
from itsm_as_code.validators._rule import Complaint

FEW = 10
"""More than so many gaps of one sort are a decision to take, not a list to go through."""


def gaps(lacking: Iterable[Entity], path: FieldPath, words: tuple[str, str], hint: str) -> Iterator[Complaint]:
    """Entities that lack something; `words` are what follows the name of one, and the names of several.

    An entity with waivers stays by itself, so that its waiver speaks for nobody else.
    """
    entities = list(lacking)
    alone = entities if len(entities) <= FEW else [one for one in entities if one.says("metadata.waivers")]
    at_key = len(path) == 1  # what is missing has no value to point at
    for entity in alone:
        yield Complaint(entity, path, f"{entity.ref} {words[0]}", hint, at_key=at_key)
    together = [one for one in entities if not one.says("metadata.waivers")] if len(entities) > FEW else []
    if together:
        names = some(one.ref for one in together)
        yield Complaint(together[0], path, f"{names} {words[1]}", hint, at_key=at_key)
