"""Runs git so that nothing but the named repository decides what it reads, and no program is started by it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from itsm_as_code.errors import WorldRefused
from itsm_as_code.sources import _select

# The repository's own configuration is read by git, so whatever in it names a program is overruled here.
# No command is used that would run filters, textconv or external diffs in the first place.
_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
)

_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # stronger than protocol.allow, which the repository's configuration can override
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

# What git says (in English, for LC_ALL is C), what we say, and the next step.
_REFUSALS = (
    ("not a git repository", "{root} is not in a git repository", "name a folder of a repository with --root"),
    (
        "dubious ownership",
        "the repository at {root} belongs to another user, so git refuses to read it",
        "if you trust it: git config --global --add safe.directory {top}",
    ),
    ("promisor remote", "a part of this revision is not in this partial clone of {root}", "fetch it with git first"),
    ("not allowed", "a part of this revision is not in this partial clone of {root}", "fetch it with git first"),
    ("lazy fetching disabled", "a part of this revision is not in this partial clone of {root}", "fetch it first"),
    ("bad revision 'HEAD'", "{root} has no commit yet", "commit something first"),
    ("cannot change to", "no folder {root}", "name an existing folder with --root"),
    ("unknown repository extension", "{root} needs a newer git than is installed", "install a newer git"),
    ("unsupported", "{root} needs a newer git than is installed", "install a newer git"),
)


_PATIENCE = 120
"""Seconds for one answer: configuration that includes a pipe would keep git waiting for ever."""


class Answer(NamedTuple):
    """What git wrote, and how it ended."""

    code: int
    out: bytes
    err: str


def ask(root: Path, *arguments: str, told: bytes = b"", settings: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Run one git command in the folder, with what it is told on stdin; a failure is the caller's to judge."""
    folder = _folder(root)
    return _run(folder, (*_trusted(folder), *arguments), (*_quarantine(folder), *settings), told)


def tell(root: Path, *arguments: str, told: bytes = b"") -> bytes:
    """What git answers; a failure is raised in plain words."""
    answer = ask(root, *arguments, told=told)
    if answer.code:
        raise refusal(root, answer.err)
    return answer.out


def as_configured(root: Path, *arguments: str, told: bytes = b"") -> Answer:
    """The same with this user's own configuration, for questions about how git will act here.

    Only for commands that start no program that a repository's configuration could name.
    """
    folder = _folder(root)
    settings = {**dict(_quarantine(folder)), **_user_settings()}
    process = _started(["git", "-C", os.fsencode(folder), *map(_encoded, arguments)], settings, subprocess.PIPE)
    return _ended(process, told)


def _user_settings() -> dict[str, str]:
    """Where a user's configuration lies, if not where it always does."""
    names = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
    told = {name: os.environ[name] for name in names if name in os.environ}
    return {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", **told}


def refusal(root: Path, err: str) -> WorldRefused:
    """What git said on stderr, in plain words and with a next step."""
    shown = _select.shown_name(_folder(root))
    for sign, message, hint in _REFUSALS:
        if sign in err:
            return WorldRefused(message.format(root=shown), hint.format(top=_top(err)))
    lines = [line for line in err.splitlines() if line.strip()] or ["it ended without a word"]
    last = next((line for line in lines if line.startswith("fatal:")), lines[-1])
    words = _select.shown(last.removeprefix("fatal: ").encode("utf-8", "replace"))
    return WorldRefused(f"git could not read {shown}: {words}", "git fsck tells what is wrong with a repository")


def _top(err: str) -> str:
    """The repository that git named, quoted for a shell."""
    named = re.search(r"repository at '(.*)'", err)
    return shlex.quote(_select.shown_name(named[1])) if named else "the repository's folder"


@contextmanager
def conversation(root: Path, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes], IO[bytes]]]:
    """A git process to write to and read from, and the file with its complaints; ended on leaving."""
    folder = _folder(root)
    with tempfile.TemporaryFile() as complaints:
        process = _start(folder, (*_trusted(folder), *arguments), _quarantine(folder), complaints)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdin, process.stdout, complaints
        finally:
            process.kill()
            process.stdout.close()
            with suppress(OSError):  # what was still unwritten has no reader left
                process.stdin.close()
            process.wait()


def _folder(root: Path) -> str:
    """Absolute, so that git can't take it for an option; links stay as the person named them."""
    return os.path.abspath(root)  # noqa: PTH100 - resolve() would follow the links


def _run(
    folder: str, arguments: tuple[str, ...], settings: tuple[tuple[str, str], ...] = (), told: bytes = b""
) -> Answer:
    return _ended(_start(folder, arguments, settings, subprocess.PIPE), told)


def _ended(process: subprocess.Popen[bytes], told: bytes) -> Answer:
    try:
        out, err = process.communicate(told, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise WorldRefused("git gave no answer for two minutes", "see whether git log works here") from None
    return Answer(process.returncode, out, err.decode("utf-8", "replace"))


def _start(
    folder: str, arguments: tuple[str, ...], settings: tuple[tuple[str, str], ...], err: int | IO[bytes]
) -> subprocess.Popen[bytes]:
    command = ["git", "-C", os.fsencode(folder), *map(_encoded, (*_OPTIONS, *arguments))]
    return _started(command, {**_SETTINGS, **dict(settings)}, err)


def _started(command: list[str | bytes], settings: dict[str, str], err: int | IO[bytes]) -> subprocess.Popen[bytes]:
    environment = {**_clean_environment(), **settings}
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=err)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise WorldRefused("git is not installed, or not on the PATH", "install git to read revisions") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise WorldRefused(f"git could not be started: {reason}", "see whether git --version works") from None


def _encoded(argument: str) -> str | bytes:
    """Git's names are UTF-8, whatever the locale of this process is."""
    return argument if os.name == "nt" else argument.encode("utf-8", "surrogateescape")


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}


@cache
def _trusted(folder: str) -> tuple[str, ...]:
    """For another user's repository, the folders that this user told git to trust, as options.

    The user's configuration is not read otherwise, but this answer belongs to the user, and a build in
    a container depends on it.
    """
    if "dubious ownership" not in _run(folder, ("rev-parse", "--git-dir")).err:
        return ()
    options: list[str] = []
    for scope in ("--system", "--global"):
        command = ["git", "config", scope, "--null", "--get-all", "safe.directory"]
        answer = subprocess.run(  # noqa: S603 - constant words
            command, env=_clean_environment(), capture_output=True, check=False, timeout=_PATIENCE
        )
        for trusted in answer.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            options += ["-c", f"safe.directory={trusted}"]
    return tuple(options)


def object_folders(root: Path) -> tuple[str, ...]:
    """Where the repository's objects lie, absolute; in a hook, what was pushed and waits too."""
    waiting = tuple(value for _, value in _quarantine(_folder(root)))
    if waiting:
        return waiting
    out = tell(root, "rev-parse", "--path-format=absolute", "--git-path", "objects")
    return (out.decode("utf-8", "surrogateescape").rstrip("\n"),)


@cache
def _quarantine(folder: str) -> tuple[tuple[str, str], ...]:
    """In a pre-receive hook, where the pushed objects wait to be accepted.

    The one variable of git's that is obeyed, and only if it names a folder inside this very repository.
    """
    named = os.environ.get("GIT_QUARANTINE_PATH")
    if not named:
        return ()
    answer = _run(folder, (*_trusted(folder), "rev-parse", "--git-path", "objects"))
    objects = os.path.realpath(os.path.join(folder, os.fsdecode(answer.out).rstrip("\n")))  # noqa: PTH118 - text
    waiting = os.path.realpath(named)
    if answer.code or os.path.dirname(waiting) != objects:  # noqa: PTH120 - text
        return ()
    return (("GIT_OBJECT_DIRECTORY", waiting), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects))
