"""What each marked field of each kind means when it changes; a mark that no case here shows is a failure."""

import re
from collections.abc import Iterator, Sequence

import pytest
from pydantic import BaseModel

from itsm_as_code.changes import diff
from itsm_as_code.schemas import effects, kind_words, model_of, part_inside
from tests.landscapes import TODAY, landscape_of

REST = """
---
kind: Calendar
metadata: {name: day}
spec: {hours: {mon-fri: ["09:00-17:00"]}}
---
kind: Calendar
metadata: {name: long-day}
spec: {timezone: UTC, hours: {"mon,tue,wed,thu,fri": ["08:00-13:00", "13:00-18:00"]}}
---
kind: Calendar
metadata: {name: night}
spec: {hours: {mon-fri: ["16:00-24:00"]}}
---
kind: Indicator
metadata: {name: queue}
spec: {unit: tickets, better: lower}
"""
BACK = {
    "loosened": ("tightened", "loosened"),  # of hours that only overlap, some are lost both ways
    "tightened": ("loosened", "breaking"),
    "breaking": ("tightened", "breaking"),
    "neutral": ("neutral",),
}
"""What the way back may mean."""

AGREEMENT = [
    # field, before, after, what that means
    ("status", "status: draft", "status: agreed", "tightened"),
    ("status", "status: agreed", "status: retired", "breaking"),
    ("status", "status: draft", "status: retired", "neutral"),
    ("term.start", "term: {start: 2026-01-01}", "term: {start: 2026-02-01}", "loosened"),
    (
        "term.end",
        "term: {start: 2026-01-01, end: 2027-01-01}",
        "term: {start: 2026-01-01, end: 2026-12-01}",
        "loosened",
    ),
    ("term.end", "term: {start: 2026-01-01}", "term: {start: 2026-01-01, end: 2026-12-01}", "loosened"),
    (
        "term.noticePeriod",
        "term: {start: 2026-01-01, noticePeriod: 3mo}",
        "term: {start: 2026-01-01, noticePeriod: 30d}",
        "loosened",
    ),
    ("term.reviewEvery", "term: {start: 2026-01-01, reviewEvery: 1y}", "term: {start: 2026-01-01}", "loosened"),
    ("term.renews", "term: {start: 2026-01-01, renews: 1y}", "term: {start: 2026-01-01, renews: 6mo}", "loosened"),
    ("hours", "hours: long-day", "hours: day", "loosened"),
    ("hours", "hours: day", "status: draft", "tightened"),
    ("window.period", "window: {period: month}", "window: {period: year}", "loosened"),
    ("window.length", "window: {type: rolling, length: 30d}", "window: {type: rolling, length: 4w}", "tightened"),
    (
        "objectives[availability]",
        "objectives: [{metric: availability, target: 99%}]",
        "status: draft",
        "loosened",
    ),
    (
        "objectives[availability].target",
        "objectives: [{metric: availability, target: 99.9%}]",
        "objectives: [{metric: availability, target: '>= 99.95%'}]",
        "tightened",
    ),
    (
        "objectives[queue].target",
        "objectives: [{metric: queue, target: '4'}]",
        "objectives: [{metric: queue, target: '5'}]",
        "loosened",
    ),
    (
        "objectives[rto].target",
        "objectives: [{metric: rto, target: 4h}]",
        "objectives: [{metric: rto, target: 60m}]",
        "tightened",
    ),
    (
        "objectives[response-time].targets.P1",
        "objectives: [{metric: response-time, targets: {P1: 15m}}]",
        "objectives: [{metric: response-time, targets: {P1: 20m}}]",
        "loosened",
    ),
    ("supportedBy[ola:a]", "supportedBy: [ola:a]", "status: draft", "loosened"),
    ("exclusions[calendar:night]", "exclusions: [night]", "status: draft", "tightened"),
    ("degradedCountsAs", "degradedCountsAs: 1", "degradedCountsAs: 0.5", "loosened"),
    ("credits[99%]", "credits: [{metric: availability, below: 99%, credit: 5%}]", "status: draft", "loosened"),
    (
        "credits[99%].credit",
        "credits: [{metric: availability, below: 99%, credit: 5%}]",
        "credits: [{metric: availability, below: 99%, credit: 7%}]",
        "tightened",
    ),
    (
        "credits[99%].penalty.amount",
        "credits: [{metric: availability, below: 99%, penalty: {amount: '10', currency: EUR}}]",
        "credits: [{metric: availability, below: 99%, penalty: {amount: '9.00', currency: EUR}}]",
        "loosened",
    ),
    ("signatures[provider]", "signatures: [{party: provider, by: a, on: 2026-01-01}]", "status: draft", "loosened"),
]
OWN = [
    ("Service", "lifecycle", "lifecycle: live", "lifecycle: deprecated", "loosened"),
    ("Service", "lifecycle", "lifecycle: deprecated", "lifecycle: retired", "breaking"),
    ("Service", "lifecycle", "lifecycle: planned", "lifecycle: retired", "neutral"),
    ("Service", "criticality", "criticality: critical", "criticality: low", "loosened"),
    ("Service", "dataClassification", "dataClassification: internal", "dataClassification: restricted", "tightened"),
    ("Service", "dataClassification", "dataClassification: internal", "type: technical", "loosened"),
    ("Service", "rto", "rto: 4h", "rto: 240m, rpo: 1h", "neutral"),
    ("Service", "rto", "rto: 4h", "rto: 1h", "tightened"),
    ("Service", "rpo", "rpo: 4h", "type: technical", "loosened"),
    (
        "Service",
        "dependsOn[a].need",
        "dependsOn: [{name: a, anyOf: [ci:b, ci:c], need: 2}]",
        "dependsOn: [{name: a, anyOf: [ci:b, ci:c]}]",
        "loosened",
    ),
    (
        "Service",
        "dependsOn[a].anyOf[ci:c]",
        "dependsOn: [{name: a, anyOf: [ci:b, ci:c]}]",
        "dependsOn: [{name: a, anyOf: [ci:b]}]",
        "loosened",
    ),
    (
        "Service",
        "dependsOn[a].allOf[ci:c]",
        "dependsOn: [{name: a, allOf: [ci:b, ci:c]}]",
        "dependsOn: [{name: a, allOf: [ci:b]}]",
        "neutral",
    ),
    ("Service", "dependsOn[ci:a].mode", "dependsOn: [ci:a]", "dependsOn: [{ref: ci:a, mode: soft}]", "loosened"),
    (
        "Service",
        "dependsOn[ci:a].tolerates",
        "dependsOn: [ci:a]",
        "dependsOn: [{ref: ci:a, tolerates: 1h}]",
        "loosened",
    ),
    ("Service", "dependsOn[ci:a].data", "dependsOn: [{ref: ci:a, data: true}]", "dependsOn: [ci:a]", "loosened"),
    ("CI", "availability", "type: server, availability: 99%", "type: server, availability: 98.5%", "loosened"),
    ("CI", "rto", "type: server, rto: 1h", "type: server", "loosened"),
    ("CI", "rpo", "type: server, rpo: 1h", "type: server, rpo: 2h", "loosened"),
    ("CI", "criticality", "type: server, criticality: low", "type: server, criticality: high", "tightened"),
    ("CI", "dataClassification", "type: server, dataClassification: public", "type: server", "loosened"),
    ("CI", "lifecycle", "type: server", "type: server, lifecycle: retired", "breaking"),
    ("CI", "location", "type: server, location: ci:a", "type: server, location: ci:b", "neutral"),
    *(
        (
            "CI",
            f"ends.{what}",
            f"type: server, ends: {{{what}: 2027-01-01}}",
            f"type: server, ends: {{{what}: 2026-12-31}}",
            "loosened",
        )
        for what in ("support", "warranty", "licence", "certificate")
    ),
    ("SLA", "service", "service: a", "service: b", "breaking"),
    ("SLA", "customer", "customer: a", "status: draft", "breaking"),
    ("SLA", "customer", "customer: a", "customer: default/a, service: x", "neutral"),
    ("OLA", "customer", "customer: a", "customer: b", "breaking"),
    ("OLA", "covers[ci:a]", "covers: [ci:a]", "status: draft", "loosened"),
    ("Contract", "covers[ci:a]", "covers: [ci:a]", "status: draft", "loosened"),
    ("Contract", "supplier", "supplier: a", "supplier: b", "breaking"),
    ("CatalogEntry", "service", "service: a", "service: b", "breaking"),
    ("CatalogEntry", "sla", "sla: a", "service: x", "loosened"),
    ("CatalogEntry", "audience[customer:b]", "audience: [a, b]", "audience: [a]", "breaking"),
    ("CatalogEntry", "audience[customer:a]", "service: x", "audience: [a], service: x", "breaking"),
    (
        "CatalogEntry",
        "price.amount",
        "price: {amount: '9', currency: EUR}",
        "price: {amount: '9.50', currency: EUR}",
        "loosened",
    ),
    (
        "CatalogEntry",
        "price.currency",
        "price: {amount: '9', currency: EUR}",
        "price: {amount: '9', currency: USD}",
        "breaking",
    ),
    (
        "CatalogEntry",
        "price.per",
        "price: {amount: '9', currency: EUR, per: year}",
        "price: {amount: '9', currency: EUR, per: month}",
        "breaking",
    ),
    ("CatalogEntry", "request.delivery", "request: {delivery: 1d}", "request: {delivery: 2d}", "loosened"),
    ("Calendar", "hours.mon-fri", "hours: {mon-fri: ['09:00-17:00']}", "hours: {mon-fri: ['10:00-17:00']}", "loosened"),
    (
        "Calendar",
        "timezone",
        "timezone: UTC, hours: {mon: ['09:00-17:00']}",
        "timezone: Asia/Shanghai, hours: {mon: ['09:00-17:00']}",
        "loosened",
    ),
    (
        "Calendar",
        "holidays.country",
        "hours: {mon-sun: ['09:00-17:00']}",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {country: DE}",
        "loosened",
    ),
    (
        "Calendar",
        "holidays.subdivision",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {country: DE}",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {country: DE, subdivision: BY}",
        "loosened",
    ),
    (
        "Calendar",
        "holidays.except",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {country: DE, except: [2027-01-01]}",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {country: DE}",
        "loosened",
    ),
    (
        "Calendar",
        "holidays.also",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {also: [2027-01-04]}",
        "hours: {mon-sun: ['09:00-17:00']}, holidays: {also: [2027-01-04, 2020-01-06]}",
        "neutral",
    ),
    ("Indicator", "unit", "unit: '%', better: higher", "unit: time, better: higher", "breaking"),
    ("Indicator", "better", "unit: '%', better: higher", "unit: '%', better: lower", "breaking"),
    ("ChangePolicy", "ownApprovalCounts", "levels: [{name: low, from: 0}]", "ownApprovalCounts: true", "loosened"),
    ("ChangePolicy", "emergencyReviewWithin", "emergencyReviewWithin: 5d", "emergencyReviewWithin: 120h", "neutral"),
    ("ChangePolicy", "emergencyReviewWithin", "emergencyReviewWithin: 5d", "emergencyReviewWithin: 1mo", "loosened"),
    (
        "ChangePolicy",
        "approvals[a]",
        "approvals: [{name: a, by: [owner]}]",
        "levels: [{name: low, from: 0}]",
        "loosened",
    ),
    ("Freeze", "exceptions[change:a]", "scope: [ci:x]", "scope: [ci:x], exceptions: [{change: a}]", "loosened"),
    ("ChangeTemplate", "mostEntities", "mostEntities: 2", "mostEntities: 3", "loosened"),
    ("ChangeTemplate", "longestWindow", "longestWindow: 2h", "scope: [ci:x]", "loosened"),
    (
        "ChangeTemplate",
        "approved.until",
        "approved: {on: 2026-01-01, by: a, until: 2026-12-31}",
        "approved: {on: 2026-01-01, by: a, until: 2027-12-31}",
        "loosened",
    ),
    ("Rule", "severity", "expression: 'true'", "expression: 'true', severity: warning", "loosened"),
]
CASES = [*(("SLA", *case) for case in AGREEMENT), *OWN]
UNKEYED = {"Credit.below", "Credit.above", "Window.type"}
"""Marks of fields by which an item is known: another value is another item. Both are told of the list."""


def changed(kind: str, before: str, after: str) -> dict[str, str]:
    one, other = (
        landscape_of(f"kind: {kind}\nmetadata: {{name: x}}\nspec: {{{spec}}}" + REST) for spec in (before, after)
    )
    return {field.path: field.effect for change in diff(one, other, TODAY) for field in change.fields}


@pytest.mark.parametrize(("kind", "field", "before", "after", "effect"), CASES, ids=[f"{c[0]}.{c[1]}" for c in CASES])
def test_what_a_change_means_and_its_way_back(kind: str, field: str, before: str, after: str, effect: str) -> None:
    there, back = changed(kind, before, after), changed(kind, after, before)
    assert there.get(f"spec.{field}", "neutral") == effect
    assert back.get(f"spec.{field}", "neutral") in BACK[effect]


def test_hours_that_are_won_and_lost_are_lost() -> None:
    assert changed("SLA", "hours: day", "hours: night") == {"spec.hours": "loosened"}
    assert changed("SLA", "hours: night", "hours: day") == {"spec.hours": "loosened"}


def test_an_accepted_finding_is_watched_less() -> None:
    waiver = "waivers: [{rule: orphan-ci, reason: new, until: 2026-12-%s}]"
    plain, short, long = (
        f"kind: CI\nmetadata: {{name: x{more}}}\nspec: {{type: server}}"
        for more in ("", f", {waiver % 10}", f", {waiver % 20}")
    )
    for before, after, effect in ((plain, short, "loosened"), (short, long, "loosened"), (long, plain, "tightened")):
        (change,) = diff(landscape_of(before), landscape_of(after))
        assert [field.effect for field in change.fields] == [effect]


def marked(model: type[BaseModel] | None) -> Iterator[str]:
    if model is None:
        return
    for attribute, info in model.model_fields.items():
        if attribute in effects(model):
            yield f"{_owner(model, attribute).__name__}.{info.alias}"
        yield from marked(part_inside(info.annotation))


def _owner(model: type[BaseModel], attribute: str) -> type[BaseModel]:
    """The class in which a field is written."""
    return next(one for one in reversed(model.__mro__) if attribute in getattr(one, "__annotations__", {}))


def fields_of(model: type[BaseModel] | None, keys: Sequence[str]) -> Iterator[str]:
    """The fields on the way of a path, each with the class it is written in; the end of a path is its last one."""
    if model is not None and keys:
        name = keys[0].partition("[")[0]
        attribute = next((one for one, info in model.model_fields.items() if info.alias == name), None)
        if attribute is not None:
            if len(keys) == 1 or part_inside(model.model_fields[attribute].annotation) is None:
                yield f"{_owner(model, attribute).__name__}.{name}"
            yield from fields_of(part_inside(model.model_fields[attribute].annotation), keys[1:])


def test_every_mark_is_shown_by_a_case() -> None:
    shown = {"Metadata.waivers", "Waiver.until", *UNKEYED}
    for kind, field, *_ in CASES:
        model = model_of(kind.lower())
        assert model is not None
        shown |= set(fields_of(model, ["spec", *re.findall(r"[^.\[]+(?:\[[^\]]*\])?", field)]))
    everything = {one for word in kind_words() for one in marked(model_of(word))}
    assert everything - shown == set()
