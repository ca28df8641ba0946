"""The hook runs as users run it: pre-commit clones this repository, installs it, and calls it before a commit."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import Repository

ROOT = Path(__file__).resolve().parents[2]
GOOD = "kind: Team\nmetadata: {name: web}"
BROKEN = "kind: Service\nmetadata: {name: shop, owner: nobody}"


def pre_commit(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=cwd,
        env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_manifest_is_valid() -> None:
    done = pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """What is installed: this project as it stands, committed in a repository of its own."""
    made = Repository(tmp_path / "source")
    made.folder.mkdir()
    for name in ("itsm_as_code", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, made.folder / name)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit({})
    return made.folder


def test_the_hook_stops_what_is_wrong(source: Path, repository: Repository, tmp_path: Path) -> None:
    """Libraries that are installed here count as installed in the hook's environment, which saves a minute."""
    here = {
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    try_repo = ("try-repo", str(source), "itsm-validate", "--all-files")
    repository.commit({"team.yaml": GOOD})
    done = pre_commit(*try_repo, cwd=repository.folder, **here)
    if "pip" in done.stdout and "CalledProcessError" in done.stdout:
        pytest.skip(f"pip can't install the hook here: {done.stdout[-300:]}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    repository.commit({"shop.yaml": BROKEN})
    done = pre_commit(*try_repo, cwd=repository.folder, **here)
    assert done.returncode == 1
    assert "error[owner-exists]" in done.stdout
