import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from itsm_as_code.errors import ItsmError, WorldRefused, WrongUse
from itsm_as_code.model import TextFile
from itsm_as_code.sources import _git, _objects, revision, working_tree
from tests.sources._repositories import ENVIRONMENT, Git, commit

Generate = Callable[[str], Path]


def read(root: Path, rev: str = "HEAD") -> dict[str, str]:
    found = revision.files(root, revision.resolve(root, rev))
    return {file.path: file.problem or file.data.decode() for file in found}


def names(root: Path, rev: str = "HEAD") -> set[str]:
    return {text.partition("name: ")[2].partition(",")[0] for text in read(root, rev).values()}


def canaries(folder: Path) -> list[Path]:
    return [*folder.rglob("*canary*"), *Path.cwd().glob("*canary*")]


@pytest.mark.parametrize(
    "rev", ["HEAD", "@", "main", "refs/heads/main", "heads/main", "HEAD~0", "main^0", "HEAD^{commit}"]
)
def test_ways_to_name_a_commit(repo: Path, git: Git, rev: str) -> None:
    identity = git("rev-parse", "HEAD")
    assert revision.resolve(repo, rev) == revision.Commit(identity, identity[:7], rev)


def test_ids_tags_and_the_log_of_references_name_commits(repo: Path, git: Git) -> None:
    newest, first = git("rev-parse", "HEAD"), git("rev-parse", "HEAD~1")
    git("tag", "light", first)
    git("tag", "--annotate", "--message=x", "t1", first)
    git("tag", "--annotate", "--message=y", "t2", "t1")
    for rev in (first, first[:9], "light", "t1", "t2", "HEAD~", "HEAD^", "HEAD@{1}", "t2-3-g" + first[:9]):
        assert revision.resolve(repo, rev).id == first
    assert revision.resolve(repo, newest.upper()).id == newest


def test_files_of_a_revision(repo: Path) -> None:
    assert read(repo) == {"a.yaml": "n: 2\n", "sub/b.yaml": "n: b\n"}
    assert read(repo, "HEAD~1") == {"a.yaml": "n: 1\n"}
    assert read(repo / "sub") == {"b.yaml": "n: b\n"}
    assert read(repo / "sub", "HEAD~1") == {}
    before = revision.resolve(repo, "HEAD~1")
    assert list(revision.files(repo, revision.resolve(repo, "HEAD"), ignore=["sub/"])) == [
        TextFile("a.yaml", b"n: 2\n")
    ]
    assert list(revision.files_of(repo, before, ["sub/b.yaml", "a.yaml", "nothing"])) == [TextFile("a.yaml", b"n: 1\n")]


def test_the_same_files_as_in_the_working_tree(repo: Path, git: Git) -> None:
    odd = {
        "itsm.yaml",
        "é.yaml",
        " lead.yaml",
        "-rf.yaml",
        "venv/x.yaml",
        ".hid/x.yaml",
        "x.yaml/i.YML",
        "a\tb.yaml",
        "n.txt",
    }
    commit(git, repo, dict.fromkeys(odd, "n: 1\n"), "odd")
    commit_now = revision.resolve(repo, "HEAD")
    assert list(revision.files(repo, commit_now)) == list(working_tree.files(repo))
    assert list(revision.files(repo, commit_now, ["x.yaml/"])) == list(working_tree.files(repo, ignore=["x.yaml/"]))
    assert revision.config_file(repo, commit_now) == working_tree.config_file(repo) == TextFile("itsm.yaml", b"n: 1\n")
    assert revision.config_file(repo, revision.resolve(repo, "HEAD~1")) is None


def test_what_lies_in_the_working_tree_does_not_matter(repo: Path) -> None:
    (repo / "a.yaml").unlink()
    (repo / "new.yaml").write_text("n: new\n")
    assert read(repo) == {"a.yaml": "n: 2\n", "sub/b.yaml": "n: b\n"}


def test_more_files_than_git_is_asked_for_at_once(repo: Path, git: Git) -> None:
    commit(git, repo, {f"many/{number:03}.yaml": f"n: {number}\n" * number for number in range(130)}, "many")
    found = read(repo / "many")
    assert found == {f"{number:03}.yaml": f"n: {number}\n" * number for number in range(130)}


def test_what_is_in_hand_is_not_read_again(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = revision.resolve(repo, "HEAD")
    files = list(revision.files(repo, head))
    asked: list[str] = []
    contents = _objects.contents
    monkeypatch.setattr(_objects, "contents", lambda root, ids: contents(root, noted(ids)))

    def noted(ids: Iterable[str]) -> Iterator[str]:
        for identity in ids:
            asked.append(identity)
            yield identity

    assert list(revision.files(repo, head, known=files[1:])) == files
    assert len(asked) == 1
    assert list(revision.files(repo, head, known=[TextFile("elsewhere", file.data) for file in files])) == files
    assert len(asked) == 1


def test_a_reader_may_stop_early(repo: Path) -> None:
    found = revision.files(repo, revision.resolve(repo, "HEAD"))
    assert next(found).path == "a.yaml"
    found.close()  # type: ignore[attr-defined]  # it is a generator; a process left behind would be a ResourceWarning


def test_links_are_followed_in_the_tree_as_on_disk(repo: Path, git: Git) -> None:
    (repo.parent / "outside.yaml").write_text("n: outside\n")
    links = {
        "in.yaml": "sub/b.yaml",
        "sub/up.yaml": "../a.yaml",
        "chain.yaml": "in.yaml",
        "way": "sub",
        "by-way.yaml": "way/b.yaml",
        "text.yaml": "README.md",
        "folder.yaml": "sub",
        "out.yaml": "../outside.yaml",
        "abs.yaml": "/etc/passwd",
        "dangling.yaml": "nowhere.yaml",
        "one.yaml": "two.yaml",
        "two.yaml": "one.yaml",
        "me.yaml": "me.yaml/me.yaml",
    }
    for name, target in links.items():
        (repo / name).symlink_to(target)
    commit(git, repo, {}, "links")
    now = revision.resolve(repo, "HEAD")
    assert list(revision.files(repo, now)) == list(working_tree.files(repo))
    assert read(repo)["by-way.yaml"] == "n: b\n"
    assert read(repo)["out.yaml"] == read(repo)["abs.yaml"] == "a link that leaves the root; it was not followed"
    assert read(repo / "sub")["up.yaml"] == "a link that leaves the root; it was not followed"


def test_changed_files(repo: Path, git: Git) -> None:
    first, before = (revision.resolve(repo, rev) for rev in ("HEAD~1", "HEAD"))
    (repo / "link.yaml").symlink_to("sub/b.yaml")
    commit(git, repo, {".hidden.yaml": "", "itsm.yaml": "", "text.md": "", "caf\udce9.yaml": ""}, "link")
    linked = revision.resolve(repo, "HEAD")
    git("mv", "a.yaml", "c.yaml")
    commit(git, repo, {"sub/b.yaml": "n: other\n"}, "other")
    after = revision.resolve(repo, "HEAD")
    assert revision.changed(repo, first, before) == ("a.yaml", "sub/b.yaml")
    assert revision.changed(repo, before, linked) == ("caf\\xe9.yaml", "link.yaml")
    assert revision.changed(repo, linked, after) == ("a.yaml", "c.yaml", "link.yaml", "sub/b.yaml")
    assert revision.changed(repo / "sub", linked, after) == ("b.yaml",)
    assert revision.changed(repo, after, after) == ()


def test_history(repo: Path, git: Git) -> None:
    git("checkout", "--quiet", "-b", "side")
    commit(git, repo, {"s.yaml": ""}, "on the side")
    git("checkout", "--quiet", "main")
    commit(git, repo, {"m.yaml": ""}, "on main\n\nwith a body")
    git("merge", "--quiet", "--no-edit", "side")
    entries = list(revision.history(repo, 10, first_parent=True))
    assert [entry.subject for entry in entries] == ["Merge branch 'side'", "on main", "two", "one"]
    assert [entry.parent for entry in entries] == [*(entry.commit for entry in entries[1:]), None]
    assert {entry.author for entry in entries} == {"Li Na <li-na@example.com>"}
    assert {entry.date for entry in entries} == {datetime.fromisoformat("2026-01-02T03:04:05+08:00")}
    assert entries[0].date.isoformat() == "2026-01-02T03:04:05+08:00"
    assert entries[0].commit.name == entries[0].commit.short == entries[0].commit.id[:7]
    assert [entry.subject for entry in revision.history(repo, 2, first_parent=True)] == [
        "Merge branch 'side'",
        "on main",
    ]
    assert list(revision.history(repo, 0)) == list(revision.history(repo, -3)) == []
    everything = [entry.subject for entry in revision.history(repo)]
    assert everything[0] == "Merge branch 'side'"
    assert set(everything[1:3]) == {"on main", "on the side"}
    assert everything[3:] == ["two", "one"]
    assert [entry.subject for entry in revision.history(repo, start="side")] == ["on the side", "two", "one"]


def test_trailers(repo: Path, git: Git) -> None:
    commit(git, repo, {}, "one\n\nText: this is text.\n\nChange: chg-7\nApproved-by: Li\n Na <li@example.com>")
    (entry,) = revision.history(repo, 1)
    assert entry.trailers == (("Change", "chg-7"), ("Approved-by", "Li Na <li@example.com>"))
    assert entry.said("change") == ("chg-7",)
    assert entry.said("reviewed-by") == ()


def test_which_files_differ(repo: Path, git: Git) -> None:
    git("checkout", "--quiet", "-b", "side", "HEAD~1")
    commit(git, repo, {"sub/c.yaml": "n: c\n"}, "on the side")
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-edit", "side")
    commit(git, repo, {}, "nothing")
    (repo / "link.yaml").symlink_to("a.yaml")
    commit(git, repo, {"caf\udce9.yaml": "", ".hidden.yaml": "", "itsm.yaml": ""}, "others")
    entries = {entry.subject: entry for entry in revision.history(repo)}
    found = revision.differences(repo, entries.values())

    def paths(subject: str, parent: int = 0) -> list[str]:
        return [one.path for one in found.get((entries[subject].commit.id, parent), ())]

    assert paths("others") == ["caf\\xe9.yaml"]
    assert paths("nothing") == []
    assert paths("Merge branch 'side'") == ["sub/c.yaml"]
    assert paths("Merge branch 'side'", 1) == ["a.yaml", "sub/b.yaml"]
    (one,) = found[entries["one"].commit.id, 0]
    assert one.before == ""
    below = revision.differences(repo / "sub", entries.values())
    assert {path for differing in below.values() for path, _, _ in differing} == {"b.yaml", "c.yaml"}
    with revision.reader(repo) as read_objects:
        assert read_objects([one.after] * 120) == [b"n: 1\n"] * 120
        assert read_objects([]) == []


@pytest.mark.parametrize(
    ("wrote", "expected"),
    [
        ((b"J\xf6rg <j@example.com> 0 +0000", b"latin-1"), ("Jörg <j@example.com>", "1970-01-01T00:00:00+00:00")),
        (
            (b"J\xf6rg <j@example.com> 0 +0000", b"no-such-code"),
            ("J\ufffdrg <j@example.com>", "1970-01-01T00:00:00+00:00"),
        ),
        ((b"A <a@b> 4294967295 -0330", b"utf-8"), ("A <a@b>", "2106-02-07T02:58:15-03:30")),
        ((b"A <a@b> 99999999999999999999 +0000", b"utf-8"), ("A <a@b>", "1970-01-01T00:00:00+00:00")),
        ((b"A <a@b> 1 +9999", b"utf-8"), ("A <a@b>", "1970-01-01T00:00:01+00:00")),
        ((b"A <a@b> " + b"9" * 5000 + b" +0000", b"utf-8"), ("A <a@b>", "1970-01-01T00:00:00+00:00")),
        ((b"nobody", b"utf-8"), ("", "1970-01-01T00:00:00+00:00")),
        ((b"", b"utf-8"), ("", "1970-01-01T00:00:00+00:00")),
    ],
)
def test_odd_authors_and_dates(repo: Path, git: Git, wrote: tuple[bytes, bytes], expected: tuple[str, str]) -> None:
    tree = git("rev-parse", "HEAD^{tree}").encode()
    raw = b"tree %s\nauthor %s\ncommitter C <c@d> 1 +0000\nencoding %s\n\nn\xe9 x\n" % (tree, *wrote)
    (repo / "raw").write_bytes(raw)
    identity = git("hash-object", "-t", "commit", "-w", "--literally", "raw")
    git("update-ref", "refs/heads/main", identity)
    (entry,) = revision.history(repo, 1)
    assert (entry.author, entry.date.isoformat()) == expected
    assert "\n" not in entry.subject


def test_current_branch(repo: Path, git: Git) -> None:
    git("tag", "main")
    assert revision.current_branch(repo) == "main"
    git("checkout", "--quiet", "-b", "team/é")
    assert revision.current_branch(repo) == "team/é"
    git("checkout", "--quiet", "--detach")
    assert revision.current_branch(repo) == ""
    with pytest.raises(WorldRefused, match="not in a git repository"):
        revision.current_branch(repo.parent)


@pytest.mark.parametrize(
    ("rev", "trouble"),
    [
        ("-x", "begins with '-'"),
        ("HEAD main", "holds a space"),
        ("HEAD\u00a0", "holds a space"),
        ("HEAD\u202e", "control character"),
        ("HEAD\0", "control character"),
        ("\udce9", "control character"),
        ("", "empty"),
        ("m" * 257, "longer than 256"),
        ("a..b", "range"),
        ("^a", "range"),
        (":/fix", "search"),
        ("HEAD^{/x}", "search"),
        ("HEAD^{}^{tree}", "another kind"),
        ("HEAD@{now}", "without a number"),
        ("HEAD~9999999999", "further than any history"),
        ("ma*n", "pattern"),
        ("ma[i]n", "pattern"),
        ("ma\\in", "pattern"),
        ("a;b", "a shell"),
        ("$(id)", "a shell"),
        (".git/HEAD", "is a path"),
        ("nothing", "no commit called 'nothing'"),
        ("HEAD~99", "no commit called 'HEAD~99'"),
        ("HEAD^9", "no commit called"),
        ("HEAD@{99}", "no commit called"),
        ("refs/heads/none", "no commit called"),
        ("f" * 40, "no commit called"),
    ],
)
def test_revisions_that_name_nothing(repo: Path, rev: str, trouble: str) -> None:
    with pytest.raises(WrongUse) as refused:
        revision.resolve(repo, rev)
    assert trouble in refused.value.message
    assert refused.value.message.isprintable()
    assert refused.value.hint


def test_near_names(repo: Path, git: Git) -> None:
    git("branch", "drop-third-mailbox")
    git("branch", "a" * 40)
    git("tag", "blob", git("rev-parse", "HEAD:a.yaml"))
    for rev, hint in (
        ("drop-thrid-mailbox~2", "did you mean drop-third-mailbox?"),
        ("a" * 40, f"did you mean refs/heads/{'a' * 40}?"),
        ("blob", "git branch --all and git tag list the names"),
    ):
        with pytest.raises(WrongUse, match="no commit called") as refused:
            revision.resolve(repo, rev)
        assert refused.value.hint == hint


def test_hostile_revisions(shared_data: Path, repo: Path) -> None:
    strings = json.loads((shared_data / "adversarial" / "160-revision-arguments" / "strings.json").read_text())
    assert len(strings) > 50
    for rev in strings:
        with pytest.raises(ItsmError) as refused:
            revision.resolve(repo, rev)
        assert refused.value.message.isprintable()
    assert canaries(repo.parent) == []


def test_names_in_full_and_ambiguous_ones(generate: Generate) -> None:
    root = generate("161-hostile-ref-names")
    for full in ("-x", "--help", "--output=pwn", "HEAD", "a" * 40, "$(id)", "a;b", "origin/main", "é"):
        assert names(root, f"refs/heads/{full}") == {"a"}
    assert names(root, "refs/tags/-t") == names(root, "t1") == names(root, "t2") == {"a"}
    assert names(root, "HEAD") == names(root, "refs/tags/v1") == {"a", "b"}
    for rev in ("v1", "v1~0", "v1^{commit}"):
        with pytest.raises(WrongUse, match="ambiguous: refs/heads/v1 and refs/tags/v1 are different commits"):
            revision.resolve(root, rev)
    for rev in ("blobtag", "treetag", "loop1", "dangling", "-x"):
        with pytest.raises(WrongUse):
            revision.resolve(root, rev)


def test_one_commit_by_two_names_is_not_ambiguous(repo: Path, git: Git) -> None:
    git("branch", "same")
    git("tag", "same")
    assert revision.resolve(repo, "same").id == git("rev-parse", "HEAD")


def test_detached_bare_and_unfinished(generate: Generate) -> None:
    detached = generate("163-detached-head")
    assert revision.current_branch(detached) == ""
    assert (names(detached), names(detached, "main")) == ({"a"}, {"a", "b"})
    bare = generate("164-bare-repo") / "r.git"
    assert names(bare) == {"a"}
    assert len(list(revision.history(bare, 5))) == 1
    assert revision.changed(bare, revision.resolve(bare, "HEAD"), revision.resolve(bare, "main")) == ()
    assert names(generate("173-merge-in-progress")) == {"a"}


def test_odd_paths_in_a_tree(generate: Generate) -> None:
    root = generate("168-odd-paths-in-tree")
    assert names(root) == {f"n{number}" for number in range(1, 13)}
    now = revision.resolve(root, "HEAD")
    found = list(revision.files(root, now))
    assert found == list(working_tree.files(root))
    assert list(revision.files_of(root, now, [file.path for file in found])) == found


def test_a_repository_whose_configuration_names_programs(generate: Generate) -> None:
    root = generate("170-hostile-config")
    before, after = revision.resolve(root, "HEAD~1"), revision.resolve(root, "HEAD")
    assert names(root) == {"b"}
    assert revision.changed(root, before, after) == ("a.yaml",)
    assert len(list(revision.history(root, 9))) == 2
    assert revision.current_branch(root) == "main"
    assert canaries(root) == []


def test_configuration_that_keeps_git_waiting(repo: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(repo / "pipe")
    git("config", "include.path", str(repo / "pipe"))
    monkeypatch.setattr(_git, "_PATIENCE", 0.2)
    with pytest.raises(WorldRefused, match="no answer"):
        revision.resolve(repo, "HEAD")


def test_a_partial_clone_never_fetches(generate: Generate) -> None:
    root = generate("172-partial-clone") / "r"
    now = revision.resolve(root, "HEAD")
    with pytest.raises(WorldRefused, match="partial clone"):
        list(revision.files(root, now))


@pytest.mark.parametrize("knows_lazy_fetch", [True, False])
def test_a_partial_clone_whose_configuration_allows_to_fetch(
    git: Git, repo: Path, monkeypatch: pytest.MonkeyPatch, knows_lazy_fetch: bool
) -> None:
    if not knows_lazy_fetch:  # as git before 2.45
        monkeypatch.delitem(_git._SETTINGS, "GIT_NO_LAZY_FETCH")
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repo}", "../part")
    part = repo.parent / "part"
    git("config", "protocol.file.allow", "always", cwd=part)
    git("config", "remote.origin.uploadpack", f"touch {part}/itsm-canary; git-upload-pack", cwd=part)
    now = revision.resolve(part, "HEAD")
    with pytest.raises(WorldRefused, match="partial clone"):
        list(revision.files(part, now))
    assert canaries(part) == []


def test_shapes_of_history(generate: Generate) -> None:
    root = generate("175-history-shapes")
    history = list(revision.history(root, 100, first_parent=True))
    assert [entry.subject for entry in history[-4:]] == ["rename", "octopus", "x", "one"]
    assert history[0].subject == "future"  # which a replace reference would hide
    assert names(root) == {"a", "y", "z", "inx"}
    renamed = revision.changed(root, revision.resolve(root, "HEAD~5"), revision.resolve(root, "HEAD~4"))
    assert renamed == ("A.yaml", "a.yaml")
    folder = revision.changed(root, revision.resolve(root, "HEAD~3"), revision.resolve(root, "HEAD~2"))
    assert folder == ("x.yaml", "x.yaml/i.yaml")
    for branch in ("p", "q"):
        assert names(root, branch) == {"a", "x", "y", "z", "p", "q"}


def test_line_ends_and_large_file_pointers_are_passed_on(
    generate: Generate, git: Git, repo: Path, shared_data: Path
) -> None:
    root = generate("176-lfs-and-eol")
    assert b"\r\n" in (root / "a.yaml").read_bytes()
    assert "\r" not in read(root)["a.yaml"]
    pointer = (shared_data / "adversarial" / "176-lfs-and-eol" / "lfs.yaml").read_text()
    commit(git, repo, {"lfs.yaml": pointer, ".gitattributes": "*.yaml filter=lfs diff=lfs merge=lfs -text\n"}, "lfs")
    assert read(repo)["lfs.yaml"] == pointer


def test_a_repository_of_sha256(generate: Generate) -> None:
    root = generate("177-sha256-repo")
    now = revision.resolve(root, "HEAD")
    assert len(now.id) == 64
    assert read(root) == {"a.yaml": "# x\n"}
    assert [entry.commit.id for entry in revision.history(root, 3)] == [now.id]


def test_variables_do_not_choose_the_repository(
    shared_data: Path, repo: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repo.parent / "other"
    git("init", "--quiet", str(other))
    attacks = json.loads((shared_data / "adversarial" / "179-env-attacks" / "strings.json").read_text())
    attacks += [
        {"GIT_DIR": str(other / ".git")},
        {"GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/x", "GIT_NAMESPACE": "x", "GIT_CEILING_DIRECTORIES": str(repo)},
        {"GIT_OBJECT_DIRECTORY": str(other / ".git" / "objects")},
        {"GIT_QUARANTINE_PATH": str(other / ".git" / "objects")},
        {"GIT_TRACE": str(repo / "itsm-canary-trace"), "GIT_EXEC_PATH": "/nonexistent", "GIT_SHALLOW_FILE": "/x"},
        {"GIT_LITERAL_PATHSPECS": "0", "GIT_REPLACE_REF_BASE": "refs/heads", "GIT_DEFAULT_HASH": "sha256"},
    ]
    now = revision.resolve(repo, "HEAD")
    for attack in attacks:
        _git._quarantine.cache_clear()
        with monkeypatch.context() as patch:
            for name, value in attack.items():
                patch.setenv(name, value)
            assert revision.resolve(repo, "HEAD") == now
            assert read(repo) == {"a.yaml": "n: 2\n", "sub/b.yaml": "n: b\n"}
            assert [entry.commit.id for entry in revision.history(repo, 1)] == [now.id]
    assert canaries(repo.parent) == []


def test_in_a_hook_the_pushed_commits_are_seen_before_they_are_accepted(repo: Path, git: Git) -> None:
    git("clone", "--quiet", "--bare", ".", "../bare.git")
    bare = repo.parent / "bare.git"
    code = (
        "import sys; from pathlib import Path; from itsm_as_code.sources import revision as r;"
        "new = sys.stdin.read().split()[1];"
        "Path('seen').write_text(''.join(f.path for f in r.files(Path(), r.resolve(Path(), new))))"
    )
    hook = bare / "hooks" / "pre-receive"
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}"\n')
    hook.chmod(0o755)
    commit(git, repo, {"pushed.yaml": ""}, "pushed")
    git("push", "--quiet", "../bare.git", "main")
    assert (bare / "seen").read_text() == "a.yamlpushed.yamlsub/b.yaml"


def test_a_branch_without_a_commit(git: Git, tmp_path: Path) -> None:
    for rev in ("HEAD", "@", "main", "refs/heads/main", "HEAD~1"):
        with pytest.raises(WorldRefused, match="has no commit yet") as refused:
            revision.resolve(tmp_path / "repo", rev)
        assert refused.value.hint == "commit something first"
    with pytest.raises(WrongUse, match="no commit called 'other'"):
        revision.resolve(tmp_path / "repo", "other")
    assert revision.current_branch(tmp_path / "repo") == git("symbolic-ref", "--short", "HEAD")
    with pytest.raises(WorldRefused, match="has no commit yet"):
        list(revision.history(tmp_path / "repo", 1))


def test_a_shallow_clone(repo: Path, git: Git) -> None:
    git("clone", "--quiet", "--depth=1", f"file://{repo}", "../shallow")
    shallow = repo.parent / "shallow"
    assert read(shallow) == read(repo)
    assert [entry.parent for entry in revision.history(shallow, 5)] == [None]
    with pytest.raises(WorldRefused, match="shallow clone does not reach 'HEAD~1'") as refused:
        revision.resolve(shallow, "HEAD~1")
    assert "--unshallow" in refused.value.hint


def test_a_submodule_is_no_file(repo: Path, git: Git) -> None:
    before = revision.resolve(repo, "HEAD")
    git("submodule", "--quiet", "add", str(repo), "inner.yaml")
    commit(git, repo, {"after.yaml": ""}, "inner")
    assert sorted(read(repo)) == ["a.yaml", "after.yaml", "sub/b.yaml"]
    assert revision.changed(repo, before, revision.resolve(repo, "HEAD")) == ("after.yaml",)
    assert read(repo / "inner.yaml") == {"a.yaml": "n: 2\n", "sub/b.yaml": "n: b\n"}


def test_a_second_worktree(repo: Path, git: Git) -> None:
    git("worktree", "add", "--quiet", "-b", "second", "../second", "HEAD~1")
    second = repo.parent / "second"
    assert read(second) == {"a.yaml": "n: 1\n"}
    assert read(second, "main") == read(repo)
    assert revision.current_branch(second) == "second"


def test_not_a_repository(tmp_path: Path) -> None:
    with pytest.raises(WorldRefused, match="not in a git repository") as refused:
        revision.resolve(tmp_path, "HEAD")
    assert refused.value.hint
    with pytest.raises(WorldRefused, match="no folder"):
        revision.resolve(tmp_path / "nothing", "HEAD")


def test_a_broken_repository(repo: Path) -> None:
    now = revision.resolve(repo, "HEAD")
    for folder in (repo / ".git" / "objects").glob("??"):
        for item in folder.iterdir():
            item.chmod(0o600)
            item.write_bytes(b"broken")
    with pytest.raises(WorldRefused) as refused:
        list(revision.files(repo, now))
    assert refused.value.message.isprintable()


def test_a_missing_object(repo: Path, git: Git) -> None:
    blob = git("rev-parse", "HEAD:a.yaml")
    (repo / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(WorldRefused, match=f"the object {blob[:12]} is missing"):
        read(repo)


def test_names_that_the_locale_cannot_spell(repo: Path, git: Git) -> None:
    git("branch", "é")
    code = (
        "import sys; from pathlib import Path; from itsm_as_code.sources import revision as r;"
        "print(r.resolve(Path(sys.argv[1]), chr(233)).id)"
    )
    settings = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = subprocess.run([sys.executable, "-c", code, str(repo)], check=True, capture_output=True, env=settings)
    assert answer.stdout.decode().strip() == git("rev-parse", "HEAD")


def test_git_is_not_installed(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo))
    with pytest.raises(WorldRefused, match="git is not installed"):
        revision.resolve(repo, "HEAD")


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can make a repository another user's")
def test_a_repository_of_another_user(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["chown", "-R", "65534", str(repo)], check=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with pytest.raises(WorldRefused, match="belongs to another user") as refused:
        revision.resolve(repo / "sub", "HEAD")
    assert refused.value.hint.endswith(f"--add safe.directory {repo}")
    subprocess.run(
        ["git", "config", "--file", str(tmp_path / ".gitconfig"), "safe.directory", str(repo)],
        check=True,
        env=ENVIRONMENT,
    )
    _git._trusted.cache_clear()
    assert read(repo) == {"a.yaml": "n: 2\n", "sub/b.yaml": "n: b\n"}
