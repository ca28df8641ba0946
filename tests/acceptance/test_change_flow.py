"""A change from branch to record with real git: a server with the hook, two clones, and what people do there."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import IDENTITY
from tests.landscapes import full

TEAM = "kind: Team\nmetadata: {name: web}\nspec: {email: web@example.com, members: [li-na]}"
PERSON = "kind: Person\nmetadata: {name: li-na, title: Li Na}\nspec: {email: li-na@example.com}"
SHOP = "kind: Service\nmetadata: {name: shop, owner: web}\nspec: {criticality: low, dependsOn: [ci:a]}"
NODE = "kind: CI\nmetadata: {name: a, owner: web}\nspec: {type: server}"
START = {"people.yaml": f"{TEAM}\n---\n{PERSON}", "shop.yaml": SHOP, "nodes.yaml": NODE, "itsm.yaml": ""}
TYPO = SHOP.replace("ci:a", "ci:b")


@dataclass(frozen=True)
class Place:
    """A folder in which somebody works: git and itsm as they call them."""

    folder: Path
    name: str = "Li Na"

    def ask(self, *command: str, ok: bool = True) -> str:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        mail = f"{self.name.lower().replace(' ', '-')}@example.com"
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", self.name), ("EMAIL", mail))
        }
        run = subprocess.run(
            command,
            cwd=self.folder,
            env=clean | IDENTITY | who,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert (run.returncode == 0) is ok, run.stdout + run.stderr
        return run.stdout + run.stderr

    def git(self, *arguments: str, ok: bool = True) -> str:
        return self.ask("git", *arguments, ok=ok)

    def itsm(self, *arguments: str, ok: bool = True) -> str:
        return self.ask(sys.executable, "-m", "itsm_as_code", *arguments, ok=ok)

    def commit(self, files: dict[str, str], message: str, ok: bool = True) -> str:
        for path, text in files.items():
            (self.folder / path).write_text(full(text) if path != "itsm.yaml" else text, encoding="utf-8")
        self.git("add", "--all")
        return self.git("commit", "--message", message, ok=ok)


@pytest.fixture
def server(tmp_path: Path) -> Place:
    folder = tmp_path / "server.git"
    folder.mkdir()
    place = Place(folder)
    place.git("init", "--quiet", "--bare", "--initial-branch=main")
    assert "pre-receive  installed" in place.itsm("hook", "install")
    return place


def clone(server: Place, name: str) -> Place:
    folder = server.folder.parent / name.replace(" ", "-").lower()
    server.git("clone", "--quiet", str(server.folder), str(folder))
    place = Place(folder, name)
    place.git("switch", "--quiet", "--create", "main") if not (folder / "itsm.yaml").exists() else None
    return place


@pytest.fixture
def li(server: Place) -> Place:
    """Li Na's clone, from which the server got its first commit."""
    place = clone(server, "Li Na")
    place.commit(START, "Begin")
    said = place.git("push", "origin", "main")
    assert "begins" in said
    return place


def test_what_brings_an_error_is_refused_and_what_does_not_is_taken(li: Place, server: Place) -> None:
    li.commit({"shop.yaml": TYPO}, "Lean on what isn't there")
    said = li.git("push", "origin", "main", ok=False)
    assert "remote: refused: main is protected" in said
    assert "unknown-reference" in said
    assert "BLOCKED" in said
    assert server.git("rev-list", "--count", "main").strip() == "1"
    li.git("reset", "--quiet", "--hard", "HEAD~1")
    li.commit({"shop.yaml": SHOP.replace("name: shop", "name: shop, title: Shop")}, "Name it")
    assert "1 change" in li.git("push", "origin", "main")
    assert server.git("rev-list", "--count", "main").strip() == "2"


def test_other_branches_are_told_and_taken(li: Place, server: Place) -> None:
    li.git("switch", "--quiet", "--create", "risky")
    li.commit({"shop.yaml": TYPO}, "Lean on what isn't there")
    said = li.git("push", "origin", "risky")
    assert "BLOCKED" in said
    assert "refused" not in said
    li.git("commit", "--quiet", "--amend", "--message", "Said otherwise")
    assert "BLOCKED" in li.git("push", "--force", "origin", "risky")
    assert "BLOCKED" not in li.git("push", "origin", "--delete", "risky")
    assert server.git("branch", "--format=%(refname:short)").split() == ["main"]


def test_several_references_go_together_or_not_at_all(li: Place, server: Place) -> None:
    li.git("switch", "--quiet", "--create", "fine")
    li.commit({"shop.yaml": SHOP.replace("name: shop", "name: shop, title: Shop")}, "Name it")
    li.git("switch", "--quiet", "main")
    li.commit({"shop.yaml": TYPO}, "Lean on what isn't there")
    said = li.git("push", "origin", "fine", "main", ok=False)
    assert "fine" in said
    assert said.count("refused:") == 1
    assert server.git("branch", "--format=%(refname:short)").split() == ["main"]


def test_a_force_push_a_deletion_and_a_tag(li: Place, server: Place) -> None:
    li.git("tag", "--annotate", "--message", "first", "v1")
    assert "remote:" not in li.git("push", "origin", "v1")
    li.commit({"shop.yaml": SHOP.replace("name: shop", "name: shop, title: Shop")}, "Name it")
    li.git("push", "--quiet", "origin", "main")
    li.git("reset", "--quiet", "--hard", "v1")
    li.commit({"nodes.yaml": NODE.replace("name: a", "name: a, title: A")}, "Another way")
    said = li.git("push", "--force", "origin", "main", ok=False)
    assert "refused: main is protected and would lose 1 commit" in said
    server.git("symbolic-ref", "HEAD", "refs/heads/other")  # git itself keeps the branch that HEAD names
    server.itsm("hook", "install", "--protect", "main")
    assert "can't be deleted" in li.git("push", "origin", "--delete", "main", ok=False)
    assert "remote:" not in li.git("push", "origin", "--delete", "v1")


def test_patterns_of_protected_branches(li: Place, server: Place) -> None:
    server.itsm("hook", "install", "--protect", "release/*")
    li.commit({"shop.yaml": TYPO}, "Lean on what isn't there")
    assert "refused: release/1" in li.git("push", "origin", "main:release/1", ok=False)
    assert "refused" not in li.git("push", "origin", "main")


def test_the_server_reads_revisions_without_a_working_tree(li: Place, server: Place) -> None:
    del li
    assert "service:shop" in server.itsm("ls", "--rev", "main")
    assert "service:shop" in server.itsm("log", "shop")
    assert server.itsm("--root", str(server.folder), "validate", "--rev", "main")


def test_commits_are_looked_at_before_they_are_made(li: Place) -> None:
    assert "commit-msg  installed" in li.itsm("hook", "install")
    said = li.commit({"shop.yaml": TYPO}, "Lean on what isn't there", ok=False)
    assert "unknown-reference" in said
    li.commit({"shop.yaml": TYPO.replace("ci:b", "ci:a").replace("name: shop", "name: shop, title: Shop")}, "Fine")
    (li.folder / "shop.yaml").write_text(full(TYPO))
    li.commit({"other.txt": "text"}, "All of it", ok=False)
    li.git("reset", "--quiet", "shop.yaml")
    li.git("commit", "--quiet", "--message", "Only what is staged counts")
    li.git("stash", "--quiet")
    li.commit({}, "x\n\nchange: chg-1\nApproved-by: li-na", ok=False)
    said = li.commit({"change.yaml": "kind: Change\nmetadata: {name: chg-1}"}, "x\n\nchange: CHG-1\nApproved-by: li-na")
    assert "\n\nChange: chg-1\nApproved-by: Li Na <li-na@example.com>\n" in li.git("log", "-1", "--format=%B")
    li.git("commit", "--allow-empty", "--no-verify", "--message", "x")


def test_errors_that_were_there_before_hinder_nobody(li: Place) -> None:
    li.commit({"shop.yaml": TYPO}, "Lean on what isn't there")
    li.itsm("hook", "install")
    li.commit({"nodes.yaml": NODE.replace("name: a", "name: a, title: A")}, "Something else")


POLICY = """kind: ChangePolicy
metadata: {name: house}
spec:
  factors: {size: [{from: 1, points: 1}]}
  levels: [{name: low, from: 0}]
  approvals: [{name: its owner, by: [owner]}]
"""
OPS = """kind: Team
metadata: {name: ops}
spec: {email: ops@example.com, members: [zhang-wei]}
---
kind: Person
metadata: {name: zhang-wei, title: Zhang Wei}
spec: {email: zhang-wei@example.com}"""
CHANGE = """kind: Change
metadata: {name: chg-1}
spec: {purpose: More room., scope: ["ci:a"]}"""
BIGGER = NODE.replace("owner: web", "owner: ops").replace("type: server", "type: server, rto: 4h")


@pytest.fixture
def governed(li: Place) -> Place:
    """The same, with a policy: the owner of what changes approves, and that is another team than Li Na's."""
    li.commit(
        {"policy.yaml": POLICY, "ops.yaml": OPS, "nodes.yaml": NODE.replace("owner: web", "owner: ops")}, "Policy"
    )
    li.git("push", "--quiet", "origin", "main")
    return li


def test_what_lacks_approvals_is_refused_until_its_owner_approves(governed: Place, server: Place) -> None:
    governed.git("switch", "--quiet", "--create", "room")
    governed.commit({"nodes.yaml": BIGGER, "change.yaml": CHANGE}, "More room")
    governed.git("push", "--quiet", "origin", "room")
    said = governed.git("push", "origin", "room:main", ok=False)
    assert "remote: refused: team:ops has not approved: its owner: ci:a" in said
    governed.git("commit", "--allow-empty", "--message", "Yes\n\nApproved-by: Li Na <li-na@example.com>")
    assert "team:ops has not approved" in governed.git("push", "origin", "room:main", ok=False)

    zhang = clone(server, "Zhang Wei")
    zhang.git("switch", "--quiet", "room")
    zhang.git("commit", "--allow-empty", "--message", "Yes\n\nApproved-by: Zhang Wei <zhang-wei@example.com>")
    zhang.git("push", "--quiet", "origin", "room")
    governed.git("fetch", "--quiet")
    governed.git("reset", "--quiet", "--hard", "origin/room")
    governed.commit({"nodes.yaml": BIGGER.replace("4h", "8h")}, "Slower after all\x1b[2J")
    late = governed.git("push", "origin", "HEAD:main", ok=False)
    assert "Zhang Wei <zhang-wei@example.com> approved before this was added: Slower after all\\x1b[2J" in late
    governed.git("reset", "--quiet", "--hard", "HEAD~1")
    governed.git("switch", "--quiet", "main")
    governed.git("merge", "--no-ff", "--message", "Merge room", "room")
    governed.git("push", "origin", "main")
    server.itsm("hook", "install", "--require-signed")
    zhang.git("switch", "--quiet", "main")
    zhang.git("pull", "--quiet", "origin", "main")
    zhang.commit({"nodes.yaml": BIGGER.replace("4h", "8h")}, "Slower\n\nApproved-by: Li Na <li-na@example.com>")
    assert "has not approved" in zhang.git("push", "origin", "main", ok=False)


def test_what_hits_a_freeze_is_refused(governed: Place) -> None:
    freeze = "kind: Freeze\nmetadata: {name: year-end}\nspec:\n  scope: ['ci:a']\n  reason: Year end.\n  periods: "
    always = '[{start: "2026-01-01T00:00+08:00", end: "2126-01-01T00:00+08:00"}]'
    governed.commit({"freeze.yaml": freeze + always}, "Freeze")
    governed.git("push", "--quiet", "origin", "main")
    governed.commit({"nodes.yaml": BIGGER, "change.yaml": CHANGE}, "More room\n\nApproved-by: zhang-wei")
    said = governed.git("push", "origin", "main", ok=False)
    assert "refused: freeze:year-end is on from" in said
    assert "has not approved" not in said


NODES = "\n---\n".join(NODE.replace("name: a", f"name: {name}") for name in "abc")
POOL = SHOP.replace("[ci:a]", "[{name: pool, anyOf: [ci:a, ci:b, ci:c], need: 2}]")


def test_three_branches_collide_are_merged_and_keep_their_history(li: Place, server: Place) -> None:
    li.commit({"nodes.yaml": NODES, "shop.yaml": POOL}, "A pool of three")
    li.git("push", "--quiet", "origin", "main")
    zhang = clone(server, "Zhang Wei")
    li.git("switch", "--quiet", "--create", "titled")
    li.commit({"shop.yaml": POOL.replace("name: shop", "name: shop, title: Shop")}, "Name it")
    li.git("push", "--quiet", "origin", "titled")
    zhang.git("switch", "--quiet", "--create", "fewer")
    zhang.commit({"shop.yaml": POOL.replace("need: 2", "need: 1")}, "One is enough")
    zhang.git("push", "--quiet", "origin", "fewer")
    zhang.git("fetch", "--quiet")
    met = json.loads(zhang.itsm("plan", "main", "fewer", "--against", "origin/titled", "--format", "json"))
    assert [one["branch"] for one in met["collisions"]] == ["origin/titled"]

    li.git("switch", "--quiet", "--create", "renamed", "main")
    store = POOL.replace("name: shop", "name: store, formerly: [shop]")
    li.commit({"stores.yaml": store, "shop.yaml": TEAM.replace("name: web", "name: other")}, "Rename and move")
    li.git("push", "--quiet", "origin", "renamed")
    li.git("switch", "--quiet", "main")
    li.git("merge", "--quiet", "--no-ff", "--message", "Merge renamed", "renamed")
    li.git("push", "--quiet", "origin", "main")
    log = server.itsm("log", "service:store")
    assert [subject for subject in ("Rename and move", "A pool of three", "Begin") if subject not in log] == []
