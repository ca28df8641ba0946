"""JUnit XML, which nearly every CI shows: a suite for each file, in it a test for each rule that found something.

An error fails its test, with all the rule's findings of the file as they look on a terminal. Warnings and notes are
told in the output of a test that passes, so that a job is as red as its exit code. What waivers took back is a test
that was skipped, with the reason. Names stay when lines move, so that a CI can tell new failures from old ones. A first
test always passes: many a CI takes a report without tests for a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from itsm_as_code.formats._finding_data import shown
from itsm_as_code.formats._style import plain, visible
from itsm_as_code.formats._text_findings import lines_of, summary
from itsm_as_code.model import Finding, Report, Severity, Waived

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even escaped."""


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:  # noqa: ARG001 - it always holds them
    """The answer of `itsm validate`."""
    root = ET.Element("testsuites", name="itsm validate")
    first = _case(_suite(root, "itsm"), "itsm", "validate")
    if not quiet:
        ET.SubElement(first, "system-out").text = _xml(plain(summary(report)))
    excused = {one.finding: one for one in report.waived}
    told = sorted([*shown(report, quiet), *excused], key=lambda one: one.key)
    for path, of_file in groupby(told, key=lambda one: one.location.path):
        suite = _suite(root, path)
        for rule, of_rule in groupby(sorted(of_file, key=lambda one: one.rule), key=lambda one: one.rule):
            group = list(of_rule)
            case = _case(suite, path, rule)
            _tell(case, [one for one in group if one not in excused])
            _skip(case, [excused[one] for one in group if one in excused])
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(root: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=_xml(visible(name)))


def _case(suite: ET.Element, place: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_xml(visible(place)), name=_xml(visible(name)))


def _tell(case: ET.Element, found: list[Finding]) -> None:
    """A failure where there are errors; what isn't one goes into the output."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    others = [one for one in found if one.severity is not Severity.ERROR]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        message = _xml(visible(errors[0].message) + more)
        ET.SubElement(case, "failure", type="error", message=message).text = _blocks(errors)
    if others:
        ET.SubElement(case, "system-out").text = _blocks(others)


def _skip(case: ET.Element, waived: list[Waived]) -> None:
    """Skipped, unless the rule also found what nobody waived."""
    for one in waived if case.find("failure") is None else ():
        words = f"waived until {one.until}: {one.reason}"
        ET.SubElement(case, "skipped", type="waived", message=_xml(visible(words))).text = _blocks([one.finding])


def _blocks(found: Iterable[Finding]) -> str:
    return _xml("\n\n".join(plain("\n".join(lines_of(one))) for one in found))


def _count(root: ET.Element) -> None:
    for part in (root, *root):
        part.set("tests", str(len(list(part.iter("testcase")))))
        part.set("failures", str(len(list(part.iter("failure")))))
        part.set("errors", "0")
    for suite in root:
        suite.set("skipped", str(sum(case.find("skipped") is not None for case in suite)))


def _xml(text: str) -> str:
    """A text that an XML document may hold."""
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
