"""Reads and writes the baseline of `itsm validate`."""

from __future__ import annotations

from pathlib import Path

from itsm_as_code.cli._options import answer
from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.formats._json_text import json_text
from itsm_as_code.formats._style import counted
from itsm_as_code.model import Report, TextFile
from itsm_as_code.sources import revision, working_tree
from itsm_as_code.validators import against, baseline_data, read_baseline


def without_known(report: Report, given: Path | None, named: str | None, root: Path, rev: str | None) -> Report:
    """The report without what is known by the file that was given, or else by the one that the settings name."""
    if given is None and named is None:
        return report
    file = _read(given) if given is not None else _named(root, named or "", rev)
    if file is None:
        raise WrongUse(f"there is no baseline {given or named}", "itsm validate --write-baseline FILE writes one")
    return against(report, read_baseline(file))


def _named(root: Path, name: str, rev: str | None) -> TextFile | None:
    """The file from where everything else was read: the working tree, or a revision."""
    if rev is not None:
        return next(revision.files_of(root, revision.resolve(root, rev), (name,)), None)
    return working_tree.named_file(root, name) if (root / name).exists() else None


def _read(place: Path) -> TextFile | None:
    try:
        return TextFile(str(place), place.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WorldRefused(f"{place} can't be read: {error.strerror or error}", "choose another --baseline") from error


def write(report: Report, place: Path) -> None:
    """Writes what was found as a baseline, over an older one and over nothing else."""
    older = _read(place)
    if older is not None:
        read_baseline(older)
    data = baseline_data(report)
    answer(json_text(data), place)
    number = sum(one["count"] for one in data["findings"])
    answer(f"{counted(number, 'finding')} in {place}: from now on, only others fail with --baseline {place}")
