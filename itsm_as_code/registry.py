"""Finds the members of a folder: a module is a member by being there, a leading underscore makes it machinery."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from itsm_as_code.errors import WorldRefused, WrongUse

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

PACKAGE = "itsm_as_code"


@cache
def names(folder: str) -> tuple[str, ...]:
    """The members of `itsm_as_code/<folder>/` in kebab-case and those that entry points add, sorted.

    Third parties add a member through the entry-point group `itsm_as_code.<folder>`. Nothing is
    imported here, so that `itsm --help` stays quick.
    """
    spec = importlib.util.find_spec(f"{PACKAGE}.{folder}")
    places = spec.submodule_search_locations if spec else None
    own = {module.name for module in pkgutil.iter_modules(places) if module.name[0] != "_"}
    foreign = {entry.name for entry in _entry_points(folder)}
    return tuple(sorted({_kebab(name) for name in own | foreign}))


@cache
def member(folder: str, name: str) -> ModuleType:
    """The module of one member.

    Raises:
        WrongUse: there is no such member; the message lists those that are.
        WorldRefused: it belongs to another package and can't be loaded.
    """
    if name not in names(folder):
        raise WrongUse(f"no {name!r} among {folder}: {', '.join(names(folder))}")
    path = _module_name(folder, name)
    if path is None:
        return _foreign(folder, name)
    return importlib.import_module(path)


_BROKEN = (ImportError, AttributeError, SyntaxError, NameError, TypeError, ValueError, LookupError, OSError)
"""What importing somebody else's module may raise before anything of ours goes wrong."""


def _foreign(folder: str, name: str) -> ModuleType:
    """The module that another package adds; which package that is belongs into every message about it."""
    entry = min(
        (one for one in _entry_points(folder) if _kebab(one.name) == name), key=lambda one: (one.value, one.name)
    )
    try:
        module = entry.load()
    except _BROKEN as error:
        what = f"{name} among {folder} can't be loaded from {entry.value}"
        raise WorldRefused(f"{what}: {type(error).__name__}: {error}", origin(folder, name)) from error
    if not isinstance(module, ModuleType):
        raise WorldRefused(f"{name} among {folder} is no module: {entry.value}", origin(folder, name))
    return module


def origin(folder: str, name: str) -> str:
    """What to do about a member of another package that doesn't work."""
    owners = sorted({one.dist.name for one in _entry_points(folder) if one.dist and _kebab(one.name) == name})
    return f"mend or uninstall {' or '.join(owners)}" if owners else "this is a bug of itsm-as-code"


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def summary(folder: str, name: str) -> str:
    """The first line of a member's docstring, read from its source without importing it."""
    path = _module_name(folder, name)
    source = importlib.util.find_spec(path) if path else None
    text = source.loader.get_source(path) if source and source.loader else ""  # type: ignore[attr-defined]  # every source loader has it
    if text and text.startswith('"""'):  # as every module of this house does
        return str(text[3:].partition("\n")[0].partition('"""')[0])
    return (member(folder, name).__doc__ or "").partition("\n")[0]


def _module_name(folder: str, name: str) -> str | None:
    """A member's module; a word that Python keeps for itself stands with a trailing underscore (`import_`)."""
    for spelling in (name.replace("-", "_"), name.replace("-", "_") + "_"):
        path = f"{PACKAGE}.{folder}.{spelling}"
        if importlib.util.find_spec(path) is not None:
            return path
    return None


@cache
def _entry_points(folder: str) -> tuple[EntryPoint, ...]:
    """What other packages add to a folder; `importlib.metadata` is only asked where there is something to find."""
    if not others_add_something():
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - takes as long to import as click

    return tuple(entry_points(group=f"{PACKAGE}.{folder}"))


@cache
def others_add_something() -> bool:
    """Whether an installed package may have an entry point of ours: whether its list of them bears our name."""
    return any(_names_us(place) for place in sys.path)


def _names_us(place: str) -> bool:
    """Whether packages installed in a folder name us; what is no folder, such as a zip, may."""
    try:
        with os.scandir(place or ".") as entries:
            found = [one.path for one in entries if one.name.endswith((".dist-info", ".egg-info", ".egg"))]
    except NotADirectoryError:
        return os.path.isfile(place)  # noqa: PTH113 - pathlib costs more than the question
    except OSError:  # a path that doesn't exist is no place to look
        return False
    return any(f"[{PACKAGE}.".encode() in text for text in _lists(found))


def _lists(packages: list[str]) -> Iterator[bytes]:
    """The texts with the entry points of these packages; an egg keeps its own in a folder."""
    for package in packages:
        for name in ("entry_points.txt", "EGG-INFO/entry_points.txt"):
            try:
                with open(f"{package}/{name}", "rb") as file:  # noqa: PTH123 - pathlib costs more than the question
                    yield file.read()
            except OSError:
                continue
