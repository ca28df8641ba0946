"""The service catalogue as a website."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, quiet, rev, today
from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import WorldRefused
from itsm_as_code.sources.writing import Written, write
from itsm_as_code.website import pages

_language = click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="The language of the pages."
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
    context: click.Context, out: Path, force: bool, language: str, rev: str | None, today: date | None, quiet: bool
) -> None:
    """Writes the pages; what didn't change isn't written again, what nobody generated isn't touched."""
    written = _build(context, out, force, language, rev, today)
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
def serve(context: click.Context, port: int, language: str, rev: str | None, today: date | None) -> None:
    """Serves the pages on this machine until Ctrl-C, from a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="itsm-site-") as folder:
        _build(context, Path(folder), False, language, rev, today)
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=folder))
        except OSError as error:
            raise WorldRefused(f"port {port} can't be used: {error.strerror}", "choose another --port") from error
        with server:
            answer(f"http://127.0.0.1:{server.server_port}/   (Ctrl-C ends it)")
            server.serve_forever()


def _build(
    context: click.Context, out: Path, force: bool, language: str, rev: str | None, today: date | None
) -> Written:
    repository = opened(context, rev)
    report = repository.checked(today or date.today())
    files = pages(repository.landscape, report, repository.configuration.title, language)
    return write(out, files, clean=True, force=force)


command.add_command(build)
command.add_command(serve)
