"""An answer that was given before, where nothing changed that it depends on; else a new one, to be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import click

from itsm_as_code import registry
from itsm_as_code.cli._gathering import Gathered, config, gathered, root_of
from itsm_as_code.reading import read_configuration
from itsm_as_code.reading.kept import Checked, as_bytes, from_bytes
from itsm_as_code.sources import cache, fingerprint, working_tree

Work = Callable[[Gathered], Checked]


def kept_or_new(context: click.Context, rev: str | None, paths: Sequence[str], today: date, work: Work) -> Checked:
    """What `work` says of the repository on a day, or said before of the same files.

    Two looks, the cheap one first: at the files as the system knows them, which reads none; then at what
    is in them. Where other packages add rules or kinds nothing is kept: nobody knows what those depend on.
    """
    if registry.others_add_something():
        return work(gathered(context, rev, paths))
    about = fingerprint.digest(fingerprint.program(), today.isoformat())
    quick = _as_the_system_knows(context, rev, paths, about)
    whole = (cache.kept(quick) or b"").decode("ascii", "replace") if quick else ""
    found = _kept(whole)
    return found or _looked_into(gathered(context, rev, paths), about, quick, work)


def _looked_into(files: Gathered, about: str, quick: str | None, work: Work) -> Checked:
    settings = fingerprint.contents([files.settings] if files.settings else [])
    whole = fingerprint.digest(about, settings, fingerprint.contents(files.files))
    found = _kept(whole)
    if found is None:
        found = work(files)
        data = as_bytes(found)
        if data is None:
            return found
        cache.keep(whole, data)
    if quick:
        cache.keep(quick, whole.encode("ascii"))
    return found


def _kept(key: str) -> Checked | None:
    data = cache.kept(key) if len(key) == 64 and key.isalnum() else None
    return from_bytes(data) if data else None


def _as_the_system_knows(context: click.Context, rev: str | None, paths: Sequence[str], about: str) -> str | None:
    """A digest of the working tree that reads nothing but the settings; None where there is no such thing."""
    if rev is not None:
        return None
    root = root_of(context, paths)
    settings = config(context, root)
    configuration, _ = read_configuration(settings)
    only = () if (root / "itsm.yaml").exists() else paths
    real, names = working_tree.names(root, only, configuration.ignore)
    state = fingerprint.state(real, names) if names is not None else None
    if state is None:
        return None
    return fingerprint.digest(about, state, fingerprint.contents([settings] if settings else []))
