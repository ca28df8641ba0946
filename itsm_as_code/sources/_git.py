"""Runs git so that nothing but the named repository decides what it reads, and no program is started by it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.sources import _select

# The repository's own configuration is read by git, so whatever in it names a program is overruled here.
# No command is used that would run filters, textconv or external diffs in the first place.
_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.warnAmbiguousRefs=true"),
    *("-c", "core.alternateRefsCommand="),
    *("-c", "core.quotePath=false"),
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
        "if you trust it: git config --global --add safe.directory {root}",
    ),
    (
        "unsafe repository",
        "the repository at {root} belongs to another user, so git refuses to read it",
        "if you trust it: git config --global --add safe.directory {root}",
    ),
    ("promisor remote", "a part of this revision is not in this partial clone of {root}", "fetch it with git first"),
    ("not allowed", "a part of this revision is not in this partial clone of {root}", "fetch it with git first"),
    ("lazy fetching disabled", "a part of this revision is not in this partial clone of {root}", "fetch it first"),
    ("cannot change to", "no folder {root}", "name an existing folder with --root"),
    ("unknown repository extension", "{root} needs a newer git than is installed", "install a newer git"),
    ("unsupported", "{root} needs a newer git than is installed", "install a newer git"),
)


class Answer(NamedTuple):
    """What git wrote, and how it ended."""

    code: int
    out: bytes
    err: str


def ask(root: Path, *arguments: str) -> Answer:
    """Run one git command in the folder; its failure is the caller's to judge, unless git couldn't work at all."""
    answer = _run(root, arguments, ())
    if answer.code and "dubious ownership" in answer.err and _trusted():
        answer = _run(root, arguments, _trusted())
    return answer


def tell(root: Path, *arguments: str) -> bytes:
    """What git answers; a failure is raised in plain words."""
    answer = ask(root, *arguments)
    if answer.code:
        raise refusal(root, answer.err)
    return answer.out


def refusal(root: Path, err: str) -> WorldRefused:
    """What git said on stderr, in plain words and with a next step."""
    shown = _select.shown(os.fsencode(root.absolute()))
    for sign, message, hint in _REFUSALS:
        if sign in err:
            return WorldRefused(message.format(root=shown), hint.format(root=shown))
    lines = [line for line in err.splitlines() if line.strip()] or ["git ended without a word"]
    last = next((line for line in lines if line.startswith("fatal:")), lines[-1])
    return WorldRefused(f"git could not read {shown}: {_select.shown(os.fsencode(last.removeprefix('fatal: ')))}")


@contextmanager
def conversation(root: Path, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes], IO[bytes]]]:
    """A git process to write to and read from, and the file with its complaints; ended on leaving."""
    ask_trust = _trusted() if "dubious ownership" in _run(root, ("rev-parse", "--git-dir"), ()).err else ()
    with tempfile.TemporaryFile() as err:
        process = _start(root, arguments, ask_trust, err)
        assert process.stdin is not None  # noqa: S101 - both are pipes, as _start asked
        assert process.stdout is not None  # noqa: S101 - as above
        try:
            yield process.stdin, process.stdout, err
        finally:
            process.kill()
            process.stdout.close()
            _close(process.stdin)
            process.wait()


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        pass  # what was still unwritten has no reader left


def _run(root: Path, arguments: Sequence[str], trusted: Sequence[str]) -> Answer:
    process = _start(root, arguments, trusted, subprocess.PIPE)
    out, err = process.communicate()
    return Answer(process.returncode, out, err.decode("utf-8", "replace"))


def _start(
    root: Path, arguments: Sequence[str], trusted: Sequence[str], err: int | IO[bytes]
) -> subprocess.Popen[bytes]:
    folder = os.path.abspath(root)  # noqa: PTH100 - links stay as the person named them; absolute is never an option
    command = ["git", "-C", folder, *_OPTIONS, *trusted, *arguments]
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, env=environment(), stdin=pipe, stdout=pipe, stderr=err)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise WorldRefused("git is not installed, or not on the PATH", "install git to read revisions") from None
    except OSError as error:
        raise WorldRefused(f"git could not be started: {(error.strerror or 'unknown reason').lower()}") from None
    except ValueError:
        raise WrongUse("a path or a name holds a NUL character") from None


def environment() -> dict[str, str]:
    """The environment without every variable that git listens to, and with ours."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return {**kept, **_SETTINGS}


@cache
def _trusted() -> tuple[str, ...]:
    """The folders of other users that this user told git to trust, as options.

    The user's configuration is not read otherwise, but this answer belongs to the user, and a build
    in a container depends on it.
    """
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    options: list[str] = []
    for scope in ("--system", "--global"):
        command = ["git", "config", scope, "--null", "--get-all", "safe.directory"]
        answer = subprocess.run(command, env=kept, capture_output=True, check=False)  # noqa: S603, S607 - constant words
        for folder in answer.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            options += ["-c", f"safe.directory={folder}"]
    return tuple(options)
