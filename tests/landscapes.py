"""From YAML text to a landscape, without a disk: what the tests of the pure layers are written in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from itsm_as_code.graph import Impact, Landscape, Level, Scenario, connect, impact
from itsm_as_code.model import Finding, Ref, Report, TextFile, parse_ref
from itsm_as_code.reading import read, read_configuration
from itsm_as_code.validators import check

TODAY = date(2026, 7, 1)
API = "apiVersion: itsm/v1\n"

Needs = Mapping[str, Sequence[str | Mapping[str, Any]]]
"""Services and what they depend on: `{"shop": ["db", {"anyOf": ["a", "b"], "need": 2}]}`."""


def full(text: str) -> str:
    """Whole documents from short ones: `apiVersion` goes to the end of a document that doesn't say it.

    At its end, so that the lines of a document keep their numbers.
    """
    documents = text.strip("\n").split("\n---\n")
    return "\n---\n".join(one if "apiVersion" in one else f"{one}\n{API.strip()}" for one in documents) + "\n"


def landscape_of(*texts: str, **files: str) -> Landscape:
    """The landscape of some YAML texts: `a.yaml`, `b.yaml`, … or named by keyword (`base="…"` is `base.yaml`)."""
    named = {f"{chr(ord('a') + number)}.yaml": text for number, text in enumerate(texts)}
    named |= {f"{name}.yaml": text for name, text in files.items()}
    return landscape_of_files(named)


def landscape_of_files(files: Mapping[str, str]) -> Landscape:
    """The landscape of some files by their paths."""
    return connect(read(TextFile(path, full(text).encode()) for path, text in files.items()))


ASK_FOR_MORE = frozenset(
    {
        "business-service-described",
        "business-service-without-support",
        "contact-reachable",
        "critical-owner-on-call",
        "critical-service-has-runbook",
        "customer-reachable",
        "deprecated-is-unneeded",
        "entry-has-description",
        "entry-has-owner",
        "entry-has-title",
        "kept-for-retired",
        "orphan-ci",
        "owner-has-members",
        "owner-reachable",
        "supplier-reachable",
        "unused-calendar",
        "unused-ci",
        "unused-ci-type",
        "unused-customer",
        "unused-person",
        "unused-supplier",
    }
)
"""Rules that ask for what short texts leave out: tests that aren't about them don't want to hear of it."""


def report_of(text: str, today: date | None = TODAY, settings: str = "{}", *, whole: bool = False) -> Report:
    """What `itsm validate` answers about a text, with an itsm.yaml; `whole`: what it asks for as well."""
    file = TextFile("itsm.yaml", settings.encode())
    configuration, findings = read_configuration(file)
    assert not findings, findings
    report = check(landscape_of(text), today, configuration, file)
    kept = tuple(one for one in report.findings if whole or one.rule not in ASK_FOR_MORE)
    return replace(report, findings=kept)


def rules_of(text: str, today: date | None = TODAY) -> list[str]:
    """The names of what is found in a text, each as often as it is found."""
    return sorted(finding.rule for finding in report_of(text, today).findings)


def place(finding: Finding) -> str:
    """`line:column-end` of a finding on one line, `line:column-line:end` of one on several."""
    at = finding.location
    end = f"{at.end_column}" if at.end_line == at.line else f"{at.end_line}:{at.end_column}"
    return f"{at.line}:{at.column}-{end}"


def services(needs: Needs) -> Landscape:
    """A landscape of services from a table of what each depends on; members are services by bare name."""
    return landscape_of_files({"all.yaml": services_text(needs)})


def services_text(needs: Needs) -> str:
    """The YAML of such a table. JSON is YAML, and needs no layout."""
    return "\n---\n".join(service_text(name, needed) for name, needed in needs.items())


def service_text(name: str, needed: Sequence[str | Mapping[str, Any]] = ()) -> str:
    """The YAML of one service and what it depends on."""
    spec = {"dependsOn": [_dependency(one) for one in needed]} if needed else {}
    return json.dumps({"apiVersion": "itsm/v1", "kind": "Service", "metadata": {"name": name}, "spec": spec})


def _dependency(one: str | Mapping[str, Any]) -> str | dict[str, Any]:
    if isinstance(one, str):
        return f"service:{one}"
    found = dict(one)
    for form in ("anyOf", "allOf"):
        if form in found:
            found[form] = [f"service:{member}" for member in found[form]]
    return found | ({"ref": f"service:{found['ref']}"} if "ref" in found else {})


def service(name: str) -> Ref:
    """The Ref of a service of the default namespace."""
    return Ref("service", "default", name)


def ref(text: str) -> Ref:
    """The Ref that answers spell so."""
    found = parse_ref(text)
    return found if found.namespace else found._replace(namespace="default")


def fails(landscape: Landscape, *failed: str, duration: int | None = None, **levels: str) -> Impact:
    """The impact of services failing: those named are down, those by keyword at the level they say."""
    scenario = {service(name): Level.DOWN for name in failed}
    scenario |= {service(name): Level[word.upper().replace("-", "_")] for name, word in levels.items()}
    return impact(landscape, Scenario(scenario, duration), TODAY)


def table(found: Impact) -> dict[str, str]:
    """An impact as a small table: name → level, and when, where not at once."""
    return {
        one.ref.name: one.level.word + (f" after {one.after}" if one.after else "")
        for one in sorted(found.impacted, key=lambda one: one.ref)
    }
