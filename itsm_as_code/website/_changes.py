"""The page of changes: what is coming month by month, what was done, and the times in which work is welcome or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from itsm_as_code.model import TextFile
from itsm_as_code.website import _addresses, _spoken
from itsm_as_code.website._planned import Planned, coming
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Anchor, Site, anchor, kind_label, target

MOST = 500
"""The most lines of each part."""
SHOWN = 4
"""How many of what something is about are named."""


class Happening(NamedTuple):
    """Something planned, as pages show it."""

    anchor: Anchor
    kind: str
    kind_word: str
    when: str
    state: str
    scope: tuple[Anchor, ...]
    more: str


class Regular(NamedTuple):
    """Hours that come again."""

    anchor: Anchor
    hours: str


def changes_page(site: Site) -> TextFile:
    """What is coming, first; then what was, newest first."""
    ahead = coming(site.planned, site.publication.today)
    past = [one for one in reversed(site.planned) if one not in frozenset(ahead)]
    return render(
        "changes.html",
        _addresses.CHANGES,
        site,
        months=by_month(site, ahead[:MOST]),
        past=by_month(site, past[:MOST]),
        regular=regular(site),
        undated=[anchor(site, one.ref) for one in site.landscape.by_kind.get("change", ()) if _waits(one.model.spec)],
    )


def _waits(spec: object) -> bool:
    return not any(getattr(spec, one, None) for one in ("window", "verification", "cancelled"))


def by_month(site: Site, planned: Iterable[Planned]) -> list[tuple[str, list[Happening]]]:
    """Under the month in which each begins."""
    months = groupby(planned, key=lambda one: one.start.strftime("%Y-%m"))
    return [(month, [happening(site, one) for one in several]) for month, several in months]


def happening(site: Site, one: Planned) -> Happening:
    """A thing with a time in words."""
    scope = sorted(one.scope or ())
    more = len(scope) - SHOWN
    return Happening(
        anchor(site, one.ref),
        kind_label(site, one.ref.kind),
        one.ref.kind,
        stretch(one.start, one.end),
        site.words.say("cancelled") if one.state == "cancelled" else site.words.value(one.state),
        tuple(anchor(site, ref) for ref in scope[:SHOWN]),
        site.words.count("more", more) if more > 0 else site.words.say("everything") if one.scope is None else "",
    )


def stretch(start: datetime, end: datetime) -> str:
    """`2026-12-06 01:00–05:00 +08:00`."""
    zone = start.strftime("%z")
    offset = f"{zone[:3]}:{zone[3:]}"
    same = start.date() == end.date()
    until = end.strftime("%H:%M") if same else f" {end.strftime('%Y-%m-%d %H:%M')}"
    gap = "–" if same else " –"
    return f"{start.strftime('%Y-%m-%d %H:%M')}{gap}{until} {offset}"


def regular(site: Site) -> tuple[Regular, ...]:
    """Maintenance windows and freezes whose hours stand in a calendar."""
    found = []
    for kind in ("maintenancewindow", "freeze"):
        for one in site.landscape.by_kind.get(kind, ()):
            ref = target(site, one.ref, "calendar")
            calendar = site.landscape.find(ref) if ref else None
            if calendar is not None and calendar.ref.kind == "calendar":
                spec = calendar.model.spec
                found.append(
                    Regular(anchor(site, one.ref), f"{_spoken.week(spec.hours, site.words)} ({spec.timezone})")
                )
    return tuple(found)
