"""What is measured: whole commands in a repository, what happens before each, and what people would use instead."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PYTHON = sys.executable
SCHEMA = Path("itsm_as_code/schemas/json/entity.json").resolve()
LARGEST_NAIVE = 10_000
"""Entities; what takes minutes beyond isn't waited for."""
LARGEST_SITE = 10_000
EDITED = 10
"""Files changed before a plan."""
_NEEDS = re.compile(r"^    - (ci:host-\d+)$", re.MULTILINE)
_YAMALE = "apiVersion: str()\nkind: str()\nmetadata: map()\nspec: map(required=False)\n"
_round = count()


def nothing() -> None:
    """Nothing happens before."""


class Command(NamedTuple):
    """One command of a job: its name in tables, what is run, what happens before each time."""

    name: str
    argv: list[str]
    before: Callable[[], None] = nothing
    may_find: bool = False


def start(_place: Path, _size: int, _per_file: int) -> Iterator[Command]:
    """How long nothing takes."""
    yield Command("import click", [PYTHON, "-c", "import click"])
    yield Command("itsm --help", [*_itsm(Path()), "--help"])


def cold(place: Path, size: int, per_file: int) -> Iterator[Command]:
    """Nothing is kept from earlier."""
    yield Command("bare", [PYTHON, str(HERE / "bare.py"), str(place)])
    yield Command("itsm validate", [*_itsm(place), "validate", "--quiet", "--no-cache"], may_find=True)
    if size <= LARGEST_NAIVE:
        yield Command("naive", [PYTHON, str(HERE / "naive.py"), str(place)])
    if size <= LARGEST_NAIVE and per_file == 1:  # neither knows several documents in a file
        files = [str(path) for path in _files(place)]
        tool = [str(Path(PYTHON).with_name("check-jsonschema")), "--no-cache", "--schemafile", str(SCHEMA)]
        yield Command("check-jsonschema", [*tool, "--base-uri", SCHEMA.as_uri(), *files])
        schema = place.parent / "yamale-schema.yaml"
        schema.write_text(_YAMALE, encoding="utf-8")
        yield Command(
            "yamale", [str(Path(PYTHON).with_name("yamale")), "-x", "-e", r"itsm\.yaml$", "-s", str(schema), str(place)]
        )


def warm(place: Path, _size: int, _per_file: int) -> Iterator[Command]:
    """Asked again: with nothing changed, with one file changed; beside what git takes to see that."""
    validate = [*_itsm(place), "validate", "--quiet"]
    yield Command("git status", ["git", "-C", str(place), "status", "--short"])
    yield Command("itsm validate, nothing changed", validate, may_find=True)
    yield Command("itsm validate, one file changed", validate, lambda: _edit(place, 1), may_find=True)


def impact(place: Path, _size: int, _per_file: int) -> Iterator[Command]:
    """Of one machine, and of the hub that most hangs on."""
    yield Command("itsm impact", [*_itsm(place), "impact", "ci:vm-7"])
    yield Command("itsm impact of a hub", [*_itsm(place), "impact", "ci:host-0"])


def plan(place: Path, _size: int, _per_file: int) -> Iterator[Command]:
    """Ten files changed, not committed."""
    argv = [*_itsm(place), "plan", "HEAD", "--quiet"]
    yield Command(f"itsm plan, {EDITED} files changed", argv, lambda: _edit(place, EDITED), may_find=True)


def site(place: Path, size: int, _per_file: int) -> Iterator[Command]:
    """All pages, and again after one file has changed."""
    if size <= LARGEST_SITE:
        out = place.parent / f"{place.name}-site"
        argv = [*_itsm(place), "site", "build", "--quiet", "--out", str(out)]
        again = lambda: _edit(place, 1)  # noqa: E731 - shorter than a function that says the same
        yield Command("itsm site build", argv, lambda: _gone(out))
        yield Command("itsm site build, one file changed", argv, again)


JOBS: dict[str, Callable[[Path, int, int], Iterator[Command]]] = {
    "start": start,
    "cold": cold,
    "warm": warm,
    "impact": impact,
    "plan": plan,
    "site": site,
}


def repository(place: Path, entities: int, per_file: int) -> None:
    """Generates a repository and commits it."""
    make = [PYTHON, str(HERE / "generate.py"), str(place)]
    subprocess.run([*make, "--entities", str(entities), "--per-file", str(per_file)], check=True)
    git = ["git", "-C", str(place), "-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "All of it"]):
        subprocess.run([*git, *words], check=True)


def _itsm(place: Path) -> list[str]:
    return [PYTHON, "-m", "itsm_as_code", "--root", str(place)]


def _files(place: Path) -> list[Path]:
    """The files with entities, in the order of their names."""
    return sorted((*place.glob("part-*.yaml"), *place.glob("*/*.yaml")))


def _edit(place: Path, files: int) -> None:
    """Makes what some machines need soft, in other words each time, so that no two runs see the same files."""
    changed = 0
    for path in _files(place):
        text = path.read_text(encoding="utf-8")
        found = re.sub(r" # round \d+$", "", text, flags=re.MULTILINE)
        if found != text or _NEEDS.search(text):
            soft = _NEEDS.sub(r"    - {ref: \1, mode: soft}", found, count=1)
            path.write_text(f"{soft.rstrip()} # round {next(_round)}\n", encoding="utf-8")
            changed += 1
        if changed == files:
            return


def _gone(folder: Path) -> None:
    subprocess.run(["rm", "-rf", str(folder)], check=True)
