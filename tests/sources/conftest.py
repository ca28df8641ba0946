"""What tests of the two ends share: other people's data, and small real repositories."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sources._repositories import ENVIRONMENT, Git, commit


@pytest.fixture(scope="session")
def shared_data() -> Path:
    named = os.environ.get("ITSM_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).parents[2].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the shared test data is not here: {folder}")
    return folder


@pytest.fixture
def generate(shared_data: Path, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    def build(name: str) -> Path:
        script = shared_data / "adversarial" / "make" / f"{name}.sh"
        subprocess.run(["bash", str(script), str(tmp_path / name)], check=True, env=ENVIRONMENT, capture_output=True)
        return tmp_path / name

    yield build
    for locked in tmp_path.rglob("locked"):
        locked.chmod(0o700)


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in `tmp_path/repo`, which exists and has no commit yet."""
    repo = tmp_path / "repo"
    repo.mkdir()

    def run(*arguments: str, cwd: Path = repo, **settings: str) -> str:
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        environment = {**ENVIRONMENT, **settings}
        return subprocess.run(
            command, cwd=cwd, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    return run


@pytest.fixture
def repo(git: Git, tmp_path: Path) -> Path:
    """A repository with two commits: `a.yaml` one, then `a.yaml` two and `sub/b.yaml`."""
    folder = tmp_path / "repo"
    commit(git, folder, {"a.yaml": "n: 1\n"}, "one")
    commit(git, folder, {"a.yaml": "n: 2\n", "sub/b.yaml": "n: b\n", "README.md": "text\n"}, "two")
    return folder
