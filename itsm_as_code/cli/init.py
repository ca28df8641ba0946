"""A small repository to start from, complete and clean, with CI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, today
from itsm_as_code.errors import WorldRefused, WrongUse


@click.command("init", **settings(epilog=examples("itsm init my-cmdb", "itsm init")))
@click.argument(
    "folder", required=False, default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]"
)
@today
def command(folder: Path, today: date | None) -> None:
    """A small repository to start from, complete and clean, with CI; nothing that is there is overwritten."""
    starter = dict(_files(package_files("itsm_as_code.cli").joinpath("_starter"), ""))
    taken = sorted(path for path in starter if (folder / path).exists() or (folder / path).is_symlink())
    if taken:
        raise WrongUse(f"{folder} already has {', '.join(taken[:4])}", "choose an empty folder: itsm init my-cmdb")
    try:
        for path, content in sorted(starter.items()):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(_of_this_year(content, (today or date.today()).year))
    except OSError as error:
        raise WorldRefused(f"{folder} can't be written: {error.strerror or error}") from error
    enter = "" if folder == Path() else f"  cd {folder}\n"
    answer(
        f"{len(starter)} files in {folder}: one service with its agreement and what it stands on.\n\nNext:\n{enter}"
        "  git init && git add . && git commit -m 'Begin'\n  itsm validate\n  itsm impact ci:db-1\n  itsm site serve"
    )


def _of_this_year(content: bytes, year: int) -> bytes:
    """The starter's dates, which are of 2025 to 2027, moved so that its agreement has just begun."""
    return re.sub(rb"\b202[567]-", lambda found: b"%04d-" % (int(found[0][:4]) - 2026 + year), content)


def _files(place: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """The starter's files; `dot-` stands for the dot that packaging would drop."""
    for entry in sorted(place.iterdir(), key=lambda one: one.name):
        name = f".{entry.name.removeprefix('dot-')}" if entry.name.startswith("dot-") else entry.name
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{path}{name}/")
        elif entry.is_file():
            yield f"{path}{name}", entry.read_bytes()
