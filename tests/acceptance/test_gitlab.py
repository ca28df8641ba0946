"""GitLab.com's real service catalogue, imported through the command line: what is wrong, and who is hit by what."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from itsm_as_code.cli import itsm
from itsm_as_code.graph import Landscape, Level, Scenario, connect, cycles, impact, levels
from itsm_as_code.model import Ref, parse_ref
from itsm_as_code.reading import read
from itsm_as_code.sources.working_tree import files

DATA = Path(__file__).parents[1] / "data" / "gitlab"
REACH = {"postgres": 13, "consul": 13, "redis": 11, "gitaly": 9, "patroni": 0}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gitlab") / "cmdb"
    done = CliRunner().invoke(itsm, ["import", "gitlab", str(DATA), "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="module")
def landscape(imported: Path) -> Landscape:
    return connect(read(files(imported)))


@pytest.fixture(scope="module")
def edges() -> dict[str, set[str]]:
    """Who needs whom, straight from the source file: nothing of ours in between."""
    catalogue = yaml.safe_load((DATA / "service-catalog.yml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for service in catalogue["services"]:
        listed = (service.get("technical") or {}).get("dependencies") or []
        found[service["name"]] = {one["service"] for one in listed if one.get("service")}
    return found


def told(imported: Path) -> list[dict[str, Any]]:
    done = CliRunner().invoke(itsm, ["--root", str(imported), "validate", "--format", "json"])
    assert done.exit_code == 1
    return list(json.loads(done.stdout)["findings"])


def test_everything_is_there(landscape: Landscape) -> None:
    assert Counter(ref.kind for ref in landscape.entities) == {"service": 55, "team": 63}
    assert sum(len(one.members) for one in landscape.dependencies) == 38
    assert landscape.catalog.findings == ()


def test_thirteen_empty_entries_are_told_with_their_place() -> None:
    done = CliRunner().invoke(itsm, ["import", "gitlab", str(DATA), "--out", "unused", "--format", "json"])
    notes = [one for one in json.loads(done.stdout)["findings"] if "names no service" in one["message"]]
    assert len(notes) == 13
    lines = (DATA / "service-catalog.yml").read_text(encoding="utf-8").splitlines()
    assert all("service:" in lines[one["line"] - 1] for one in notes)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_is_wrong_with_it(imported: Path) -> None:
    findings = told(imported)
    dangling = Counter(one["message"] for one in findings if one["rule"] == "unknown-reference")
    assert dangling == {'no service "postgres"': 8, 'no service "prometheus"': 1, 'no service "elasticsearch"': 1}
    assert [one["ref"] for one in findings if one["rule"] == "self-dependency"] == ["service:gitaly"]
    teams = {one["message"] for one in findings if "no team" in one["message"]}
    assert teams == {'no team "verify"', 'no team "trust_and_safety"'}
    circles = [one for one in findings if one["rule"] == "dependency-cycle"]
    assert [one["severity"] for one in circles] == ["info"]
    assert {one["rule"] for one in findings} == {
        "owner-exists",
        "unknown-reference",
        "self-dependency",
        "dependency-cycle",
        "title-unique",
        "owner-reachable",
    }
    alike = [one for one in findings if one["rule"] == "title-unique"]
    assert [(one["ref"], one["message"]) for one in alike] == [
        ("service:sentry", "service:sentry has the title of service:monitoring")
    ]
    assert [one["ref"] for one in findings if one["rule"] == "owner-reachable"] == ["team:gitaly"]


def test_the_one_circle(landscape: Landscape) -> None:
    assert [[ref.name for ref in circle] for circle in cycles(landscape)] == [
        ["api", "frontend", "git", "gitaly", "web"]
    ]


@pytest.mark.parametrize("name", REACH)
def test_known_reach(landscape: Landscape, name: str) -> None:
    hit = levels(landscape, Scenario({parse_ref(f"service:{name}")._replace(namespace="default"): Level.DOWN}))
    assert len(hit) - 1 == REACH[name]


def test_every_impact_set_equals_a_plain_walk(landscape: Landscape, edges: dict[str, set[str]]) -> None:
    names = {*edges, *(needed for others in edges.values() for needed in others)}
    assert len(names) == 58
    for name in names:
        ref = Ref("service", "default", name)
        found = {one.ref.name for one in impact(landscape, Scenario({ref: Level.DOWN})).impacted}
        assert found == walked(name, edges)


def walked(name: str, edges: dict[str, set[str]]) -> set[str]:
    """All that needs a name, by whatever way, found by asking everybody again until nobody new turns up."""
    found = {name}
    while True:
        more = {other for other, needs in edges.items() if needs & found} - found
        if not more:
            return found - {name}
        found |= more
