"""The service catalogue as a website."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, quiet, rev, today
from itsm_as_code.cli._progress import progress
from itsm_as_code.cli._reading import opened
from itsm_as_code.cli._remembered import cores
from itsm_as_code.cli._serving import HOST, News, server
from itsm_as_code.cli._walking import entries
from itsm_as_code.errors import ItsmError, WorldRefused, WrongUse
from itsm_as_code.model import TextFile
from itsm_as_code.reading import Configuration
from itsm_as_code.sources import changes, revision, working_tree
from itsm_as_code.sources.writing import Written, write
from itsm_as_code.website import Publication, Step, Touched, pages

EVERY = 0.5
"""Seconds between two looks at the files while serving."""
MOST_STEPS = 200
"""The most commits whose changes are told."""
_language = click.option(
    "--language",
    "languages",
    type=click.Choice(["en", "zh"]),
    multiple=True,
    help="A language of the pages, the first one at the top; as itsm.yaml says, if not given.",
)


@click.group("site", **settings(epilog=examples("itsm site build", "itsm site serve --port 8080")))
def command() -> None:
    """The service catalogue as a website: plain files that open from a disk or from any web server."""


@click.command("build", **settings(epilog=examples("itsm site build", "itsm site build --out public --language zh")))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="Where the pages are written.",
)
@click.option("--force", is_flag=True, help="Overwrite files in --out even where somebody edited them.")
@_language
@rev
@today
@quiet
@click.pass_context
def build(
    context: click.Context,
    out: Path,
    force: bool,
    languages: tuple[str, ...],
    rev: str | None,
    today: date | None,
    quiet: bool,
) -> None:
    """Writes the pages; what didn't change isn't written again, what nobody generated isn't touched."""
    written = _build(context, out, force, languages, rev, today, quiet)
    counts = f"{written.written} pages written, {written.unchanged} unchanged, {written.removed} removed"
    if not quiet:
        answer(f"{counts}: {out / 'index.html'}")


@click.command("serve", **settings(epilog=examples("itsm site serve", "itsm site serve --port 8080")))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on this machine."
)
@_language
@rev
@today
@click.pass_context
def serve(context: click.Context, port: int, languages: tuple[str, ...], rev: str | None, today: date | None) -> None:
    """Serves the pages on this machine until Ctrl-C, and builds them anew when a file changes; open pages follow."""
    root = root_of(context)
    with tempfile.TemporaryDirectory(prefix="itsm-site-") as folder:
        _build(context, Path(folder), False, languages, rev, today)
        news = News()
        with server(Path(folder), port, news) as listening:
            answer(f"http://{HOST}:{listening.server_port}/   (Ctrl-C ends it)")
            threading.Thread(target=listening.serve_forever, daemon=True).start()
            known = changes.seen(root)
            while True:
                time.sleep(EVERY)
                if rev is None and (now := changes.seen(root)) != known:
                    known = now
                    _again(context, Path(folder), languages, today)
                    news.tell()


def _again(context: click.Context, out: Path, languages: tuple[str, ...], today: date | None) -> None:
    """Builds once more; what can't be built now may be a moment later."""
    try:
        written = _build(context, out, False, languages, None, today)
        answer(f"{written.written} pages written, {written.removed} removed")
    except ItsmError as error:
        click.echo(f"itsm: {error}", err=True)


def _build(
    context: click.Context,
    out: Path,
    force: bool,
    languages: tuple[str, ...],
    rev: str | None,
    today: date | None,
    quiet: bool = False,
) -> Written:
    repository = opened(context, rev)
    day = today or date.today()
    root = root_of(context)
    publication = _publication(root, rev, repository.configuration, languages, day)
    publication = replace(publication, history=tuple(_history(root)) if rev is None else ())
    with progress("Drawing pages", quiet) as told:
        files = pages(repository.landscape, repository.checked(day), publication, cores(), told)
        return write(out, files, clean=True, force=force)


def _history(root: Path) -> Iterator[Step]:
    """The newest steps that changed entities; nothing where git has none to tell."""
    try:
        for one in entries(root, MOST_STEPS):
            touched = tuple(
                Touched(change.ref, change.action, tuple(field.path for field in change.fields))
                for change in one.changes
            )
            author = one.author.partition(" <")[0]  # a page for everybody has no addresses of people
            yield Step(one.commit, author, one.date, one.subject, touched)
    except (WorldRefused, WrongUse):
        return


def _publication(
    root: Path, rev: str | None, configuration: Configuration, languages: tuple[str, ...], today: date
) -> Publication:
    """What the settings say of the site, and the logo they name."""
    settings = configuration.site.model_copy(update={"languages": languages} if languages else {})
    logo = _file(root, rev, settings.logo) if settings.logo else None
    return Publication(configuration.title, settings, logo, today, selectors=configuration.selectors)


def _file(root: Path, rev: str | None, name: str) -> TextFile:
    """A file that the settings name.

    Raises:
        WrongUse: it isn't there, or can't be read.
    """
    if rev is None:
        found = working_tree.named_file(root, name)
    else:
        commit = revision.resolve(root, rev)
        found = next(revision.files_of(root, commit, (name,)), TextFile(name, b"", "there is no such file"))
    if found.problem:
        raise WrongUse(f"the logo {name}: {found.problem}", "site: {logo: …} of itsm.yaml names a file below the root")
    return found


command.add_command(build)
command.add_command(serve)
