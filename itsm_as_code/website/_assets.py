"""What lies beside the pages: style, scripts, logo and icon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import PurePosixPath

from itsm_as_code.errors import WrongUse
from itsm_as_code.model import TextFile
from itsm_as_code.reading import readable
from itsm_as_code.website._publication import Publication

_DARK_PAPER = "#14171a"
_BEGINS = {".svg": b"<", ".png": b"\x89PNG\r\n\x1a\n"}
_ALIVE = re.compile(
    rb"<\s*(?:script|foreignobject|iframe|!doctype|!entity|\?xml-stylesheet)|\bon\w+\s*=|javascript\s*:|data\s*:",
    re.IGNORECASE,
)
_SCRIPTS = {"theme.js": "", "site.js": "defer"}
"""What every page loads, as far as it is there: the theme before anything is painted, all else afterwards."""


def assets(publication: Publication) -> Iterator[TextFile]:
    """The files that are the same for every language."""
    for name, data in sorted(shipped().items()):
        yield TextFile(f"assets/{name}", data + (_colours(publication) if name == "style.css" else b""))
    yield TextFile("assets/icon.svg", _icon(publication))
    if publication.logo is not None:
        yield TextFile(logo_of(publication), publication.logo.data)


@cache
def shipped() -> dict[str, bytes]:
    """The files of the package, by name; scripts are there once they were built."""
    folder = files("itsm_as_code.website") / "assets"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def scripts() -> tuple[tuple[str, str], ...]:
    """Where the scripts of every page lie, and when they run."""
    return tuple((f"assets/{name}", when) for name, when in _SCRIPTS.items() if name in shipped())


def _icon(publication: Publication) -> bytes:
    """A square of the accent with the first letter of the title."""
    title = publication.title.inside(publication.settings.languages[0])
    letter = escape(next((char for char in title if char.isalnum()), "·").upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{publication.settings.accent}"/>'
        '<text x="16" y="22.5" text-anchor="middle" font-family="system-ui, sans-serif" font-weight="600"'
        f' font-size="18" fill="#fff">{letter}</text></svg>\n'
    ).encode()


def logo_of(publication: Publication) -> str:
    """Where the logo lies in the site; nothing where there is none.

    Raises:
        WrongUse: it is no picture, or one that could do something.
    """
    if publication.logo is None:
        return ""
    path, data = publication.logo.path, publication.logo.data
    ending = PurePosixPath(path).suffix.lower()
    if not data.lstrip().startswith(_BEGINS.get(ending, b"no picture")):
        raise WrongUse(f"the logo {path} is no SVG or PNG", "name a picture in site: {logo: …} of itsm.yaml")
    if ending == ".svg" and _ALIVE.search(data):
        raise WrongUse(f"the logo {path} holds more than a picture", "keep shapes and text in it, nothing else")
    return f"assets/logo{ending}"


def _colours(publication: Publication) -> bytes:
    """The accent in both themes, behind the style that it changes."""
    accent = publication.settings.accent
    dark = readable(accent, _DARK_PAPER, "#ffffff")
    return f"\n@media screen {{ :root {{ --accent: light-dark({accent}, {dark}); }} }}\n".encode()
