"""Landscapes, failures and what the Python engine says of them: what the explorer in the browser must say as well.

    python -m tests.website.explorer_vectors     writes them again

Landscapes are random, with circles, groups, places, agreements with hours in several zones; the same each time.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Cost, Impact, Impacted, Landscape, Level, Scenario, Step, Words, explain, impact, select
from itsm_as_code.model import Ref
from itsm_as_code.website._explorer_index import Told, explorer_index, known_and_named
from itsm_as_code.website._selection_index import selection_index
from tests.landscapes import landscape_of_files

PLACE = Path(__file__).parents[2] / "itsm_as_code/website/frontend/tests/vectors.json"
TODAY = date(2026, 3, 20)
"""A day about which the holidays' library has nothing to learn any more."""
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
ZONES = ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York")
WINDOWS: Sequence[dict[str, Any]] = (
    {"period": "month"},
    {"period": "week"},
    {"period": "quarter"},
    {"period": "day"},
    {"type": "rolling", "length": "7d"},
    {"type": "rolling", "length": "1mo"},
    {"type": "rolling"},
)
SELECTORS = (
    *(
        "s1",
        "s*",
        "S1",
        "old-s1",
        "c0",
        "nothing",
        "kind:ci",
        "kind:nothing",
        "ci:c*",
        "ci:c[0-3]",
        "ci:c[!0]",
        "service:s?",
    ),
    *(
        "ci:default/c0",
        "service:old-s1",
        "team:*",
        "sla:a0",
        "owner:t0",
        "owner:team:t1",
        "owner:t*",
        "owner:default/t0",
    ),
    *(
        "type:server",
        "type:citype:server",
        "type:business",
        "label:tier",
        "label:tier=a",
        "label:prod=true",
        "label:t*=a",
    ),
    *(
        "path:all.yaml",
        "path:**",
        "path:*.yaml",
        "path:all",
        "path:/",
        "place:c0",
        "place:c*",
        "place:ci:c3",
        "place:x",
    ),
    *("s1+", "+s1", "@s1", "s1+1", "1+s1", "2+s1+1", "@c0", "kind:ci,label:tier=a", "s1 s2", "s1,s2", "+s1,kind:ci s4"),
    *("selector:edge", "selector:both,kind:ci", "selector:edge+", "selector:round", "selector:x", "selector:e*"),
    *("s1,", "s1++", "+", "@", "what:ever", "x:y+", "s(1", "c[0", "ci:*[]*", "path:[!a]*", "label:=", "state:new"),
)
NAMED = {"edge": "ci:c*", "both": "selector:edge owner:t0", "round": "s1 selector:round", "toString": "s1"}
CALENDARS: Sequence[dict[str, Any]] = (
    {"timezone": "Asia/Shanghai", "hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]}, "holidays": {"country": "CN"}},
    {"timezone": "Europe/Berlin", "hours": {"mon-sun": ["00:30-23:15"]}},
    {"timezone": "UTC", "hours": {"sun": ["02:00-06:00"]}},
)


def vectors() -> list[dict[str, Any]]:
    """All of them: an index, and scenarios with their answers."""
    choices = (random.Random(seed) for seed in range(200))  # noqa: S311 - the same data each time, no secret
    return [_vector(landscape_of_files({"all.yaml": _text(choose)}), choose) for choose in choices]


def written() -> str:
    """The file's text: a line for each landscape."""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in vectors())
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _text(choose: random.Random) -> str:
    return "\n---\n".join(json.dumps({"apiVersion": "itsm/v1", **one}) for one in _documents(choose))


def _documents(choose: random.Random) -> Iterator[dict[str, Any]]:
    count = choose.randint(2, 12)
    names = [f"service:s{number}" if number % 3 else f"ci:c{number}" for number in range(count)]
    for number, calendar in enumerate(CALENDARS):
        yield {"kind": "Calendar", "metadata": {"name": f"cal{number}"}, "spec": calendar}
    for number in range(2):
        yield {"kind": "Team", "metadata": {"name": f"t{number}"}, "spec": {}}
        yield {"kind": "Customer", "metadata": {"name": f"k{number}"}, "spec": {}}
    for name in names:
        yield _needing(name, names, choose)
    for number, name in enumerate(choose.sample(names, min(count, 3))):
        if name.startswith("service:"):
            yield _agreement(number, name, choose)


def _needing(name: str, names: Sequence[str], choose: random.Random) -> dict[str, Any]:
    """A service or a CI with a few needs: circles come up by themselves."""
    others = [one for one in names if one != name]
    spec: dict[str, Any] = {"dependsOn": [_need(others, choose) for _ in range(choose.choice((0, 1, 1, 2, 2)))]}
    kind, _, bare = name.partition(":")
    if kind == "ci" and choose.random() < 0.95:  # one without a type can't be read, and may fail all the same
        spec["type"] = "server"
    places = [one for one in others if one.startswith("ci:")]
    if kind == "ci" and places and choose.random() < 0.3:
        spec["location"] = choose.choice(places)
    metadata: dict[str, Any] = {"name": bare, "labels": {"tier": choose.choice("ab"), "prod": choose.random() < 0.5}}
    metadata |= {"aliases": [f"old-{bare}"]} if choose.random() < 0.3 else {}
    metadata |= {"owner": f"t{choose.randint(0, 1)}"} if choose.random() < 0.8 else {}
    spec |= {"type": choose.choice(("business", "technical"))} if kind == "service" and choose.random() < 0.5 else {}
    return {"kind": "CI" if kind == "ci" else "Service", "metadata": metadata, "spec": spec}


def _need(others: Sequence[str], choose: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if choose.random() < 0.3:
        found["mode"] = "soft"
    if choose.random() < 0.4:
        found["tolerates"] = choose.choice(("10m", "30m", "1h", "4h"))
    members = choose.sample(others, min(len(others), choose.choice((1, 1, 2, 3, 4))))
    if len(members) == 1:
        return {"ref": members[0], **found}
    return {"anyOf": members, "need": choose.randint(1, len(members)), **found}


def _agreement(number: int, service: str, choose: random.Random) -> dict[str, Any]:
    window = choose.choice(WINDOWS) | {"timezone": choose.choice(ZONES)}
    spec: dict[str, Any] = {"status": "agreed", "service": service, "customer": f"k{choose.randint(0, 1)}"}
    spec |= {"window": window} if choose.random() < 0.7 else {}
    spec |= {"hours": f"cal{choose.randint(0, 2)}"} if choose.random() < 0.6 else {}
    spec |= {"exclusions": ["cal2"]} if choose.random() < 0.3 else {}
    spec |= {"degradedCountsAs": choose.choice((0.5, 0.3, 1))} if choose.random() < 0.4 else {}
    spec |= {"term": choose.choice(_TERMS)} if choose.random() < 0.5 else {}
    if choose.random() < 0.8:
        target = choose.choice(("99.9%", "99.5%", "99%", "100%", "99.95%"))
        spec["objectives"] = [{"metric": "availability", "target": target}]
    return {"kind": "SLA", "metadata": {"name": f"a{number}"}, "spec": spec}


_TERMS: Sequence[dict[str, str]] = (
    {"start": "2026-01-01"},
    {"start": "2026-01-01", "end": "2026-04-05"},
    {"start": "2026-04-02", "end": "2027-04-02"},
    {"start": "2024-01-01", "end": "2025-01-01"},
)


def _vector(landscape: Landscape, choose: random.Random) -> dict[str, Any]:
    index = explorer_index(landscape, TODAY, lambda ref: Told(landscape.title(ref)))
    picked = {text: _picked(landscape, text) for text in choose.sample(SELECTORS, 5)}
    selection = selection_index(landscape, known_and_named(landscape), NAMED)
    scenarios = [_scenario(landscape, choose) for _ in range(2)]
    return {"index": index, "selection": selection, "picked": picked, "scenarios": scenarios}


def _picked(landscape: Landscape, text: str) -> list[int]:
    """What a selector picks; nothing where it is refused."""
    place = {ref: number for number, ref in enumerate(known_and_named(landscape))}
    try:
        return [place[ref] for ref in select(landscape, text, words=Words(NAMED))]
    except WrongUse:
        return []


def _scenario(landscape: Landscape, choose: random.Random) -> dict[str, Any]:
    place = {ref: number for number, ref in enumerate(known_and_named(landscape))}
    able = [ref for ref in landscape.nodes if ref.kind in ("service", "ci")]
    failed = {
        ref: choose.choice((Level.DOWN, Level.DOWN, Level.DOWN, Level.DEGRADED, Level.AT_RISK))
        for ref in choose.sample(able, min(len(able), choose.choice((1, 1, 2, 3))))
    }
    duration = choose.choice((None, 600, 3_600, 3 * 3_600, 26 * 3_600, 20 * 86_400))
    start = NOON + timedelta(minutes=choose.randint(-20_000, 100_000)) if choose.random() < 0.7 else None
    scenario = Scenario(failed, duration, start)
    answer = impact(landscape, scenario, TODAY)
    explained = [explain(landscape, scenario, one.ref) for one in answer.impacted[:3]]
    return {
        "failed": [[place[ref], int(level)] for ref, level in failed.items()],
        "duration": duration,
        "start": start and int(start.timestamp()),
        "answer": _answer(answer, landscape, place),
        "why": [[_step(one, place) for one in steps] for steps in explained],
    }


def _answer(answer: Impact, landscape: Landscape, place: dict[Ref, int]) -> dict[str, Any]:
    return {
        "impacted": [_impacted(one, landscape, place) for one in answer.impacted],
        "courses": {
            str(place[ref]): {str(int(level)): time for level, time in course.items()}
            for ref, course in answer.courses.items()
        },
        "agreements": [[place[agreement], place[service]] for agreement, service in answer.agreements],
        "costs": [_cost(one, place) for one in answer.costs],
        "contacts": [[place[ref], because] for ref, because in answer.contacts],
        "held": [place[ref] for ref in answer.held_by_cycle],
    }


def _impacted(one: Impacted, landscape: Landscape, place: dict[Ref, int]) -> list[Any]:
    number = next(n for n, other in enumerate(landscape.dependencies) if other is one.reason.dependency)
    members = [[place[ref], int(level)] for ref, level in one.reason.members]
    return [place[one.ref], int(one.level), one.after, number, members, one.reason.left]


def _cost(one: Cost, place: dict[Ref, int]) -> dict[str, Any]:
    worst = one.worst
    return {
        "agreement": place[one.agreement],
        "service": place[one.service],
        "level": int(one.level),
        "charges": [
            [int(charge.start.timestamp()), int(charge.end.timestamp()), str(charge.lost), _text_or_none(charge.budget)]
            for charge in one.charges
        ],
        "worst": worst and one.charges.index(worst),
        "share": worst and _text_or_none(worst.share),
        "breach": one.breach,
        "spent": one.spent and int(one.spent.timestamp()),
    }


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def _step(one: Step, place: dict[Ref, int]) -> list[Any]:
    return [one.depth, place[one.ref], int(one.level), one.after, one.why is not None, one.spare, one.told]


if __name__ == "__main__":
    PLACE.write_text(written(), encoding="utf-8", newline="\n")
