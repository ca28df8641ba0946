"""SARIF 2.1.0, the OASIS standard for results of analysis tools: for code scanning and for editors.

Rules come with their manual pages, findings with their other places and mends; what waivers took back is in it as
suppressed. Columns count characters (Unicode code points), and a column that ends is the one after the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import quote

from itsm_as_code import __version__
from itsm_as_code.formats._finding_data import shown
from itsm_as_code.formats._json_text import json_text
from itsm_as_code.formats._style import visible
from itsm_as_code.model import Edit, Finding, Location, Report, Severity, Waived
from itsm_as_code.reading import CODES
from itsm_as_code.validators import OF_BRANCHES, Rule, fingerprints, rules

Data = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:  # noqa: ARG001 - it always holds them
    """The answer of `itsm validate`: a log with one run."""
    excused = {one.finding: one for one in report.waived}
    told = [*shown(report, quiet), *excused]
    names = sorted({one.rule for one in told})
    results = [_result(one, mark, names, excused.get(one)) for one, mark in fingerprints(told)]
    driver = {"name": "itsm", "semanticVersion": __version__, "rules": _rules(names)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(names: Iterable[str]) -> list[Data]:
    """What is known of the rules, codes of reading and importers' names; of the last, only the name."""
    known = {rule.name: rule for rule in (*rules(), *rules(OF_BRANCHES))}
    return [_rule(known[name]) if name in known else _descriptor(name, CODES.get(name, name)) for name in names]


def _rule(rule: Rule) -> Data:
    level = {"defaultConfiguration": {"level": LEVELS[rule.severity]}}
    tags = ["itsm", f"ISO/IEC 20000-1:2018 {rule.clause}"]
    return {**_descriptor(rule.name, rule.page), **level, "properties": {"tags": tags}}


def _descriptor(name: str, page: str) -> Data:
    """A name and its manual page; a page is Markdown, and reads well as it is."""
    title, _, body = page.strip().partition("\n")
    first = body.strip().partition("\n\n")[0]
    return {
        "id": visible(name),
        "name": "".join(word.title() for word in visible(name).split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": " ".join(first.split()) or title},
        "help": {"text": page.strip(), "markdown": page.strip()},
    }


def _result(one: Finding, fingerprint: str, names: list[str], waived: Waived | None) -> Data:
    related = [
        {"id": number, "physicalLocation": _place(other.location), "message": _text(other.message)}
        for number, other in enumerate(one.related, 1)
    ]
    return {
        "ruleId": visible(one.rule),
        "ruleIndex": names.index(one.rule),
        "level": LEVELS[one.severity],
        "message": _text(_words(one)),
        "locations": [{"physicalLocation": _place(one.location), **_entity(one)}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"itsmFinding/v1": fingerprint},
        **({"fixes": [_fix(one)]} if one.edits else {}),
        **({"suppressions": [_suppression(waived)]} if waived else {}),
    }


def _entity(one: Finding) -> Data:
    return {"logicalLocations": [{"fullyQualifiedName": visible(str(one.ref))}]} if one.ref else {}


def _words(one: Finding) -> str:
    head = f"{one.message}: {one.label}" if one.label else one.message
    return ". ".join([head, *one.why, *([f"Mend: {one.hint}"] if one.hint else [])])


def _suppression(one: Waived) -> Data:
    words = visible(f"{one.reason} (until {one.until})")
    return {"kind": "inSource", "status": "accepted", "justification": words}


def _place(place: Location) -> Data:
    where = {"artifactLocation": _artifact(place.path)}
    if not place.line:
        return where
    line = {"startLine": place.line, "snippet": {"text": visible(place.excerpt)}}
    return {**where, "region": _region(place), "contextRegion": line}


def _region(place: Location) -> Data:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": max(place.line, place.end_line),
        "endColumn": max(1, place.end_column),
    }


def _artifact(path: str) -> Data:
    """A path as a relative reference of RFC 3986."""
    return {"uri": quote(path, errors="backslashreplace"), "uriBaseId": _ROOT}


def _fix(one: Finding) -> Data:
    def path_of(edit: Edit) -> str:
        return edit.location.path

    changes = [
        {
            "artifactLocation": _artifact(path),
            "replacements": [
                {"deletedRegion": _region(edit.location), "insertedContent": {"text": edit.text}} for edit in edits
            ],
        }
        for path, edits in groupby(sorted(one.edits, key=path_of), key=path_of)
    ]
    return {"description": _text(one.hint or one.message), "artifactChanges": changes}


def _text(words: str) -> Data:
    """A message; what looks like a link (SARIF 2.1.0, 3.11.6) is a text from a file, and leads nowhere."""
    return {"text": _LINK.sub(r"\\[", visible(words))}
