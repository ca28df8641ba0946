"""`plan`, `log` and `--rev` on real repositories: branches, detached heads, subfolders, and hostile revisions."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from itsm_as_code.cli import main
from tests.conftest import Repository

SHOP = "kind: Service\nmetadata: {name: shop, owner: web}\nspec: {dependsOn: [service:db]}"
DB = "kind: Service\nmetadata: {name: db, owner: web}"
TEAM = "kind: Team\nmetadata: {name: web}"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, repository: Repository) -> Run:
    """`itsm` in this process, inside the repository."""
    monkeypatch.chdir(repository.folder)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["itsm", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture
def grown(repository: Repository) -> Repository:
    """Three commits on main: shop and team, then its database, then a title."""
    repository.commit({"all.yaml": f"{SHOP}\n---\n{TEAM}"}, "Begin", 1)
    repository.commit({"cmdb/db.yaml": DB}, "Add the database", 2)
    repository.commit({"cmdb/db.yaml": DB.replace("owner", "title: Database, owner")}, "Name it", 3)
    return repository


def test_plan_of_the_working_tree(run: Run, grown: Repository) -> None:
    grown.write({"cmdb/db.yaml": DB.replace("owner", "title: Data, owner")})
    code, out, err = run("plan", "main")
    assert (code, err) == (0, "")
    assert "metadata.title" not in out
    assert "title" in out
    assert "Database → Data" in out
    assert grown.git("status", "--short") == "M cmdb/db.yaml"


def test_plan_between_two_commits_and_on_a_detached_head(run: Run, grown: Repository) -> None:
    grown.git("checkout", "--quiet", "--detach", "HEAD~1")
    code, out, _ = run("plan", "HEAD~1", "HEAD", "--format", "json")
    plan = json.loads(out)
    assert code == 0
    assert [(one["action"], one["ref"]) for one in plan["changes"]] == [("create", "service:db")]
    assert [one["rule"] for one in plan["findings"]["fixed"]] == ["unknown-reference"]
    assert run("plan", "main", "HEAD", "--fail-on", "never")[0] == 0
    assert run("log")[0] == 0


def test_no_change_says_so(run: Run, grown: Repository) -> None:
    del grown
    code, out, _ = run("plan", "HEAD")
    assert code == 0
    assert "no changes" in out


def test_what_fails_is_chosen(run: Run, grown: Repository) -> None:
    grown.write({"cmdb/db.yaml": None})
    assert run("plan", "HEAD")[0] == 1
    assert run("plan", "HEAD", "--fail-on", "never")[0] == 0
    grown.write({"cmdb/db.yaml": DB, "all.yaml": f"{SHOP.replace('[service:db]', '[]')}\n---\n{TEAM}"})
    assert run("plan", "HEAD~2")[0] == 0
    assert run("plan", "HEAD~1", "--fail-on", "review")[0] in (0, 1)


def test_root_in_a_subfolder(run: Run, grown: Repository) -> None:
    del grown
    code, out, _ = run("--root", "cmdb", "plan", "HEAD~1", "HEAD", "--format", "json")
    plan = json.loads(out)
    assert code == 0
    assert [(one["ref"], one["path"]) for one in plan["changes"]] == [("service:db", "db.yaml")]
    assert "all.yaml" not in run("--root", "cmdb", "validate", "--rev", "HEAD", "--fail-on", "never")[1]


def test_rev_reads_what_was_committed(run: Run, grown: Repository) -> None:
    grown.write({"all.yaml": None})
    assert "service:shop" in run("ls", "--rev", "HEAD")[1]
    assert "service:shop" not in run("ls")[1]
    assert run("validate", "--rev", "HEAD~2")[0] == 1
    assert run("validate", "--rev", "HEAD")[0] == 0
    assert "service:shop" in run("impact", "service:db", "--rev", "HEAD")[1]


def test_settings_of_a_revision_are_those_it_had(run: Run, grown: Repository) -> None:
    grown.commit({"itsm.yaml": "rules: {unknown-reference: off}\n", "cmdb/db.yaml": None}, "Off", 4)
    grown.write({"itsm.yaml": ""})
    assert run("validate", "--rev", "HEAD")[0] == 0
    assert run("validate")[0] == 1


def test_log_of_all_and_of_one(run: Run, grown: Repository) -> None:
    del grown
    code, out, _ = run("log")
    assert code == 0
    assert out.index("Name it") < out.index("Add the database") < out.index("Begin")
    _, one, _ = run("log", "service:shop")
    assert "Begin" in one
    assert "Name it" not in one
    assert run("log", "--limit", "1")[1].count("Li Na") == 1


def test_log_follows_a_rename_and_finds_what_is_gone(run: Run, grown: Repository) -> None:
    store = SHOP.replace("name: shop", "name: store, formerly: [shop]")
    grown.commit({"all.yaml": f"{store}\n---\n{TEAM}"}, "Rename", 4)
    _, out, _ = run("log", "store")
    assert "Rename" in out
    assert "Begin" in out
    assert "Begin" in run("log", "service:shop")[1]


def test_log_of_what_never_was(run: Run, grown: Repository) -> None:
    del grown
    code, out, err = run("log", "service:shopp")
    assert (code, out) == (2, "")
    assert "did you mean service:shop" in err
    assert "--fields is about one entity" in run("log", "--fields")[2]


def test_log_of_what_is_gone_and_of_another_name(run: Run, grown: Repository) -> None:
    grown.commit(
        {"cmdb/db.yaml": None, "all.yaml": f"{SHOP.replace(', owner', ', aliases: [web-shop], owner')}"}, "Gone", 4
    )
    assert _subjects(run, "service:db") == ["Gone", "Name it", "Add the database"]
    assert _subjects(run, "service:web-shop") == ["Gone", "Begin"]
    code, _, err = run("log", "service:db", "--fields")
    assert (code, "there is no" in err) == (2, True)


def test_log_of_fields(run: Run, grown: Repository) -> None:
    grown.commit({"cmdb/db.yaml": DB.replace("owner", "title: Data, owner")}, "Rename\n\nChange: chg-7", 4)
    assert _subjects(run, "service:db", "metadata.title") == ["Rename", "Name it", "Add the database"]
    assert _subjects(run, "service:db", "spec") == ["Add the database"]
    _, out, _ = run("log", "db", "--fields")
    title, owner = (
        next(line for line in out.splitlines() if f"metadata.{name}" in line) for name in ("title", "owner")
    )
    assert title.split()[1:] == ["Data", grown.git("rev-parse", "HEAD")[:10], "2026-01-04", "Li", "Na", "chg-7"]
    assert "Add the database" in owner


def test_log_follows_the_side_that_a_merge_took(run: Run, grown: Repository) -> None:
    grown.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    grown.commit({"moved/db.yaml": DB.replace("owner", "title: Side, owner"), "cmdb/db.yaml": None}, "On the side", 4)
    grown.git("checkout", "--quiet", "main")
    grown.commit({"all.yaml": f"{SHOP}\n---\n{TEAM}\n---\n{TEAM.replace('web', 'ops')}"}, "Elsewhere", 5)
    grown.git("merge", "--quiet", "--no-edit", "-s", "ours", "side")
    assert _subjects(run, "service:db") == ["Name it", "Add the database"]
    grown.git("reset", "--quiet", "--hard", "HEAD~1")
    grown.git("merge", "--quiet", "--no-commit", "-s", "ours", "side")
    grown.commit({"moved/db.yaml": DB.replace("owner", "title: Both, owner"), "cmdb/db.yaml": None}, "Merge", 6)
    assert _subjects(run, "service:db") == ["Merge", "On the side", "Name it", "Add the database"]
    assert _subjects(run, "team:ops") == ["Elsewhere"]
    assert "Elsewhere" in run("log")[1]


def _subjects(run: Run, *arguments: str) -> list[str]:
    code, out, _ = run("log", *arguments, "--format", "json")
    assert code == 0
    return [one["subject"] for one in json.loads(out)["entries"]]


REFUSED = [
    (["plan", "mian"], 2, "main"),
    (["plan", "main", "--output=x"], 0, ""),
    (["plan", "main..HEAD"], 2, "range"),
    (["plan", "--", "-c"], 2, "begins with '-'"),
    (["validate", "--rev", "HEAD~99"], 2, "no commit called"),
    (["validate", "--rev", "HEAD:all.yaml"], 2, "':'"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED, ids=range(len(REFUSED)))
def test_refused_revisions(run: Run, grown: Repository, arguments: list[str], code: int, words: str) -> None:
    del grown
    found = run(*arguments)
    assert found[0] == code
    assert words in found[2]


def test_no_repository_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for arguments in (["plan", "main"], ["log"], ["validate", "--rev", "HEAD"]):
        code, out, err = run(*arguments)
        assert (code, out) == (3, "")
        assert err.startswith("error: ")
        assert "Traceback" not in err


def test_hostile_revisions_do_nothing_but_say_so(run: Run, grown: Repository, shared_data: Path) -> None:
    strings = json.loads((shared_data / "adversarial/160-revision-arguments/strings.json").read_text(encoding="utf-8"))
    before = sorted(path for path in grown.folder.rglob("*") if ".git" not in path.parts)
    assert len(strings) > 50
    for text in strings:
        for arguments in (["plan", "--", text], ["plan", "--", "main", text], ["validate", f"--rev={text}"]):
            code, out, err = run(*arguments)
            assert (code, out) in ((2, ""), (3, "")), (text, arguments)
            lines = err.splitlines()
            assert 1 <= len(lines) <= 2, (text, err)
            assert lines[0].startswith("error: ")
            assert err.isprintable() or err.replace("\n", "").isprintable()
    assert sorted(path for path in grown.folder.rglob("*") if ".git" not in path.parts) == before
    assert not list(grown.folder.rglob("*canary*"))


def test_a_question_without_a_separator_is_refused_by_the_parser(grown: Repository) -> None:
    """What begins with a dash is an option of itsm, and never one of git."""
    for text in ("--upload-pack=touch canary", "--output=canary", "-Ocanary"):
        ran = subprocess.run(
            [sys.executable, "-m", "itsm_as_code", "validate", "--rev", text],
            cwd=grown.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 2
        assert not list(grown.folder.rglob("*canary*"))


def test_selectors_know_what_differs_from_a_base(run: Run, grown: Repository) -> None:
    del grown
    assert _listed(run, "state:modified", "HEAD~1") == ["service:db"]
    assert _listed(run, "state:modified", "HEAD~2") == ["service:db"]
    assert _listed(run, "state:new+", "HEAD~2") == ["service:db", "service:shop"]
    code, _, said = run("ls", "state:new", "--base", "HEAD~1")
    assert (code, "'state:new' selects nothing" in said) == (2, True)


def _listed(run: Run, selector: str, base: str) -> list[str]:
    _, answer, _ = run("ls", selector, "--base", base, "--format", "json")
    return [one["ref"] for one in json.loads(answer)["entities"]]
