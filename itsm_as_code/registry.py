"""Finds the members of a folder: a module is a member by being there, a leading underscore makes it machinery."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

from itsm_as_code.errors import WorldRefused, WrongUse

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
    foreign = {entry.name for entry in entry_points(group=f"{PACKAGE}.{folder}")}
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
    group = entry_points(group=f"{PACKAGE}.{folder}")
    entry = min((one for one in group if _kebab(one.name) == name), key=lambda one: (one.value, one.name))
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
    group = entry_points(group=f"{PACKAGE}.{folder}")
    owners = sorted({one.dist.name for one in group if one.dist and _kebab(one.name) == name})
    return f"mend or uninstall {' or '.join(owners)}" if owners else "this is a bug of itsm-as-code"


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def summary(folder: str, name: str) -> str:
    """The first line of a member's docstring, read from its source without importing it."""
    path = _module_name(folder, name)
    if path is None:
        return (member(folder, name).__doc__ or "").partition("\n")[0]
    source = importlib.util.find_spec(path)
    text = source.loader.get_source(path) if source and source.loader else ""  # type: ignore[attr-defined]  # every source loader has it
    return (ast.get_docstring(ast.parse(text or "")) or "").partition("\n")[0]


def _module_name(folder: str, name: str) -> str | None:
    """A member's module; a word that Python keeps for itself stands with a trailing underscore (`import_`)."""
    for spelling in (name.replace("-", "_"), name.replace("-", "_") + "_"):
        path = f"{PACKAGE}.{folder}.{spelling}"
        if importlib.util.find_spec(path) is not None:
            return path
    return None
