"""Merges in memory: what git's own merge gives, and nothing in the repository is written, read as orders or run."""

from pathlib import Path

import pytest

from itsm_as_code.errors import WorldRefused
from itsm_as_code.sources import merging, revision
from tests.sources._repositories import Git, commit

BASE = "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n"


@pytest.fixture
def branches(git: Git, repo: Path) -> Path:
    """On main `x.yaml` and `sub/y.yaml`; `one` and `two` edit x at its two ends, `clash` where `one` does."""
    commit(git, repo, {"x.yaml": BASE, "sub/y.yaml": "y: 1\n"}, "base")
    for name, files in {
        "one": {"x.yaml": BASE.replace("a: 1", "a: 2")},
        "two": {"x.yaml": BASE.replace("e: 1", "e: 2"), "sub/z.yaml": "z: 1\n"},
        "clash": {"x.yaml": BASE.replace("a: 1", "a: 3"), "sub/y.yaml": "y: 2\n"},
    }.items():
        git("switch", "--quiet", "--create", name, "main")
        commit(git, repo, files, name)
    git("switch", "--quiet", "main")
    return repo


def merged(root: Path, one: str, other: str) -> tuple[dict[str, str], tuple[str, ...]]:
    with merging.workshop(root) as workshop:
        found = workshop.merge(revision.resolve(root, one), revision.resolve(root, other))
        files = {file.path: file.data.decode() for file in revision.files(found.root, found.tree)}
    return files, found.conflicts


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_both_edits_are_in_it_and_the_repository_is_as_before(branches: Path) -> None:
    before = everything(branches)
    files, conflicts = merged(branches, "one", "two")
    assert conflicts == ()
    assert files["x.yaml"] == BASE.replace("a: 1", "a: 2").replace("e: 1", "e: 2")
    assert files["sub/z.yaml"] == "z: 1\n"
    assert everything(branches) == before


def test_what_git_cannot_merge_is_named(branches: Path) -> None:
    _, conflicts = merged(branches, "one", "clash")
    assert conflicts == ("x.yaml",)


def test_what_was_merged_is_merged_further(branches: Path) -> None:
    with merging.workshop(branches) as workshop:
        first = workshop.merge(*(revision.resolve(branches, name) for name in ("main", "one")))
        both = workshop.merge(first.commit, revision.resolve(branches, "two"))
        found = {file.path: file.data for file in revision.files(both.root, both.tree)}
    assert found["x.yaml"] == BASE.replace("a: 1", "a: 2").replace("e: 1", "e: 2").encode()


def test_only_the_folder_that_is_looked_at(branches: Path) -> None:
    assert merged(branches / "sub", "one", "two")[0] == {"b.yaml": "n: b\n", "y.yaml": "y: 1\n", "z.yaml": "z: 1\n"}


def test_a_folder_that_the_merge_does_not_have(branches: Path, git: Git) -> None:
    git("switch", "--quiet", "--create", "three", "main")
    commit(git, branches, {"new/n.yaml": "n: 1\n"}, "three")
    assert merged(branches / "new", "one", "two") == ({}, ())


def test_merge_drivers_and_filters_of_a_repository_are_not_run(branches: Path, git: Git) -> None:
    canary = branches / "canary"
    git("config", "merge.evil.driver", f"touch {canary}")
    git("config", "merge.default", "evil")
    git("config", "filter.evil.clean", f"touch {canary}")
    git("config", "merge.renormalize", "true")
    (branches / ".git" / "info").mkdir(exist_ok=True)
    (branches / ".git" / "info" / "attributes").write_text("* merge=evil filter=evil\n")
    commit(git, branches, {".gitattributes": "* merge=evil\n"}, "attributes")
    canary.unlink(missing_ok=True)
    assert merged(branches, "one", "two")[1] == ()
    assert not canary.exists()


@pytest.mark.parametrize("bare", [False, True])
def test_clones_worktrees_and_bare_repositories(branches: Path, git: Git, bare: bool) -> None:
    other = branches.parent / "other"
    if bare:
        git("clone", "--quiet", "--bare", ".", str(other))
    else:
        git("worktree", "add", "--quiet", "--detach", str(other), "one")
    assert merged(other, "one", "two")[0]["sub/z.yaml"] == "z: 1\n"


def test_a_repository_of_sha256(git: Git, tmp_path: Path) -> None:
    folder = tmp_path / "long"
    git("init", "--quiet", "--object-format=sha256", "--initial-branch=main", str(folder))

    def run(*arguments: str) -> str:
        return git("-C", str(folder), *arguments)

    commit(run, folder, {"a.yaml": "a: 1\n"}, "one")
    run("switch", "--quiet", "--create", "next")
    commit(run, folder, {"b.yaml": "b: 1\n"}, "two")
    assert sorted(merged(folder, "main", "next")[0]) == ["a.yaml", "b.yaml"]


def test_histories_without_a_common_commit(branches: Path, git: Git) -> None:
    git("switch", "--quiet", "--orphan", "alone")
    commit(git, branches, {"q.yaml": "q: 1\n"}, "alone")
    with pytest.raises(WorldRefused, match="main and alone have no commit in common here"):
        merged(branches, "main", "alone")


def test_a_shallow_clone_that_lacks_the_common_commit(branches: Path, git: Git) -> None:
    shallow = branches.parent / "shallow"
    git("clone", "--quiet", "--depth=1", "--no-single-branch", branches.as_uri(), str(shallow))
    with pytest.raises(WorldRefused, match="have no commit in common here") as refused:
        merged(shallow, "origin/one", "origin/two")
    assert "--unshallow" in refused.value.hint


def test_an_older_git_gets_one_line(branches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = merging._git.ask

    def older(root: Path, *arguments: str, **more: bytes) -> merging._git.Answer:
        if arguments[0] == "merge-tree":
            return merging._git.Answer(129, b"", "usage: git merge-tree <base-tree> <branch1> <branch2>")
        return ask(root, *arguments, **more)

    monkeypatch.setattr(merging._git, "ask", older)
    with pytest.raises(WorldRefused, match="can't merge without a checkout"):
        merged(branches, "one", "two")


def test_open_branches(branches: Path, git: Git) -> None:
    git("branch", "merged", "main")
    git("branch", "again", "two")
    git("switch", "--quiet", "--create", "upon", "one")
    commit(git, branches, {"u.yaml": "u: 1\n"}, "upon")
    main, one = (revision.resolve(branches, name) for name in ("main", "one"))
    assert sorted(found.name for found in merging.unmerged(branches, main, one)) == ["again", "clash"]
    assert {found.id for found in merging.unmerged(branches, main, main)} == set()
