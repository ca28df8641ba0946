"""Writes generated files into a folder, and never over what a person wrote there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath, PureWindowsPath

from itsm_as_code.errors import WorldRefused
from itsm_as_code.model import TextFile
from itsm_as_code.sources._select import shown_name

MANIFEST = ".itsm-generated.json"
_LISTED = 5

Digests = Mapping[str, frozenset[str]]
"""Path → the digests that the file may have and still be ours."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, were already right, and were removed because nothing makes them any more."""

    written: int
    unchanged: int
    removed: int


def write(out: Path, files: Iterable[TextFile], *, clean: bool = False, force: bool = False) -> Written:
    """Write the files below `out`: all of them, or none where one of them would harm what is there.

    A file that exists and that an earlier run didn't leave like this was written or edited by a person;
    it is only replaced with `force`. With `clean`, what earlier runs left and this one doesn't make is
    removed, unless it was edited.
    """
    contents = {file.path: file.data for file in files}
    try:
        return _write(out, contents, clean, force)
    except OSError as error:
        raise _refusal(out, error) from None


def _write(out: Path, contents: dict[str, bytes], clean: bool, force: bool) -> Written:
    _check_paths(out, contents)
    before = _read_manifest(out)
    new = {path: frozenset([_digest(data)]) for path, data in contents.items()}
    changed = _changed(out, new, before, force)
    gone = [path for path in sorted(before) if path not in new and _digest_on_disk(out / path) in before[path]]
    after = {**({} if clean else {path: before[path] for path in gone}), **new}
    removed = gone if clean else []
    if changed or removed:
        # Until all is done a file is ours in its old and in its new form: an interruption must not estrange it.
        _write_manifest(out, _either(before, after))
    _replace(out, {path: contents[path] for path in changed})
    _remove(out, removed)
    if changed or after != before:
        _write_manifest(out, after)
    return Written(len(changed), len(contents) - len(changed), len(removed))


def _changed(out: Path, new: Digests, known: Digests, force: bool) -> list[str]:
    """The paths to be written, once it is sure that none of them is a person's."""
    now = {path: _digest_on_disk(out / path) for path in sorted(new)}
    changed = [path for path in now if now[path] not in new[path]]
    if not force:
        _refuse_edited(out, [path for path in changed if now[path] and now[path] not in known.get(path, ())])
    return changed


def _either(before: Digests, after: Digests) -> Digests:
    nothing: frozenset[str] = frozenset()
    return {path: before.get(path, nothing) | after.get(path, nothing) for path in {*before, *after}}


def _check_paths(out: Path, paths: Iterable[str]) -> None:
    real = Path(os.path.realpath(out))
    seen: set[Path] = set()
    for path in paths:
        if path == MANIFEST or not _is_plain(path):
            raise WorldRefused(
                f"{shown_name(path)!r} is no path to write to", "a path is relative and stays in its folder"
            )
        folder = (out / path).parent
        if folder in seen:
            continue
        seen.add(folder)
        if not Path(os.path.realpath(folder)).is_relative_to(real):
            raise WorldRefused(
                f"{shown_name(path)!r} leads out of {out} through a link", "remove the link, or choose another --out"
            )


def _is_plain(path: str) -> bool:
    """Whether the path stays below its folder on every system."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:  # this system has no such names
        return False
    parts = path.split("/")
    return (
        not any(part in ("", ".", "..") for part in parts)
        and not any(character in path for character in "\0\\")
        and not PureWindowsPath(path).drive
        and not PurePosixPath(path).is_absolute()
    )


def _refuse_edited(out: Path, edited: list[str]) -> None:
    if not edited:
        return
    more = f" and {len(edited) - _LISTED} more" if len(edited) > _LISTED else ""
    names = ", ".join(map(shown_name, edited[:_LISTED]))
    raise WorldRefused(
        f"{out} holds files that were not generated, or were edited since: {names}{more}",
        "nothing was written; choose another --out, or move them away",
    )


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _digest_on_disk(path: Path) -> str:
    """The digest of what is there: `""` for nothing, a word that is no digest for what is not a plain file."""
    if path.is_symlink() or path.is_dir():
        return "not a file"
    try:
        return _digest(path.read_bytes()) if path.is_file() else "not a file" if path.exists() else ""
    except NotADirectoryError:
        return ""


def _read_manifest(out: Path) -> Digests:
    path = out / MANIFEST
    if not os.path.lexists(path):
        return {}
    hint = f"remove {path} if its files may be treated as somebody's own"
    if path.is_symlink() or not path.is_file():
        raise WorldRefused(f"{path} is no plain file", hint)
    try:
        files = json.loads(path.read_bytes())["files"]
        known = {str(name): frozenset(map(str, digests)) for name, digests in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise WorldRefused(f"{path} is not a list of generated files", hint) from None
    _check_paths(out, known)
    return known


def _write_manifest(out: Path, digests: Digests) -> None:
    files = {path: sorted(digests[path]) for path in sorted(digests)}
    write_file(out / MANIFEST, (json.dumps({"version": 1, "files": files}, indent=1) + "\n").encode("ascii"))


def _replace(out: Path, contents: Mapping[str, bytes]) -> None:
    """Writes everything beside the old first, then puts it in place: until then, readers see all of the old."""
    staged: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            place = out / path
            staged[place] = _beside(place, data)
        for place, new in list(staged.items()):
            new.replace(place)
            del staged[place]
    finally:
        for new in staged.values():
            new.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """The data in a file beside the one that it is for; nothing where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".itsm-{os.getpid()}-{_digest(path.name.encode())[:8]}.tmp")
    try:
        with new.open("xb") as stream:
            stream.write(data)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return new


def write_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """All of the file or nothing of it: readers see the old or the new one. `mode`: the rights it gets."""
    new = _beside(path, data)
    try:
        if mode is not None:
            new.chmod(mode)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _remove(out: Path, paths: list[str]) -> None:
    for path in paths:
        (out / path).unlink()
        for folder in (out / path).parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()


def _refusal(out: Path, error: OSError) -> WorldRefused:
    place = shown_name(os.fsdecode(error.filename)) if error.filename else str(out)
    reason = (error.strerror or "unknown reason").lower()
    return WorldRefused(f"could not write to {place}: {reason}", "choose another --out, or make room and allow writing")
