"""What the rules say of a repository: asked of everything, or after a change asked again where it is their business."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from itsm_as_code.cli._answers import Tree, keep, told_of
from itsm_as_code.cli._gathering import Gathered
from itsm_as_code.cli._reading import connected
from itsm_as_code.cli._remembered import cores, remembering
from itsm_as_code.errors import WorldRefused
from itsm_as_code.graph import Landscape, connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import Known, clean, read, touched
from itsm_as_code.reading.kept import Checked, from_bytes
from itsm_as_code.sources import cache, fingerprint, seen, working_tree
from itsm_as_code.validators import Change, Told, again, report_of, tell

MOST = 200
"""Changed files beyond which everything is asked."""


MOVED = WorldRefused("files change while they are read", "try again when they have settled")


_remembered: list[Known] = []
"""What was read before, where one process is asked again and again."""


def remember() -> None:
    """From now on what was read is remembered."""
    _remembered[:] = [{}]


def _known() -> Known | None:
    return (_remembered[0] or None) if _remembered else None


def _keep_in_mind(landscape: Landscape) -> None:
    if _remembered:
        _remembered[:] = [clean(landscape.catalog)]


def anew(files: Gathered, today: date, known: Known | None = None) -> tuple[Told, Checked]:
    """What each rule tells, and the answer; without anything remembered where nothing is `known`, but not None."""
    opened = connected(files, _known() if known is None else known)
    _keep_in_mind(opened.landscape)
    told = tell(opened.landscape, today, opened.configuration, opened.settings, cores())
    return told, Checked(report_of(told, today), opened.findings, opened.configuration.baseline)


@dataclass(frozen=True, slots=True)
class Since:
    """A tree, as it was and as it is now; `fresh` are the files that were read since, by their paths on disk."""

    tree: Tree
    before: seen.Seen
    now: seen.Seen
    fresh: Mapping[str, TextFile]

    def changed(self) -> list[str]:
        """The paths of files that aren't what they were, that came or went."""
        digests = {path: self.now.digest(number) for number, path in enumerate(self.now.paths)}
        gone = [path for path in self.before.paths if path not in digests]
        was = {path: self.before.digest(number) for number, path in enumerate(self.before.paths)}
        return [*gone, *(path for path in self.fresh if digests[path] != was.get(path))]

    def old(self, path: str) -> TextFile | None:
        """A file as it was; None where it wasn't there."""
        if path not in self.before.paths:
            return None
        number = self.before.paths.index(path)
        data = seen.content(self.before, number)
        if data is None:
            raise MOVED
        problem = "" if self.before.sizes[number] >= 0 else "could not be read"
        return TextFile(working_tree.shown(path), data, problem)

    def others(self, *, only: Collection[str] | None = None) -> list[TextFile]:
        """The files that needn't have been read until now, or those of them that are called so."""
        wanted = [path for path in self.now.paths if path not in self.fresh]
        if only is not None:
            wanted = [path for path in wanted if working_tree.shown(path) in only]
        found = working_tree.named(self.tree.root, wanted)
        digests = {path: self.now.digest(number) for number, path in enumerate(self.now.paths)}
        if any(fingerprint.digest_of(file) != digests[path] for path, file in zip(wanted, found, strict=True)):
            raise MOVED
        return found


def after(tree: Tree, before: seen.Seen, now: seen.Seen, fresh: Mapping[str, TextFile], today: date) -> Checked | None:
    """The answer after some files changed, from what was told before; None where everything has to be asked."""
    data = cache.kept(told_of(tree.answer(before)))
    told = from_bytes(Told, data) if data else None
    if told is None:
        return None
    try:
        found = _again(Since(tree, before, now, fresh), told, today)
    except WorldRefused:  # MOVED: everything is looked at anew
        return None
    if found is None:
        return None
    checked = Checked(report_of(found, today), tree.findings, tree.configuration.baseline)
    keep(tree.answer(now), checked, found)
    return checked


def _again(since: Since, told: Told, today: date) -> Told | None:
    paths = since.changed()
    if len(paths) > MOST:
        return None
    old = [file for file in map(since.old, paths) if file]
    new = [since.fresh[path] for path in paths if path in since.fresh]

    def whole() -> Landscape:
        files = [*since.others(), *since.fresh.values()]
        known = _known()
        found = connect(remembering(since.tree.root, files) if known is None else read(files, cores(), known))
        _keep_in_mind(found)
        return found

    here = connect(read([*new, *since.others(only=told.types)]))
    names = frozenset(working_tree.shown(path) for path in paths)
    change = Change(names, touched(read(old), read(new)), here, whole, len(since.now.paths))
    return again(told, change, today, since.tree.configuration, since.tree.settings, cores())
