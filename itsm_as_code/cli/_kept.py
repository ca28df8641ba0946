"""An answer that was given before, where nothing changed that it depends on; else a new one, to be kept.

Kept are, each under a digest of all it depends on: the answer; what each rule told, so that only some need be
asked again; what the files looked like, and what was in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from itsm_as_code import registry
from itsm_as_code.cli._answers import Tree, answer_of, keep, kept
from itsm_as_code.cli._gathering import config, gathered, root_of
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read_configuration
from itsm_as_code.reading.kept import Checked
from itsm_as_code.sources import cache, fingerprint, seen, working_tree


def kept_or_new(context: click.Context, rev: str | None, paths: Sequence[str], today: date) -> Checked:
    """What the rules say of the repository on a day, or said before of the same files.

    Three looks, the cheap one first: at the files as the system knows them, which reads none; then at those
    that may have changed; then at what is in all of them. Where other packages add rules or kinds nothing is
    kept: nobody knows what those depend on.
    """
    if registry.others_add_something():
        return worked_out(context, rev, paths, today)
    program = fingerprint.digest(fingerprint.program(), today.isoformat())
    tree = _tree(context, paths, program) if rev is None else None
    data = cache.kept(tree.key) if tree else None
    before = seen.from_bytes(data) if data else None
    found = _after(tree, before, today) if tree and before else None
    return found or _looked_into(context, rev, paths, today, program, tree)


def worked_out(context: click.Context, rev: str | None, paths: Sequence[str], today: date) -> Checked:
    """What the rules say, with nothing kept."""
    from itsm_as_code.cli._checking import anew  # noqa: PLC0415 - what was kept doesn't need it, and takes a moment

    return anew(gathered(context, rev, paths), today, {})[1]


def _after(tree: Tree, before: seen.Seen, today: date) -> Checked | None:
    """What is said of a tree of which only some files may have changed since it was looked at."""
    unsure = seen.unsure(before, tree.paths, tree.states)
    if not unsure and tree.paths == before.paths:
        return kept(tree.answer(before))
    fresh = dict(zip(unsure, working_tree.named(tree.root, unsure), strict=True))
    now = seen.renewed(before, tree.paths, tree.states, fresh)
    if now is None:
        return None
    found = kept(tree.answer(now))
    if found is None:
        from itsm_as_code.cli._checking import after  # noqa: PLC0415 - as above

        found = after(tree, before, now, fresh, today)
    if found is not None and now != before:
        cache.keep(tree.key, seen.as_bytes(now))
        cache.touch(now.pack)
    return found


def _looked_into(
    context: click.Context, rev: str | None, paths: Sequence[str], today: date, program: str, tree: Tree | None
) -> Checked:
    files = gathered(context, rev, paths)
    about = _about(program, files.settings)
    digests = b"".join(map(fingerprint.digest_of, files.files))
    answer = answer_of(about, [file.path for file in files.files], digests)
    found = kept(answer)
    if found is None:
        from itsm_as_code.cli._checking import anew  # noqa: PLC0415 - as above

        told, found = anew(files, today)
        keep(answer, found, told)
    if tree and tree.about == about and list(working_tree.all_shown(tree.paths)) == [f.path for f in files.files]:
        now, pack = seen.seen(tree.paths, tree.states, files.files)
        cache.keep(tree.key, seen.as_bytes(now))
        cache.keep(now.pack, pack)
    return found


def _tree(context: click.Context, paths: Sequence[str], program: str) -> Tree | None:
    """The working tree, of which nothing is read but the settings; None where something there can't be read."""
    root = root_of(context, paths)
    settings = config(context, root)
    configuration, findings = read_configuration(settings)
    only = () if (root / "itsm.yaml").exists() else paths
    real, names = working_tree.names(root, only, configuration.ignore)
    if names is None:
        return None
    about = _about(program, settings)
    return Tree(real, names, seen.states(real, names), settings, configuration, findings, about)


def _about(program: str, settings: TextFile | None) -> str:
    return fingerprint.digest(program, fingerprint.contents([settings] if settings else []))
