"""What other people's CI takes from this repository is valid, and inputs are never read as part of a program."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from itsm_as_code.cli.validate import command as validate
from tests.conftest import Repository

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
BROKEN = "kind: Service\nmetadata: {name: shop, owner: nobody}"
HOSTILE = ['"; touch canary; "', "$(touch canary)", "--help; touch canary"]

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HEAD, BODY = yaml.safe_load_all((ROOT / "templates/validate.yml").read_text(encoding="utf-8"))
STEP = ACTION["runs"]["steps"][-1]
JOB = BODY["itsm-validate"]


def check(schema: str, *files: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_valid_by_its_schema() -> None:
    check("vendor.github-actions", ROOT / "action.yml")


def test_the_component_is_valid_by_its_schema(tmp_path: Path) -> None:
    """Both of its documents; the schema knows one at a time."""
    for name, document in (("head", HEAD), ("body", BODY)):
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(document), encoding="utf-8")
    check("vendor.gitlab-ci", tmp_path / "head.yml", tmp_path / "body.yml")


def test_what_init_writes_is_valid_by_its_schema() -> None:
    starter = ROOT / "itsm_as_code/cli/_starter"
    check("vendor.github-workflows", starter / "dot-github/workflows/itsm.yaml")
    check("vendor.gitlab-ci", starter / "dot-gitlab-ci.yml")


def test_inputs_stand_nowhere_but_in_variables() -> None:
    scripts = [step.get("run", "") for step in ACTION["runs"]["steps"]] + JOB["script"]
    assert [script for script in scripts if "${{" in script or "$[[" in script] == []
    assert set(ACTION["inputs"]) == {name.split(".")[1].strip(" }") for name in STEP["env"].values()}
    used = {str(value) for value in (*JOB["variables"].values(), JOB["stage"], JOB["image"])}
    assert used == {f"$[[ inputs.{name} ]]" for name in HEAD["spec"]["inputs"]}


def test_fail_on_takes_what_the_command_takes() -> None:
    (option,) = (one for one in validate.params if one.name == "fail_on")
    assert HEAD["spec"]["inputs"]["fail-on"]["options"] == list(getattr(option.type, "choices", ()))


def action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The last step, as GitHub runs it."""
    given = {key.replace("-", "_"): one["default"] for key, one in ACTION["inputs"].items()} | inputs
    return ran(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]], folder, given)


def job(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The job, as GitLab runs it, without what installs."""
    named = ("root", "fail-on", "baseline")
    given = {key.replace("-", "_"): HEAD["spec"]["inputs"][key]["default"] for key in named} | inputs
    return ran(["sh", "-ec", "\n".join(JOB["script"][1:])], folder, given)


def ran(words: list[str], folder: Path, inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    variables = {f"ITSM_{key.upper()}": value for key, value in inputs.items()}
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(repository: Repository) -> Path:
    repository.write({"cmdb/shop.yaml": BROKEN})
    (repository.folder / "cmdb/itsm.yaml").write_text("title: x\n", encoding="utf-8")
    return repository.folder


def test_the_action_annotates_and_fails(folder: Path) -> None:
    done = action(folder, root="cmdb", sarif="itsm.sarif")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=cmdb/shop.yaml,line=")
    assert "sarif-schema-2.1.0" in (folder / "itsm.sarif").read_text(encoding="utf-8")
    assert action(folder, root="cmdb", fail_on="never").returncode == 0


def test_the_job_reports_and_fails(folder: Path) -> None:
    done = job(folder, root="cmdb")
    assert done.returncode == 1, done.stderr
    reports = JOB["artifacts"]["reports"]
    assert "cmdb/shop.yaml" in (folder / reports["codequality"]).read_text(encoding="utf-8")
    assert "<failure" in (folder / reports["junit"]).read_text(encoding="utf-8")
    assert job(folder, root="cmdb", fail_on="never").returncode == 0


@pytest.mark.parametrize("run", [action, job])
def test_a_baseline_is_taken(run: Any, folder: Path) -> None:
    words = [sys.executable, "-m", "itsm_as_code", "--root", "cmdb", "validate", "--write-baseline", "known one.json"]
    subprocess.run(words, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    assert run(folder, root="cmdb", baseline="known one.json").returncode == 0


@pytest.mark.parametrize("name", ["root", "fail_on", "baseline"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_input_is_a_program(folder: Path, name: str, text: str) -> None:
    for run in (action, job):
        done = run(folder, **({"root": "cmdb"} | {name: text}))
        assert done.returncode == 2, done.stdout + done.stderr
    assert not list(folder.rglob("canary"))


PLAN_HEAD, PLAN_BODY = yaml.safe_load_all((ROOT / "templates/plan.yml").read_text(encoding="utf-8"))
PLAN_JOB = PLAN_BODY["itsm-plan"]
WORKFLOW = yaml.safe_load((ROOT / "itsm_as_code/cli/_starter/dot-github/workflows/itsm-plan.yaml").read_text())
PLAN_STEP = WORKFLOW["jobs"]["plan"]["steps"][-1]

TEAM = "kind: Team\nmetadata: {name: web}\nspec: {members: [han-lei]}"
PERSON = 'kind: Person\nmetadata: {name: han-lei}\nspec: {handles: {github: "@hanlei", gitlab: "@hanlei"}}'
POLICY = """kind: ChangePolicy
metadata: {name: house}
spec:
  factors: {size: [{from: 1, points: 1}]}
  levels: [{name: low, from: 0}]
  approvals: [{name: its owner, by: [owner]}]"""
SHOP = "kind: Service\nmetadata: {name: shop, owner: web}"
STUB = """#!/bin/sh
printf '%s\\n' "$*" >> "$STUB_LOG"
case "$*" in
  *reviews*) echo '[{"state": "APPROVED", "user": {"login": "hanlei"}, "commit_id": "'"$STUB_HEAD"'",
    "submitted_at": "2026-01-02T00:00:00Z", "html_url": "https://example.com"},
    {"state": "COMMENTED", "user": {"login": "hanlei"}, "commit_id": "'"$STUB_HEAD"'"},
    {"state": "APPROVED", "user": {"login": "other"}}, {"state": "DISMISSED", "user": {"login": "other"}}]';;
  *approvals*) echo '{"approved_by": [{"user": {"username": "hanlei"}}]}';;
  *"?per_page=100") printf '%s' "$STUB_COMMENTS";;
esac
"""


@pytest.fixture
def branch(repository: Repository, tmp_path: Path) -> dict[str, str]:
    """A branch that its owner's person approved on a forge, whose programs only write down how they were called."""
    base = {"people.yaml": f"{TEAM}\n---\n{PERSON}", "policy.yaml": POLICY, "shop.yaml": SHOP, "itsm.yaml": ""}
    repository.commit(base, "Begin")
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repository.git("switch", "--quiet", "--create", "branch")
    repository.commit({"shop.yaml": SHOP.replace("shop,", "shop, title: Shop,")}, "Name it")
    for program in ("gh", "curl"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / program).write_text(STUB)
        (tmp_path / "bin" / program).chmod(0o755)
    (tmp_path / "runner").mkdir()
    head = repository.git("rev-parse", "HEAD")
    return {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}",
        "STUB_LOG": str(tmp_path / "calls"),
        "STUB_HEAD": head,
        "STUB_COMMENTS": '[{"id": 5, "body": "hello"}, {"id": 7, "body": "<!-- itsm plan -->\\n"}]',
        "HOME": str(tmp_path),
    }


def plan_job(folder: Path, environment: dict[str, str], github: bool) -> subprocess.CompletedProcess[str]:
    if github:
        more = {
            "GITHUB_REPOSITORY": "acme/itsm",
            "NUMBER": "3",
            "BASE": "main",
            "RUNNER_TEMP": str(folder.parent / "runner"),
            "GITHUB_STEP_SUMMARY": str(folder.parent / "summary"),
        }
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", PLAN_STEP["run"]]
    else:
        more = {
            "CI_API_V4_URL": "https://git.example/api/v4",
            "CI_PROJECT_ID": "1",
            "CI_MERGE_REQUEST_IID": "3",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main",
            "ITSM_ROOT": ".",
            "ITSM_FAIL_ON": "review",
            "ITSM_TOKEN": "secret",
        }
        words = ["sh", "-ec", "\n".join(PLAN_JOB["script"][1:])]
    return subprocess.run(words, cwd=folder, env={**environment, **more}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("github", [True, False])
def test_a_plan_is_posted_with_who_approved(repository: Repository, branch: dict[str, str], github: bool) -> None:
    done = plan_job(repository.folder, branch, github)
    assert done.returncode == 0, done.stdout + done.stderr
    calls = Path(branch["STUB_LOG"]).read_text().splitlines()
    assert any(("PATCH" if github else "PUT") in call and "/7" in call for call in calls), calls
    written = repository.folder.parent / "runner" / "plan.md" if github else repository.folder / "itsm-plan.md"
    text = written.read_text()
    assert text.startswith("<!-- itsm plan -->")
    assert "itsm plan: pass" in text  # which it is only if the one approval that is needed was found


@pytest.mark.parametrize("github", [True, False])
def test_the_first_plan_is_a_new_comment(repository: Repository, branch: dict[str, str], github: bool) -> None:
    done = plan_job(repository.folder, {**branch, "STUB_COMMENTS": "[]"}, github)
    assert done.returncode == 0, done.stdout + done.stderr
    calls = Path(branch["STUB_LOG"]).read_text().splitlines()
    last = "acme/itsm/issues/3/comments --field" if github else "--request POST https://git.example/api/v4/"
    assert last in calls[-1]


def test_a_plan_that_is_blocked_is_posted_and_fails(repository: Repository, branch: dict[str, str]) -> None:
    repository.commit({"shop.yaml": SHOP.replace("owner: web", "owner: nobody")}, "Break it")
    for github in (True, False):
        assert plan_job(repository.folder, branch, github).returncode == 1
        assert "itsm plan" in Path(branch["STUB_LOG"]).parent.joinpath("runner/plan.md").read_text()


def test_the_plan_s_files_are_valid_by_their_schemas(tmp_path: Path) -> None:
    for name, document in (("head", PLAN_HEAD), ("body", PLAN_BODY)):
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(document), encoding="utf-8")
    check("vendor.gitlab-ci", tmp_path / "head.yml", tmp_path / "body.yml")
    check("vendor.github-workflows", ROOT / "itsm_as_code/cli/_starter/dot-github/workflows/itsm-plan.yaml")
    assert "${{" not in PLAN_STEP["run"]
    assert "$[[" not in "".join(PLAN_JOB["script"])
