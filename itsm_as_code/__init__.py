"""IT service management as code: services, agreements and configuration items as YAML in git.

What programs may use stands in `__all__`, explained in docs/reference/python.md; everything else may change. Names are
imported when they are asked for, so that `itsm --help` doesn't pay for them.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from itsm_as_code.changes import plan_of
    from itsm_as_code.errors import ItsmError, WorldRefused, WrongUse
    from itsm_as_code.graph import Landscape, Level, Scenario, assume, connect, explain, levels, select
    from itsm_as_code.graph.impact import Impact, impact
    from itsm_as_code.graph.quietest import quietest
    from itsm_as_code.model import Ref, TextFile
    from itsm_as_code.reading import read
    from itsm_as_code.validators import check

__version__ = "0.1.0"

__all__ = [
    "Impact",
    "ItsmError",
    "Landscape",
    "Level",
    "Ref",
    "Scenario",
    "TextFile",
    "WorldRefused",
    "WrongUse",
    "assume",
    "check",
    "connect",
    "explain",
    "impact",
    "levels",
    "load",
    "plan_of",
    "quietest",
    "read",
    "select",
]

_ROOMS = ("errors", "model", "reading", "graph", "validators", "changes")


def load(folder: str | Path = ".", rev: str | None = None) -> Landscape:
    """The landscape of a repository: its files as they lie in a folder, or as they were in a git revision.

    Wrong files are no error: what can't be read is missing, and `check` says why.

    Raises:
        WrongUse, WorldRefused: there is no such folder or revision.
    """
    from itsm_as_code.graph import connect  # noqa: PLC0415 - not before somebody loads something
    from itsm_as_code.reading import read, read_configuration  # noqa: PLC0415 - as above
    from itsm_as_code.sources import revision, working_tree  # noqa: PLC0415 - as above

    root = Path(folder)
    if rev is not None:
        commit = revision.resolve(root, rev)
        settings, _ = read_configuration(revision.config_file(root, commit))
        return connect(read(revision.files(root, commit, settings.ignore)))
    settings, _ = read_configuration(working_tree.config_file(root))
    return connect(read(working_tree.files(root, (), settings.ignore)))


def __getattr__(name: str) -> Any:
    if name in __all__:
        rooms = (import_module(f"{__name__}.{room}") for room in _ROOMS)
        return next(getattr(room, name) for room in rooms if hasattr(room, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
