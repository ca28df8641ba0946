"""`itsm plan` and the approvals that a branch has: told by default, asked for where somebody says so."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from itsm_as_code.cli import itsm
from tests.conftest import Repository

HOUSE = {
    "team.yaml": "kind: Team\nmetadata: {name: web}\nspec: {email: web@example.com, contact: wang-fang}\n",
    "people.yaml": "kind: Person\nmetadata: {name: wang-fang}\nspec: {email: wang-fang@example.com}\n",
    "a.yaml": "kind: CI\nmetadata: {name: a, owner: web}\nspec: {type: server}\n",
}
POLICY = "kind: ChangePolicy\nmetadata: {name: house}\nspec: {approvals: [{name: its owner, by: [owner]}]}\n"


@pytest.fixture
def branch(repository: Repository) -> Repository:
    repository.commit(HOUSE, "base")
    repository.git("switch", "--quiet", "--create", "topic")
    return repository


def asked(repository: Repository, *options: str) -> Any:
    call = ["--root", str(repository.folder), "plan", "main", "topic", *options, "--today", "2026-01-01"]
    result = CliRunner().invoke(itsm, [*call, "--format", "json"], standalone_mode=False)
    assert result.exception is None, result.output
    answer = json.loads(result.stdout)
    return answer["verdict"], [(one["by"], one["given"]) for one in answer["approvals"]], answer["stale"]


TITLED = {"a.yaml": HOUSE["a.yaml"].replace("owner: web", "owner: web, title: A")}


def test_without_a_policy_the_shipped_one_only_tells_whom_to_ask(branch: Repository) -> None:
    branch.commit(TITLED, "title")
    assert asked(branch) == ("pass", [("team:web", False)], [])
    assert asked(branch, "--require-approvals")[0] == "blocked"


def test_a_policy_of_ones_own_makes_a_review(branch: Repository) -> None:
    branch.git("switch", "--quiet", "main")
    branch.commit({"policy.yaml": POLICY}, "policy")
    branch.git("switch", "--quiet", "topic")
    branch.git("merge", "--quiet", "--ff-only", "main")
    branch.commit(TITLED, "title")
    assert asked(branch)[0] == "review"
    branch.git("commit", "--quiet", "--allow-empty", "-m", "yes\n\nApproved-by: Wang Fang <wang-fang@example.com>")
    assert asked(branch, "--require-approvals") == ("pass", [("team:web", True)], [])


def test_what_is_added_later_was_not_approved(branch: Repository) -> None:
    branch.commit(TITLED, "title\n\nApproved-by: Wang Fang <wang-fang@example.com>")
    branch.commit({"b.yaml": HOUSE["a.yaml"].replace("name: a", "name: b")}, "more")
    verdict, approvals, stale = asked(branch, "--require-approvals")
    assert (verdict, approvals) == ("blocked", [("team:web", False)])
    assert stale == [{"by": "Wang Fang <wang-fang@example.com>", "later": ["more"]}]


def test_signed_means_that_trailers_count_nothing(branch: Repository) -> None:
    branch.commit(TITLED, "title\n\nApproved-by: Wang Fang <wang-fang@example.com>")
    assert asked(branch, "--require-approvals")[0] == "pass"
    assert asked(branch, "--require-approvals", "--require-signed")[0] == "blocked"


def test_what_a_forge_knows(branch: Repository) -> None:
    branch.commit(TITLED, "title")
    file = branch.folder.parent / "approvals.json"
    file.write_text('{"version": 1, "approvals": [{"by": "Wang Fang <wang-fang@example.com>"}]}')
    assert asked(branch, "--require-approvals", "--approvals", str(file))[0] == "pass"
