"""The settings of the website: how it looks, what it speaks, where it will lie, where requests go."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from itsm_as_code.schemas import Part
from itsm_as_code.schemas._base import Many
from itsm_as_code.schemas._reads import wrong

LEAST_CONTRAST = 4.5
"""Of text against its ground: WCAG 2.2, 1.4.3."""
ACCENT = "#0a5a9c"

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def luminance(colour: str) -> float:
    """How bright `#rrggbb` is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white (WCAG 2.2, contrast ratio)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """So much of another colour in a colour."""
    pairs = ((int(colour[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(own + (wanted - own) * share):02x}" for own, wanted in pairs)


def readable(colour: str, ground: str, towards: str) -> str:
    """The nearest mixture of a colour that can be read on a ground."""
    shades = (mixed(colour, towards, step / 20) for step in range(21))
    return next(shade for shade in shades if contrast(shade, ground) >= LEAST_CONTRAST)


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise wrong(f"{value!r} is no colour", f'write it as "{ACCENT}"')
    found = contrast(value, "#ffffff")
    if found < LEAST_CONTRAST:
        better = readable(value.lower(), "#ffffff", "#000000")
        raise wrong(f"{value} can't be read on white: its contrast is {found:.1f} to 1, not 4.5", f'write "{better}"')
    return value.lower()


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"'`\\]", value):
        raise wrong(f"{value!r} is no address of the web", "write https://…")
    return value


def _request_address(value: str) -> str:
    if re.fullmatch(r"mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", value):
        return value
    return _web_address(value)


class SiteSettings(Part):
    """How the website looks, what it speaks, and where things lead."""

    accent: Annotated[str, AfterValidator(_colour)] = ACCENT
    """The colour of links and marks, #rrggbb; it must be readable on white, and dark pages get a brighter one."""
    logo: str | None = None
    """A picture for the head of every page: a file below the root, SVG or PNG."""
    languages: Annotated[Many[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]], Field(min_length=1)] = ("en", "zh")
    """The languages of the pages; the first one lies at the top, each other one in its own folder."""
    url: Annotated[str, AfterValidator(_web_address)] | None = None
    """Where the site will lie; sitemap and feed need whole addresses."""
    requests: Annotated[str, AfterValidator(_request_address)] | None = None
    """Where a filled-in request form goes: https://… or mailto:…; to whom helps with the entry, if left out."""
    source: Annotated[str, AfterValidator(_web_address)] | None = None
    """Where a file can be looked at: https://git.example.com/cmdb/blob/main/{path}#L{line}."""
