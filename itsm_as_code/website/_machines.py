"""What programs read: an index of the site as JSON, a feed of changes, a sitemap, and the way from old names to new."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from html import escape

from itsm_as_code.model import Ref, TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Site, anchor, said, target
from itsm_as_code.website._text import one_line, visible

INDEX = "index.json"
FEED = "changes.atom"
SITEMAP = "sitemap.xml"
MOST_NEWS = 100
"""The most entries of the feed."""
_MOST_ADDRESSES = 50_000
"""The most of one sitemap (sitemaps.org)."""


def for_machines(sites: Sequence[Site]) -> Iterator[TextFile]:
    """The files beside the pages; addresses in feed and sitemap are whole where itsm.yaml says where the site lies."""
    first = sites[0]
    yield TextFile(INDEX, _json(sites))
    yield TextFile(FEED, feed(first))
    if first.publication.settings.url:
        yield TextFile(SITEMAP, sitemap(sites))
    for site in sites:
        yield from redirects(site)


def _json(sites: Sequence[Site]) -> bytes:
    """Every entity with its titles and its pages, by the schema answers/site.json."""
    first = sites[0]
    entities = [_entry(sites, ref) for ref in first.landscape.entities]
    answer = {"version": 1, "languages": [one.language for one in sites], "entities": entities}
    return (json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _entry(sites: Sequence[Site], ref: Ref) -> dict[str, object]:
    first = sites[0]
    owner = target(first, ref, "owner")
    titles = {one.language: one_line(visible(anchor(one, ref).said.text)) for one in sites}
    pages = {one.language: one.prefix + anchor(one, ref).href for one in sites}
    return {"ref": str(ref), "kind": ref.kind, "owner": str(owner) if owner else None, "title": titles, "page": pages}


def feed(site: Site) -> bytes:
    """Who changed what, newest first, as Atom (RFC 4287)."""
    base = site.publication.settings.url or ""
    day = site.publication.today
    updated = max((one.date for one in site.publication.history), default=None)
    moment = updated or (datetime.combine(day, time()) if day else datetime(1970, 1, 1))
    identity = base or "urn:itsm:site"
    head = (
        f"<title>{_xml(said(site.publication.title, site.language).text)}</title><id>{_xml(identity)}</id>"
        f'<updated>{_moment(moment)}</updated><link rel="self" href="{_xml(_whole(base, FEED))}"/>'
    )
    entries = "".join(_news(site, base, number) for number in range(min(MOST_NEWS, len(site.publication.history))))
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>\n'
    return text.encode("utf-8", "replace")


def _news(site: Site, base: str, number: int) -> str:
    step = site.publication.history[number]
    touched = ", ".join(f"{one.action} {one.ref}" for one in step.touched[:20])
    page = next((anchor(site, one.ref).href for one in step.touched if anchor(site, one.ref).href), _addresses.HISTORY)
    return (
        f"<entry><title>{_xml(step.subject)}</title><id>urn:git:{_xml(step.commit)}</id>"
        f"<updated>{_moment(step.date)}</updated><author><name>{_xml(step.author)}</name></author>"
        f'<link href="{_xml(_whole(base, page))}"/><summary>{_xml(touched)}</summary></entry>'
    )


def sitemap(sites: Sequence[Site]) -> bytes:
    """Every page, as sitemaps.org wants it."""
    base = sites[0].publication.settings.url or ""
    fixed = (_addresses.HOME, _addresses.PROMISES, _addresses.CHANGES, _addresses.FINDINGS)
    pages = [one.prefix + page for one in sites for page in fixed]
    pages += [one.prefix + anchor(one, ref).href for one in sites for ref in one.paged]
    urls = "".join(f"<url><loc>{_xml(_whole(base, page))}</loc></url>" for page in pages[:_MOST_ADDRESSES])
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}{urls}</urlset>\n".encode()


def redirects(site: Site) -> Iterator[TextFile]:
    """A page under each name that something had before, unless something else has it now."""
    taken = {_addresses.page_of(ref) for ref in site.landscape.entities}
    for ref in site.paged:
        for name in site.landscape.entities[ref].model.metadata.formerly:
            page = _addresses.page_of(ref._replace(name=name))
            if page not in taken:
                taken.add(page)
                yield render("moved.html", page, site, anchor=anchor(site, ref), formerly=name)


def _whole(base: str, page: str) -> str:
    return f"{base.rstrip('/')}/{page}" if base else page


def _moment(moment: datetime) -> str:
    return moment.isoformat() if moment.tzinfo else f"{moment.isoformat()}Z"


def _xml(text: str) -> str:
    return escape(visible(one_line(text, 400)))
