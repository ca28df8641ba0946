"""JSON for scripts; its shape is a contract, each answer with a schema under schemas/json/answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from itsm_as_code.changes import Plan
from itsm_as_code.changes.backtest import Backtest
from itsm_as_code.changes.record import Record, Register
from itsm_as_code.formats import _json_cuts, _json_register
from itsm_as_code.formats._answers import Check, Entry, LastChange, entity_data
from itsm_as_code.formats._finding_data import finding_data, shown, waived_data
from itsm_as_code.formats._json_impact import impact_data
from itsm_as_code.formats._json_plan import backtest_data, change_data, plan_data
from itsm_as_code.formats._json_text import json_text
from itsm_as_code.graph import Availability, Cuts, Impact, Landscape, Ranking
from itsm_as_code.model import Ref, Report, Severity
from itsm_as_code.reading import Entity

VERSION = 1


def _text(answer: Mapping[str, Any]) -> str:
    return json_text({"version": VERSION, **answer})


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:  # noqa: ARG001 - it always holds them
    """The answer of `itsm validate`; quiet leaves out what is only information."""
    summary = {
        "files": report.files,
        "entities": report.entities,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "suppressed": report.suppressed,
        "fixable": report.fixable,
        "waived": len(report.waived),
        "known": len(report.known),
        "mended": report.mended,
    }
    told = [finding_data(one) for one in shown(report, quiet)]
    return _text({"findings": told, "waived": [waived_data(one) for one in report.waived], "summary": summary})


def entities(chosen: Iterable[Entity], landscape: Landscape) -> str:
    """The answer of `itsm ls` and `itsm show`."""
    return _text({"entities": [entity_data(one, landscape) for one in chosen]})


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:  # noqa: ARG001 - called alike
    """The answer of `itsm impact`; nothing is ever left out of it."""
    return _text(impact_data(answer))


def cuts(answer: Cuts, landscape: Landscape) -> str:  # noqa: ARG001 - every format of an answer is called alike
    """The answer of `itsm cuts` about one entity."""
    return _text(_json_cuts.cuts(answer))


def ranking(answer: Ranking, landscape: Landscape) -> str:  # noqa: ARG001 - every format of an answer is called alike
    """The answer of `itsm cuts` about the whole landscape."""
    return _text(_json_cuts.ranking(answer))


def availability(answers: Iterable[Availability], landscape: Landscape) -> str:  # noqa: ARG001 - called alike everywhere
    """The answer of `itsm availability`."""
    return _text(_json_cuts.availability(answers))


def plan(answer: Plan, *, everything: bool = False, columns: int = 0) -> str:  # noqa: ARG001 - called alike
    """The answer of `itsm plan`; nothing is ever left out of it."""
    return _text(plan_data(answer))


def backtest(answer: Backtest) -> str:
    """The answer of `itsm plan --backtest`."""
    return _text(backtest_data(answer))


def register(answer: Register) -> str:
    """The answer of `itsm changes`."""
    return _text(_json_register.register(answer))


def verification(record: Record, checks: Sequence[Check]) -> str:
    """The answer of `itsm changes verify`."""
    return _text(_json_register.verification(record, checks))


def log(entries: Iterable[Entry]) -> str:
    """The answer of `itsm log`: one entry for each commit and entity."""
    told = ("action", "ref", "formerly", "fields")
    return _text(
        {
            "entries": [
                {**_commit(entry), **{key: value for key, value in change_data(change).items() if key in told}}
                for entry in entries
                for change in entry.changes
            ]
        }
    )


def last_changes(name: Ref, found: Iterable[LastChange]) -> str:
    """The answer of `itsm log REF --fields`."""
    fields = [
        {"path": one.path, "value": one.value, "lastChange": _commit(one.entry) if one.entry else None} for one in found
    ]
    return _text({"ref": str(name), "fields": fields})


def _commit(entry: Entry) -> dict[str, Any]:
    return {
        "commit": entry.commit,
        "author": entry.author,
        "date": entry.date.isoformat(),
        "subject": entry.subject,
        "change": entry.change,
    }
