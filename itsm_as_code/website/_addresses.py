"""Where each page lies: names become files that no system refuses, mixes up or takes for a way out of the folder."""

from __future__ import annotations

import re

from itsm_as_code.model import DEFAULT_NAMESPACE, Ref

HOME = "index.html"
FINDINGS = "findings.html"
PROMISES = "promises.html"
CHANGES = "changes.html"
MAP = "map.html"
HISTORY = "history.html"
CLAUSES = "clauses.html"
UNOWNED = "team/unowned.html"
NOT_FOUND = "404.html"
EXPLORER = "explorer.html"
EXPLORER_DATA = "data/explorer.js"
SEARCH_DATA = "data/search.js"
STYLE = "assets/style.css"

_KEPT = re.compile(r"[a-z0-9._-]+")


def stem(name: str, mark: str = "n") -> str:
    """A file name, without its ending, for a name that somebody chose.

    The mark in front keeps `con`, `nul`, `index` and `..` from ever being a file's name, and tells
    files from folders; whatever isn't a lower-case letter, a digit or `- . _` is written as its code,
    since some file systems know no case.
    """
    return f"{mark}-{plain(name)}"


def plain(name: str) -> str:
    """A name as part of a path: for kinds, which are the program's own words, without a mark in front."""
    if _KEPT.fullmatch(name):
        return name
    return "".join(char if _KEPT.fullmatch(char) else f"~{ord(char):x}~" for char in name)


def page_of(ref: Ref) -> str:
    """The page of an entity, from the root of the site; a team's page also tells what it owns."""
    if ref.kind == "team":
        place = "" if ref.namespace == DEFAULT_NAMESPACE else f"{stem(ref.namespace, 's')}/"
        return f"team/{place}{stem(ref.name)}.html"
    return f"entity/{plain(ref.kind)}/{stem(ref.namespace, 's')}/{stem(ref.name)}.html"


def id_of(ref: Ref) -> str:
    """The place of an entity on a page that several share."""
    return stem(ref.name if ref.namespace == DEFAULT_NAMESPACE else f"{ref.namespace}/{ref.name}")


def page_of_kind(kind: str) -> str:
    """The page that lists a kind."""
    return f"kind/{plain(kind)}.html"


def page_of_shard(kind: str, number: int) -> str:
    """The page of some hundred entities of a kind, where each having one would be too many."""
    return f"shard/{plain(kind)}/{number // 100}/{number}.html"


def way_up(page: str) -> str:
    """What leads from a page to the root of the site."""
    return "../" * page.count("/")
