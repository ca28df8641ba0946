"""A baseline: the findings that an organisation knows of, so that only new ones fail."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from itsm_as_code.errors import WrongUse
from itsm_as_code.model import Finding, Report, Severity, TextFile
from itsm_as_code.schemas import part_of
from itsm_as_code.schemas._baseline import BaselineFile
from itsm_as_code.validators._fingerprint import Sameness, sameness

Baseline = Counter[Sameness]
"""How often each finding is known."""


def read_baseline(file: TextFile) -> Baseline:
    """The baseline that a file holds.

    Raises:
        WrongUse: it can't be read, or is something else.
    """
    found = part_of(BaselineFile, _parsed(file))
    if not isinstance(found, BaselineFile):
        raise WrongUse(f"{file.path} is no baseline of itsm validate", "--write-baseline writes one to another file")
    return Baseline({Sameness(one.rule, one.about, one.message): one.count for one in found.findings})


def _parsed(file: TextFile) -> Mapping[str, Any]:
    if file.problem:
        raise WrongUse(f"the baseline {file.path} can't be read: {file.problem}")
    try:
        value = json.loads(file.data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def baseline_data(report: Report) -> Mapping[str, Any]:
    """The findings of a report as a baseline; notes never fail, so they aren't in it."""
    counted = Counter(sameness(one) for one in (*report.findings, *report.known) if one.severity > Severity.INFO)
    listed = sorted(counted, key=lambda one: (one.about, one.rule, one.message))
    findings = [{**one._asdict(), "count": counted[one]} for one in listed]
    return {"baseline": "itsm validate", "version": 1, "findings": findings}


def against(report: Report, baseline: Baseline) -> Report:
    """The report with what the baseline holds apart; of findings that are alike, the first ones are known."""
    left = Baseline(baseline)
    new: list[Finding] = []
    known: list[Finding] = []
    for one in report.findings:
        same = sameness(one)
        (known if left[same] > 0 else new).append(one)
        left[same] -= left[same] > 0
    return replace(report, findings=tuple(new), known=tuple(known), mended=left.total())
