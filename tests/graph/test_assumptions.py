"""What if: a table of assumptions, what fails, and what is hit then; and assumptions that can't be made."""

import pytest

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, Level, Scenario, assume, levels, select
from tests.landscapes import ref, service, services

NEEDS = {
    "shop": [{"name": "pool", "anyOf": ["db-1", "db-2", "db-3"], "need": 1}, "web"],
    "portal": [{"anyOf": ["db-1", "db-2"], "need": 1}, {"ref": "cache", "mode": "soft"}],
    "report": [{"allOf": ["db-1", "db-2"]}],
    "web": [],
    "cache": [],
    "db-1": [],
    "db-2": [],
    "db-3": [],
}

ASSUMED = [
    # assumptions                                            fails    levels of shop, portal, report
    ([], "db-1", "at-risk at-risk down"),
    (["service:db-3 removed"], "db-1", "at-risk at-risk down"),
    (["service:shop no longer dependsOn service:db-2"], "db-1", "at-risk at-risk down"),
    (["service:report no longer dependsOn service:db-2", "service:db-2 removed"], "db-1", "at-risk down down"),
    (["service:report no longer dependsOn service:db-1"], "db-1", "at-risk at-risk ok"),
    (["service:shop dependsOn service:db-1"], "db-1", "down at-risk down"),
    (["service:shop dependsOn service:cache"], "cache", "down degraded ok"),
    (["service:shop no longer dependsOn service:web"], "web", "ok ok ok"),
    (["portal NO LONGER dependson cache", "service:cache removed"], "db-3", "at-risk ok ok"),
]


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    return services(NEEDS)


@pytest.mark.parametrize(("assumptions", "failed", "expected"), ASSUMED)
def test_what_if(landscape: Landscape, assumptions: list[str], failed: str, expected: str) -> None:
    hit = levels(assume(landscape, assumptions), Scenario({service(failed): Level.DOWN}))
    found = [hit.get(service(name), Level.OK).word for name in ("shop", "portal", "report")]
    assert " ".join(found) == expected


def test_what_is_removed_is_nowhere_and_the_written_landscape_stays(landscape: Landscape) -> None:
    without = assume(landscape, ["service:db-3 removed"])
    gone = ref("service:db-3")
    assert gone not in {*without.entities, *without.nodes, *without.names, *without.graph}
    assert all(gone not in (*one.members, one.source) for one in without.dependencies)
    assert gone in landscape.entities
    with pytest.raises(WrongUse):
        select(without, "service:db-3")


REFUSED = [
    ("service:db-9 removed", "there is no 'service:db-9' here", "did you mean service:db-1"),
    ("db-1 exploded", "'db-1 exploded' is nothing that can be assumed", "write 'ci:db-2 removed'"),
    ("", "'' is nothing that can be assumed", "write"),
    ("shop dependsOn", "'shop dependsOn' is nothing that can be assumed", "write"),
    ("shop dependsOn shop", "service:shop can't depend on itself", "write"),
    ("web no longer dependsOn shop", "service:web doesn't depend on service:shop directly", "it depends on nothing"),
    ("web removed", "without service:web, service:shop lacks what it needs", "ask itsm impact service:web"),
    ("db-1 removed", "without service:db-1, service:report lacks what it needs", "'service:report no longer dependsOn"),
]


@pytest.mark.parametrize(("text", "message", "hint"), REFUSED)
def test_what_can_not_be_assumed(landscape: Landscape, text: str, message: str, hint: str) -> None:
    with pytest.raises(WrongUse) as refused:
        assume(landscape, [text])
    assert refused.value.message == message
    assert hint in refused.value.hint
