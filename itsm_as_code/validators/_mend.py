"""Mends what can be mended without asking: edits, another look, and again until nothing is left to edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from itsm_as_code.graph import connect
from itsm_as_code.model import Finding, TextFile
from itsm_as_code.reading import mended, read, read_configuration
from itsm_as_code.validators._check import check

PASSES = 20
"""Looks at most; one mend seldom uncovers another more than twice."""

Files = Mapping[str, TextFile]


@dataclass(frozen=True, slots=True)
class Mended:
    """The files that change, as they were and as they are meant to be, and the findings that are gone by it."""

    files: tuple[tuple[TextFile, TextFile], ...]
    findings: tuple[Finding, ...]


def mend(
    files: Iterable[TextFile], settings: TextFile | None, today: date | None, wanted: Callable[[Finding], bool]
) -> Mended:
    """The files after all sure mends of the wanted findings.

    A mend counts if its finding is gone afterwards; one that doesn't help is taken back and not tried again.
    """
    before = {file.path: file for file in (*files, *([settings] if settings else []))}
    now: Files = before
    name = settings.path if settings else ""
    done: list[Finding] = []
    vain: set[Finding] = set()
    found = [one for one in _findings(now, name, today) if wanted(one)]
    for _ in range(PASSES):
        changed, taken = _changed(now, [one for one in found if one.edits and one not in vain])
        if not taken:
            break
        after = [one for one in _findings({**now, **changed}, name, today) if wanted(one)]
        failed = {one for one in taken if _same(one) in {_same(left) for left in after}}
        vain |= failed
        if failed:
            continue
        now, found, done = {**now, **changed}, after, [*done, *taken]
    pairs = tuple((before[path], now[path]) for path in sorted(before) if now[path].data != before[path].data)
    return Mended(pairs, tuple(done))


def _changed(now: Files, fixable: Iterable[Finding]) -> tuple[Files, list[Finding]]:
    """The files that one round of edits changes, and the findings it is for."""
    by_path: dict[str, list[Finding]] = {}
    for one in fixable:
        paths = {edit.location.path for edit in one.edits}
        if len(paths) == 1 and paths <= set(now):
            by_path.setdefault(paths.pop(), []).append(one)
    results = {path: mended(now[path], findings) for path, findings in sorted(by_path.items())}
    changed = {path: file for path, (file, _) in results.items() if file.data != now[path].data}
    return changed, [one for path in changed for one in results[path][1]]


def _findings(files: Files, settings: str, today: date | None) -> tuple[Finding, ...]:
    """All that is wrong in files, one of which holds the settings."""
    file = files.get(settings)
    configuration, wrong = read_configuration(file)
    landscape = connect(read(one for path, one in files.items() if path != settings))
    return (*wrong, *check(landscape, today, configuration, file).findings)


def _same(finding: Finding) -> tuple[object, ...]:
    """What stays of a finding while its neighbours on the line are mended."""
    return finding.rule, finding.location.path, finding.location.line, finding.message
