"""Who said yes: what counts, what was said too early, and what git itself verifies."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from itsm_as_code.changes import Evidence
from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.sources import revision
from itsm_as_code.sources.evidence import Said, approvals_in, said
from tests.sources._repositories import Git, commit

YES = "\n\nApproved-by: Lin Yue <lin-yue@example.com>"


def ask(repo: Path, base: str = "main", head: str = "side", *forge: Evidence, signed: bool = False) -> Said:
    start = revision.resolve(repo, base) if base else None
    return said(repo, start, revision.resolve(repo, head), forge, signed=signed)


@pytest.fixture
def side(repo: Path, git: Git) -> Path:
    """A branch with one commit beyond main."""
    git("switch", "--quiet", "--create", "side")
    commit(git, repo, {"a.yaml": "n: 3\n"}, "edit")
    return repo


def test_a_trailer_speaks_for_what_came_before(side: Path, git: Git) -> None:
    assert ask(side) == Said((), (), ("Li Na <li-na@example.com>",))
    yes = commit(git, side, {}, "I agree" + YES + "\nreviewed-BY: person:han-lei")
    found = ask(side)
    assert [(one.by, one.kind, one.commit) for one in found.given] == [
        ("Lin Yue <lin-yue@example.com>", "trailer", yes),
        ("person:han-lei", "trailer", yes),
    ]
    commit(git, side, {}, "nothing more")
    assert len(ask(side).given) == 2
    commit(git, side, {"a.yaml": "n: 4\n"}, "one more thing")
    late = ask(side)
    assert late.given == ()
    assert [subjects for _, subjects in late.stale] == [("one more thing",)] * 2


def test_each_commit_may_be_approved_by_itself(repo: Path, git: Git) -> None:
    git("switch", "--quiet", "--create", "side")
    commit(git, repo, {"a.yaml": "n: 3\n"}, "edit" + YES)
    commit(git, repo, {"a.yaml": "n: 4\n"}, "edit again" + YES)
    assert len(ask(repo).given) == 1
    assert len(ask(repo).stale) == 1


def test_what_git_merges_by_itself_takes_no_approval_away(side: Path, git: Git) -> None:
    commit(git, side, {}, "I agree" + YES)
    git("switch", "--quiet", "main")
    commit(git, side, {"new.yaml": "n: 1\n"}, "elsewhere")
    git("switch", "--quiet", "side")
    git("merge", "--quiet", "--no-edit", "main")
    assert len(ask(side).given) == 1
    git("switch", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--message", "Merge" + YES.replace("Lin Yue", "Someone"), "side")
    merge = ask(side, "main~1", "main")
    assert [one.by.partition(" <")[0] for one in merge.given] == ["Someone", "Lin Yue"]
    git("reset", "--quiet", "--hard", "HEAD~1")
    git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    commit(git, side, {"smuggled.yaml": "n: 1\n"}, "Merge branch 'side'")
    evil = ask(side, "main~1", "main")
    assert [subjects for _, subjects in evil.stale] == [("Merge branch 'side'",)]


def test_no_merge_driver_is_started(side: Path, git: Git) -> None:
    git("switch", "--quiet", "main")
    commit(git, side, {".gitattributes": "*.yaml merge=evil\n", "a.yaml": "n: 9\n"}, "both edit")
    git("merge", "--quiet", "-s", "ours", "--no-edit", "side")
    git("config", "merge.evil.driver", f"touch {side}/itsm-canary; true")
    commit(git, side, {}, "I agree" + YES)
    ask(side, "main~2", "main")
    assert not (side / "itsm-canary").exists()


def test_the_first_commits_of_a_repository(repo: Path) -> None:
    assert ask(repo, "", "main").authors == ("Li Na <li-na@example.com>",)


def test_a_forge_speaks_for_the_commit_it_saw(side: Path, git: Git) -> None:
    first = git("rev-parse", "side")
    commit(git, side, {"a.yaml": "n: 4\n"}, "one more thing")
    old, new, other = (
        Evidence("lin-yue", "forge", first),
        Evidence("han-lei", "forge"),
        Evidence("x", "forge", "0" * 40),
    )
    found = ask(side, "main", "side", old, new, other)
    assert found.given == (new,)
    assert [(one.by, len(later)) for one, later in found.stale] == [("lin-yue", 1), ("x", 2)]


def test_a_file_of_approvals(tmp_path: Path) -> None:
    file = tmp_path / "approvals.json"
    full = {"by": "Li <li@example.com>", "commit": "a" * 40, "at": "2026-03-01T10:00:00Z", "url": "https://example.com"}
    file.write_text(json.dumps({"version": 1, "approvals": [{"by": "person:li-na"}, full]}))
    assert approvals_in(file) == (
        Evidence("person:li-na", "forge"),
        Evidence("Li <li@example.com>", "forge", "a" * 40),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "version"),
        ('{"version": 2, "approvals": []}', "version"),
        ('{"version": 1, "approvals": [{"by": ""}]}', r"approvals\[0\].by"),
        ('{"version": 1, "approvals": [{"by": "x", "commit": "HEAD"}]}', r"approvals\[0\].commit"),
        ('{"version": 1, "approvals": [{"by": "x", "when": 1}]}', "there is no when here"),
        ('{"version": 1, "approvals": {}}', "approvals"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "approvals.json"
    file.write_text(text)
    with pytest.raises(WrongUse, match=words):
        approvals_in(file)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(WorldRefused, match="can't be read"):
        approvals_in(tmp_path / "nothing.json")


@pytest.fixture
def keys(tmp_path: Path, git: Git) -> Path:
    """Two SSH keys; git trusts one of them, as lin-yue's."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    for name in ("trusted", "other"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    public = (tmp_path / "trusted.pub").read_text()
    (tmp_path / "signers").write_text(f"lin-yue@example.com {public}")
    git("config", "gpg.format", "ssh")
    git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "signers"))
    git("config", "user.signingKey", str(tmp_path / "trusted.pub"))
    return tmp_path


def test_signatures_are_verified_by_git(side: Path, git: Git, keys: Path) -> None:
    git("commit", "--quiet", "--allow-empty", "-S", "--message", "I agree" + YES)
    assert [one.kind for one in ask(side).given] == ["trailer"]
    found = ask(side, signed=True)
    assert [(one.by, one.kind) for one in found.given] == [("lin-yue@example.com", "signature")]
    git("config", "user.signingKey", str(keys / "other.pub"))
    git("commit", "--quiet", "--amend", "--allow-empty", "--no-edit", "-S")
    assert ask(side, signed=True).given == ()
    git("config", "user.signingKey", str(keys / "trusted.pub"))
    git("tag", "--sign", "--message", "I agree", "approved")
    assert [one.by for one in ask(side, signed=True).given] == ["lin-yue@example.com"]
    commit(git, side, {"a.yaml": "n: 4\n"}, "one more thing")
    assert ask(side, signed=True) == Said((), (), ("Li Na <li-na@example.com>",))


def test_no_program_of_a_repository_verifies(side: Path, git: Git, keys: Path) -> None:
    git("commit", "--quiet", "--allow-empty", "-S", "--message", "I agree")
    git("config", "gpg.ssh.program", f"touch {keys}/itsm-canary #")
    git("config", "gpg.program", f"touch {keys}/itsm-canary #")
    assert len(ask(side, signed=True).given) == 1
    assert not (keys / "itsm-canary").exists()
