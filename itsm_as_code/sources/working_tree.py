"""Reads the YAML files below a folder on disk, and never what lies outside it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.model import TextFile
from itsm_as_code.sources import _select
from itsm_as_code.sources._given import given_paths, is_inside

# A name that turns into a FIFO or a terminal between looking and opening must not hold us up.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

_KINDS = (
    (stat.S_ISFIFO, "a FIFO (named pipe)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `itsm.yaml`; else `start` itself."""
    here = Path(os.path.abspath(start))  # noqa: PTH100 - resolve() would follow the links a person named on purpose
    return next((folder for folder in (here, *here.parents) if (folder / _select.CONFIG_NAME).is_file()), here)


def disk_path(root: Path, path: str) -> Path:
    """Where the file that a TextFile calls `path` lies on disk."""
    return root / os.fsdecode(_select.raw(path))


def files(root: Path, paths: Sequence[str] = (), ignore: Sequence[str] = ()) -> Iterator[TextFile]:
    """Every YAML file below the root, or below the given paths in it, sorted by path.

    A given path is looked for from the current folder, then from the root. `ignore` holds patterns as
    in `.gitignore`. What can't be read comes as a TextFile with a problem.
    """
    real_root = _real_root(root)
    ignored = _select.ignorer(ignore)
    found: dict[str, str | TextFile] = {}
    for start in given_paths(real_root, paths) if paths else ("",):
        _find(real_root, start, ignored, found)
    return (_text_file(real_root, path, found[path]) for path in sorted(found))


def names(root: Path, paths: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[str, tuple[str, ...] | None]:
    """The real root, and the paths on disk of what `files` would read, in its order.

    None in their place where something there can't be read.
    """
    real_root = _real_root(root)
    ignored = _select.ignorer(ignore)
    found: Found = {}
    for start in given_paths(real_root, paths) if paths else ("",):
        _find(real_root, start, ignored, found)
    there = [path for _, path in sorted(found.items()) if isinstance(path, str)]
    return real_root, tuple(there) if len(there) == len(found) else None


def named(root: str, paths: Iterable[str]) -> list[TextFile]:
    """The files at these paths on disk, as `names` gives them."""
    return [_text_file(root, shown(path), path) for path in paths]


def inside(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """The paths somebody named, relative to the root; looked for from the current folder, then from the root.

    Raises:
        WrongUse: a path doesn't exist, or lies outside the root.
    """
    return tuple(_select.shown_name(path) for path in given_paths(_real_root(root), paths))


def config_file(root: Path) -> TextFile | None:
    """The configuration `itsm.yaml` at the root, if there is one."""
    real_root = _real_root(root)
    if not os.path.lexists(os.path.join(real_root, _select.CONFIG_NAME)):  # noqa: PTH118 - text, as everywhere here
        return None
    return _text_file(real_root, _select.CONFIG_NAME, _select.CONFIG_NAME)


def named_file(root: Path, name: str) -> TextFile:
    """A file that the settings name by its path from the root; what lies elsewhere is not read."""
    real_root = _real_root(root)
    shown = _select.shown_name(name)
    if not name.isprintable():
        return TextFile(shown, b"", "no file has such a name here")
    problem = _link_problem(real_root, os.path.realpath(f"{real_root}/{name}"))
    return TextFile(shown, b"", problem) if problem else _text_file(real_root, shown, name)


def folder_in_git(root: Path) -> str:
    """The root from the top of its git work tree, such as `cmdb/`; empty where it is the top, or there is none."""
    real = Path(_real_root(root))
    top = next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), real)
    return "" if top == real else f"{_select.shown_name(real.relative_to(top).as_posix())}/"


def _real_root(root: Path) -> str:
    real = os.path.realpath(root)
    shown = _select.shown_name(os.fspath(root))
    if not os.path.isdir(real):  # noqa: PTH112 - text, as everywhere here
        raise WrongUse(f"no folder {shown}", "name an existing folder with --root")
    inside = Path(real)
    if (inside / "HEAD").is_file() and (inside / "objects").is_dir() and (inside / "refs").is_dir():
        raise WorldRefused(f"{shown} is a bare git repository: it has no work tree", "name a revision with --rev")
    return real


Found = dict[str, "str | TextFile"]
"""Shown path → the path on disk relative to the root, or the TextFile that says what is wrong with it."""


def _find(root: str, start: str, ignored: Callable[[str], bool], found: Found) -> None:
    """Gather what is to be read at or below `start`; an explicit stack, because trees may be deep."""
    full = os.path.join(root, start) if start else root  # noqa: PTH118 - text: a Path per entry costs half the time
    if start and not stat.S_ISDIR(os.lstat(full).st_mode):
        _find_named(start, ignored, found)
        return
    folders = [start]
    while folders:
        folder = folders.pop()
        for name, is_folder, is_link in _entries(root, folder, found):
            path = f"{folder}/{name}" if folder else name
            if ignored(_portable(path) + "/" * is_folder):
                continue
            if is_folder:
                folders.append(path)
            else:
                _take(root, path, is_link, found)


def _entries(root: str, folder: str, found: Found) -> list[tuple[str, bool, bool]]:
    """The name of each entry that isn't passed over, whether it is a folder, and whether it is a link."""
    try:
        with os.scandir(f"{root}/{folder}" if folder else root) as entries:
            return [
                (entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink())
                for entry in entries
                if not _select.is_skipped(entry.name)
            ]
    except OSError as error:
        name = shown(folder) or "."
        found[name] = TextFile(name, b"", f"the folder cannot be read: {_reason(error)}")
        return []


def _take(root: str, path: str, is_link: bool, found: Found) -> None:
    name = path.rpartition("/")[2]
    if path == _select.CONFIG_NAME:
        return
    if _select.is_yaml(name):
        if not (is_link and _leads_to_folder_inside(root, path)):
            found[shown(path)] = path
    elif is_link and os.path.isdir(f"{root}/{path}") and not _leads_to_folder_inside(root, path):  # noqa: PTH112 - text
        found[shown(path)] = TextFile(shown(path), b"", _select.LEAVES_ROOT)


def _find_named(path: str, ignored: Callable[[str], bool], found: Found) -> None:
    """A file that the user named is read even where it is hidden; but not what isn't YAML."""
    name = shown(path)
    if path == _select.CONFIG_NAME or ignored(_portable(path)):
        return
    if _select.is_yaml(path):
        found[name] = path
    else:
        found[name] = TextFile(name, b"", "not a .yaml or .yml file; it was skipped", note=True)


def _leads_to_folder_inside(root: str, path: str) -> bool:
    full = f"{root}/{path}"
    return os.path.isdir(full) and is_inside(root, os.path.realpath(full))  # noqa: PTH112 - text, as everywhere here


def _text_file(root: str, shown: str, path: str | TextFile) -> TextFile:
    if isinstance(path, TextFile):
        return path
    full = f"{root}/{path}"
    try:
        mode = os.lstat(full).st_mode
        if stat.S_ISLNK(mode):
            full = os.path.realpath(full, strict=True)
            if problem := _link_problem(root, full):
                return TextFile(shown, b"", problem)
            mode = os.stat(full).st_mode  # noqa: PTH116 - text, as everywhere here
        if not stat.S_ISREG(mode):
            return _special(shown, mode)
        data = _read(full)
    except OSError as error:
        return TextFile(shown, b"", _read_problem(error))
    return TextFile(shown, b"", _select.TOO_LARGE) if data is None else TextFile(shown, data)


def _link_problem(root: str, real: str) -> str:
    if not is_inside(root, real):
        return _select.LEAVES_ROOT
    return _select.INTO_GIT if ".git" in Path(real).parts else ""


def _special(shown: str, mode: int) -> TextFile:
    kind = next((name for test, name in _KINDS if test(mode)), "no file")
    return TextFile(shown, b"", f"{kind}; it was skipped", note=True)


def _read(full: str) -> bytes | None:
    """The file's bytes, or None where there are too many."""
    descriptor = os.open(full, _OPEN_FLAGS)
    try:
        size = os.fstat(descriptor).st_size
        if size > _select.MAX_BYTES:
            return None
        parts = []
        while part := os.read(descriptor, size + 1):
            parts.append(part)
            size = max(size - len(part), 4096)
        return parts[0] if len(parts) == 1 else b"".join(parts)
    finally:
        os.close(descriptor)


def _read_problem(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _select.DANGLING
    if error.errno == errno.ELOOP:
        return _select.LINK_LOOP
    return f"cannot be read: {_reason(error)}"


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def all_shown(paths: Sequence[str]) -> Sequence[str]:
    """What these paths are called; mostly as they are."""
    together = "".join(paths)
    plain = together.isascii() and together.isprintable() and "\\" not in together
    return paths if plain else [shown(path) for path in paths]


def shown(path: str) -> str:
    """What a path on disk is called."""
    return path if path.isascii() and path.isprintable() and "\\" not in path else _select.shown_name(path)


def _portable(path: str) -> str:
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "surrogateescape")
