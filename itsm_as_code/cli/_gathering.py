"""Where a repository is, its settings and its files: what is there before anything of it is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import click

from itsm_as_code.model import Finding, TextFile
from itsm_as_code.reading import Configuration, read_configuration
from itsm_as_code.sources import revision, working_tree

PATIENCE = 0.5
"""Seconds after which a person wants to see that something is going on."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a repository, its settings, what is wrong with these, and where it really lies."""

    files: tuple[TextFile, ...]
    configuration: Configuration
    findings: tuple[Finding, ...]
    settings: TextFile | None
    root: str


def root_of(context: click.Context, paths: Sequence[str] = ()) -> Path:
    """`--root`; else the folder upwards that holds itsm.yaml; else the only path, where that is a repository."""
    given = context.find_root().params.get("root")
    if given is not None:
        return Path(given)
    found = working_tree.find_root(Path.cwd())
    if not (found / "itsm.yaml").exists() and len(paths) == 1 and (Path(paths[0]) / "itsm.yaml").is_file():
        return Path(paths[0])
    return found


def gathered(context: click.Context, rev: str | None = None, paths: Sequence[str] = ()) -> Gathered:
    """The working tree or a revision; paths count where there is no itsm.yaml."""
    root = root_of(context, paths)
    if rev is not None:
        return gathered_revision(root, revision.resolve(root, rev))
    settings = config(context, root)
    configuration, findings = read_configuration(settings)
    only = () if (root / "itsm.yaml").exists() else paths
    files = working_tree.files(root, only, configuration.ignore)
    return Gathered(tuple(_with_progress(files)), configuration, findings, settings, os.path.realpath(root))


def gathered_revision(root: Path, commit: revision.Commit, known: Iterable[TextFile] = ()) -> Gathered:
    """A revision, with the settings it had then; what is in one of the `known` files isn't read again."""
    settings = revision.config_file(root, commit)
    configuration, findings = read_configuration(settings)
    files = revision.files(root, commit, configuration.ignore, known)
    return Gathered(tuple(_with_progress(files)), configuration, findings, settings, os.path.realpath(root))


def config(context: click.Context, root: Path) -> TextFile | None:
    """The settings: those that were named, else those at the root."""
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
