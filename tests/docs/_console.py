"""Reads the console blocks of a page and runs their commands, in the order a reader would."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from itsm_as_code.cli import itsm, main

TODAY = "2026-11-22"
"""Agreements end; pages must be true on any day."""
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"#.*\bexit (\d)")
_GIT = ("init", "add", "commit", "switch", "branch", "tag")
"""What a page may ask of git without a network."""


@dataclass(frozen=True)
class Step:
    """One thing a page tells its reader to do: a command with the exit code it promises, or an edit."""

    line: int
    words: tuple[str, ...] = ()
    code: int = 0
    patch: str = ""


def steps(page: str) -> Iterator[Step]:
    """The commands after `$` that can be run here, and the edits in `diff` blocks.

    Left out: other programs than itsm, git and cd, and what a comment says runs "until Ctrl-C".
    """
    for block in _BLOCK.finditer(page):
        first = page.count("\n", 0, block.start()) + 2
        if block[1] == "diff":
            yield Step(first, patch=block[2])
            continue
        for number, line in enumerate(block[2].splitlines(), first):
            if line.startswith("$ ") and "until Ctrl-C" not in line:
                found = _EXIT.search(line)
                for command in line[2:].split(" && "):
                    words = tuple(shlex.split(command, comments=True))
                    if words[0] in ("itsm", "cd") or (words[0] == "git" and words[1] in _GIT):
                        yield Step(number, words, int(found[1]) if found else 0)


def run(step: Step, monkeypatch: pytest.MonkeyPatch) -> int:
    """Does one step in the working directory, and gives its exit code."""
    if step.patch:
        done = subprocess.run(["git", "apply", "--recount", "-"], input=step.patch, text=True, check=False)
        return done.returncode
    if step.words[0] == "cd":
        monkeypatch.chdir(Path.cwd() / step.words[1])
        return 0
    if step.words[0] == "git":
        return subprocess.run(step.words, capture_output=True, check=False).returncode
    monkeypatch.setattr(sys, "argv", [*step.words, *_today(step.words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def _today(words: tuple[str, ...]) -> list[str]:
    """`--today`, for a command that takes it."""
    command: click.Command | None = itsm
    context = click.Context(itsm)
    for word in words[1:]:
        if isinstance(command, click.Group) and word in command.list_commands(context):
            command = command.get_command(context, word)
    takes = command is not None and any(parameter.name == "today" for parameter in command.params)
    return ["--today", TODAY] if takes and "--today" not in words else []
