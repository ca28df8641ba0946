"""Completion in the shell: the names of entities while one is being written."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import ItsmError


def refs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The entities whose name begins like this, with their titles; bare names where no reference does.

    bash ends a word at a colon, so that behind `service:` only the name is there to be completed.
    """
    del parameter
    try:
        landscape = opened(context).landscape
    except ItsmError:
        return []
    start = incomplete.lower()
    whole = [(str(ref), ref) for ref in landscape.entities if str(ref).startswith(start)]
    found = whole or [(ref.name, ref) for ref in landscape.entities if ref.name.startswith(start)]
    return [CompletionItem(name, help=landscape.title(ref)) for name, ref in sorted(found)]
