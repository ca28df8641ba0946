"""Turns the paths a person named into paths below the root, or says what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from itsm_as_code.errors import WrongUse
from itsm_as_code.sources._select import is_skipped, shown_name


def given_paths(root: str, paths: Sequence[str]) -> Iterator[str]:
    """The paths relative to the real root, `""` for the root itself."""
    for path in paths:
        yield _given_path(root, path)


def _given_path(root: str, path: str) -> str:
    if "\0" in path or not path:
        raise WrongUse(f"{shown_name(path)!r} is no path", "name a file or a folder inside the root")
    candidates = [_real(base, path) for base in (os.getcwd(), root)]  # noqa: PTH109 - text: a Path drops a leading ./
    existing = [candidate for candidate in candidates if os.path.lexists(candidate)]
    inside = next((candidate for candidate in existing if is_inside(root, candidate)), None)
    if inside is not None:
        return os.path.relpath(inside, root).replace(os.sep, "/") if inside != root else ""
    if existing or not is_inside(root, candidates[-1]):
        raise WrongUse(
            f"{shown_name(path)} is outside the root {shown_name(root)}", "name a path inside it, or another --root"
        )
    raise WrongUse(f"no file or folder {shown_name(path)}", _hint(candidates[-1]))


def _real(base: str, path: str) -> str:
    """The path with its folders' links followed, its last part as it is."""
    full = os.path.abspath(os.path.join(base, path))  # noqa: PTH100, PTH118 - text, and links are followed below
    if os.path.isdir(full):  # noqa: PTH112 - text
        return os.path.realpath(full)
    folder, name = os.path.split(full)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118 - text


def is_inside(root: str, full: str) -> bool:
    """Whether the full path is the root or lies below it; both without links."""
    return full == root or full.startswith(root.rstrip(os.sep) + os.sep)


def _hint(full: str) -> str:
    """The nearest names in the nearest folder that does exist."""
    folder, missing = os.path.split(full)
    while not os.path.isdir(folder):  # noqa: PTH112 - text
        folder, missing = os.path.split(folder)
    try:
        names = sorted(name for name in os.listdir(folder) if not is_skipped(name))  # noqa: PTH208 - text
    except OSError:
        names = []
    near = [shown_name(name) for name in get_close_matches(missing, names, n=3, cutoff=0.5)]
    return (
        f"did you mean {' or '.join(near)}?" if near else f"there is no {shown_name(missing)} in {shown_name(folder)}"
    )
