"""YAML, as it was written."""

from __future__ import annotations

from collections.abc import Iterable

from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity, dump


def entities(chosen: Iterable[Entity], landscape: Landscape) -> str:  # noqa: ARG001 - every format of an answer is called alike
    """The answer of `itsm ls` and `itsm show`."""
    return dump(dict(entity.written()) for entity in chosen).rstrip("\n")
