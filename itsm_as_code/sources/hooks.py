"""Git's hooks: small scripts that call this program, put where git looks for them, and taken away again."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.sources import _git

NAMES = ("pre-commit", "commit-msg", "pre-receive")
State = Literal["installed", "broken", "other", "none"]

_MARK = "# Written by itsm hook install; itsm hook uninstall takes it away."
_BACKUP = ".before-itsm"
_SCRIPT = """#!/bin/sh
{mark}
python={python}
[ -x "$python" ] || {{ echo "itsm: there is no $python any more; run itsm hook install again" >&2; exit 1; }}
exec "$python" -P -m itsm_as_code hook run {name}{options} "$@"
"""


@dataclass(frozen=True, slots=True)
class Hook:
    """One hook: its name, its place, what stands there, and the one that was there before, if it was kept."""

    name: str
    path: Path
    state: State
    backup: Path | None = None


def is_bare(root: Path) -> bool:
    """Whether this is a repository without a working tree, as servers have it."""
    return _git.tell(root, "rev-parse", "--is-bare-repository").strip() == b"true"


def status(root: Path) -> tuple[Hook, ...]:
    """Every hook this program knows, whether it is there or not."""
    folder = _folder(root)
    return tuple(_hook(folder, name) for name in NAMES)


def install(root: Path, names: Sequence[str], python: str, options: Sequence[str] = (), force: bool = False) -> None:
    """Write these hooks, all or none.

    Raises:
        WrongUse: there is another hook already; with `force` it is kept beside as a backup.
    """
    folder = _folder(root)
    hooks = [_hook(folder, name) for name in names]
    taken = next((hook for hook in hooks if hook.state == "other"), None)
    if taken and not force:
        raise WrongUse(
            f"there is another {taken.name} already: {taken.path}",
            f"call itsm hook run {taken.name} from it; or --force, which keeps it as {taken.name}{_BACKUP}",
        )
    twice = next((hook for hook in hooks if hook.state == "other" and hook.backup), None)
    if twice:
        raise WrongUse(f"{twice.backup} is kept already, so {twice.path} has no place", "remove one of the two")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for hook in hooks:
            if hook.state == "other":
                hook.path.rename(hook.path.with_name(hook.name + _BACKUP))
            hook.path.write_text(_script(hook.name, python, options), encoding="utf-8", newline="\n")
            hook.path.chmod(0o755)
    except OSError as error:
        raise WorldRefused(f"{folder} can't be written: {error.strerror or error}", "see who owns it") from error


def uninstall(root: Path, names: Sequence[str]) -> tuple[Hook, ...]:
    """Take away those of these hooks that are ours, and put back what was there before; the ones that were taken."""
    folder = _folder(root)
    ours = tuple(hook for hook in (_hook(folder, name) for name in names) if hook.state in ("installed", "broken"))
    try:
        for hook in ours:
            hook.path.unlink()
            if hook.backup:
                hook.backup.rename(hook.path)
    except OSError as error:
        raise WorldRefused(f"{folder} can't be written: {error.strerror or error}", "see who owns it") from error
    return ours


def _folder(root: Path) -> Path:
    """Where git looks for hooks here: core.hooksPath, or the folder that all worktrees share."""
    answer = _git.as_configured(root, "rev-parse", "--git-path", "hooks")
    if answer.code:
        raise _git.refusal(root, answer.err)
    return root.absolute() / os.fsdecode(answer.out.rstrip(b"\n"))


def _hook(folder: Path, name: str) -> Hook:
    path, backup = folder / name, folder / (name + _BACKUP)
    kept = backup if os.path.lexists(backup) else None
    if not os.path.lexists(path):
        return Hook(name, path, "none", kept)
    try:
        text = "" if path.is_symlink() else path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    if _MARK not in text:
        return Hook(name, path, "other", kept)
    python = next((line[7:] for line in text.splitlines() if line.startswith("python=")), "")
    works = os.access(path, os.X_OK) and os.access(_unquoted(python), os.X_OK)
    return Hook(name, path, "installed" if works else "broken", kept)


def _unquoted(python: str) -> str:
    """The program that a hook names; "" where somebody's edit left a quote open."""
    try:
        return "".join(shlex.split(python))
    except ValueError:
        return ""


def _script(name: str, python: str, options: Sequence[str]) -> str:
    words = "".join(f" {shlex.quote(option)}" for option in options)
    return _SCRIPT.format(mark=_MARK, python=shlex.quote(python), name=name, options=words)
