"""From a place to a landscape: the first steps of every command, and the only place that knows their order."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic

import click

from itsm_as_code.changes import diff
from itsm_as_code.graph import Landscape, Words, assume, connect, select
from itsm_as_code.model import Finding, Ref, Report, TextFile
from itsm_as_code.reading import Configuration, Entity, read, read_configuration
from itsm_as_code.sources import revision, working_tree
from itsm_as_code.validators import check

PATIENCE = 0.5
"""Seconds after which a person wants to see that something is going on."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A repository that was read: its landscape, its settings, and what is wrong with the settings."""

    landscape: Landscape
    configuration: Configuration
    findings: tuple[Finding, ...]
    settings: TextFile | None = None
    base: Landscape | None = None

    @property
    def words(self) -> Words:
        """What this repository adds to the language of selectors: names, and states against the base."""
        if self.base is None:
            return Words(self.configuration.selectors)
        there = [one for one in diff(self.base, self.landscape) if one.ref in self.landscape.entities]
        new = frozenset(one.ref for one in there if one.action == "create")
        states = {"modified": frozenset(one.ref for one in there), "new": new}
        return Words(self.configuration.selectors, states)

    def select(self, text: str, exclude: str = "") -> tuple[Ref, ...]:
        """The entities that a selector picks."""
        return select(self.landscape, text, exclude, self.words)

    def assuming(self, assumptions: Iterable[str]) -> Opened:
        """The same repository, if something were different."""
        return replace(self, landscape=assume(self.landscape, assumptions))

    def checked(self, today: date) -> Report:
        """What the rules say on a day, by the repository's own settings."""
        return check(self.landscape, today, self.configuration, self.settings)

    def entities(self, refs: Iterable[Ref]) -> list[Entity]:
        """The entities of these names."""
        found = (self.landscape.find(ref) for ref in refs)
        return [entity for entity in found if entity is not None]


def cores() -> int:
    """How many processes may work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def root_of(context: click.Context, paths: Sequence[str] = ()) -> Path:
    """`--root`; else the folder upwards that holds itsm.yaml; else the only path, where that is a repository."""
    given = context.find_root().params.get("root")
    if given is not None:
        return Path(given)
    found = working_tree.find_root(Path.cwd())
    if not (found / "itsm.yaml").exists() and len(paths) == 1 and (Path(paths[0]) / "itsm.yaml").is_file():
        return Path(paths[0])
    return found


def opened(
    context: click.Context, rev: str | None = None, paths: Sequence[str] = (), base: str | None = None
) -> Opened:
    """Reads the working tree or a revision and hangs it together; `base` is another revision to compare it with.

    Where there is an itsm.yaml the whole repository is read, so that references are found; `paths` then
    only limit what is told. Without one, only the paths are read.
    """
    root = root_of(context, paths)
    if base is not None:
        before = opened_revision(root, revision.resolve(root, base)).landscape
        return replace(opened(context, rev, paths), base=before)
    if rev is not None:
        return opened_revision(root, revision.resolve(root, rev))
    settings = _config(context, root)
    configuration, findings = read_configuration(settings)
    only = () if (root / "itsm.yaml").exists() else paths
    files = working_tree.files(root, only, configuration.ignore)
    return Opened(connect(read(_with_progress(files), cores())), configuration, findings, settings)


def opened_revision(root: Path, commit: revision.Commit) -> Opened:
    """Reads a revision, with the settings it had then."""
    settings = revision.config_file(root, commit)
    configuration, findings = read_configuration(settings)
    files = revision.files(root, commit, configuration.ignore)
    return Opened(connect(read(_with_progress(files), cores())), configuration, findings, settings)


def _config(context: click.Context, root: Path) -> TextFile | None:
    given = context.find_root().params.get("config")
    if given is None:
        return working_tree.config_file(root)
    return TextFile(str(given), Path(given).read_bytes())


def _with_progress(files: Iterator[TextFile]) -> Iterator[TextFile]:
    """Counts files on stderr, on a terminal, once it takes longer than a moment."""
    context = click.get_current_context(silent=True)
    if (context is not None and context.params.get("quiet")) or not sys.stderr.isatty() or os.environ.get("CI"):
        yield from files
        return
    start, shown = monotonic(), 0.0
    for number, file in enumerate(files, 1):
        yield file
        now = monotonic()
        if now - start > PATIENCE and now - shown > 0.1:
            click.echo(f"\r{number:,} files read", err=True, nl=False)
            shown = now
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)
