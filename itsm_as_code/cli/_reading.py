"""From a place to a landscape: the first steps of every command, and the only place that knows their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from itsm_as_code.cli._gathering import Gathered, gathered, gathered_revision, root_of
from itsm_as_code.cli._remembered import cores, remembering
from itsm_as_code.graph import Landscape, Words, assume, connect, select
from itsm_as_code.model import Finding, Ref, Report, TextFile
from itsm_as_code.reading import Configuration, Entity, Known, clean, read
from itsm_as_code.sources import revision
from itsm_as_code.validators import check


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
        from itsm_as_code.changes import diff  # noqa: PLC0415 - only a comparison needs it

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
        return check(self.landscape, today, self.configuration, self.settings, cores())

    def entities(self, refs: Iterable[Ref]) -> list[Entity]:
        """The entities of these names."""
        found = (self.landscape.find(ref) for ref in refs)
        return [entity for entity in found if entity is not None]


def opened(
    context: click.Context, rev: str | None = None, paths: Sequence[str] = (), base: str | None = None
) -> Opened:
    """Reads the working tree or a revision and hangs it together; `base` is another revision to compare it with.

    Where there is an itsm.yaml the whole repository is read, so that references are found; `paths` then
    only limit what is told. Without one, only the paths are read.
    """
    root = root_of(context, paths)
    if base is not None:
        commit, now = revision.resolve(root, base), opened(context, rev, paths)
        return replace(now, base=opened_revision(root, commit, now).landscape)
    return connected(gathered(context, rev, paths))


def opened_revision(root: Path, commit: revision.Commit, beside: Opened | None = None) -> Opened:
    """Reads a revision, with the settings it had then; of files that are the same `beside` it, nothing is read."""
    catalog = beside.landscape.catalog if beside else None
    files = gathered_revision(root, commit, catalog.files if catalog else ())
    return connected(files, clean(catalog) if catalog else None)


def connected(gathered: Gathered, known: Known | None = None) -> Opened:
    """Reads what was gathered and hangs it together, with what is known of its files, or remembered."""
    files = gathered.files
    landscape = connect(remembering(gathered.root, files) if known is None else read(files, cores(), known))
    return Opened(landscape, gathered.configuration, gathered.findings, gathered.settings)
