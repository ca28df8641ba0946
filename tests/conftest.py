"""What all tests share: real git repositories in temporary folders, out of reach of any configuration here."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.landscapes import full

IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Li Na",
    "GIT_AUTHOR_EMAIL": "li-na@example.com",
    "GIT_COMMITTER_NAME": "Li Na",
    "GIT_COMMITTER_EMAIL": "li-na@example.com",
}


@dataclass(frozen=True)
class Repository:
    """A real git repository; `commit` writes files (None removes one) and commits everything."""

    folder: Path

    def git(self, *arguments: str, **more: str) -> str:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        run = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=clean | IDENTITY | more,
            check=True,
            capture_output=True,
            text=True,
        )
        return run.stdout.strip()

    def write(self, files: Mapping[str, str | None]) -> None:
        for path, text in files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                place.unlink()
            else:
                place.write_text(full(text) if path != "itsm.yaml" else text, encoding="utf-8")

    def commit(self, files: Mapping[str, str | None], message: str = "change", day: int = 1) -> str:
        self.write(files)
        self.git("add", "--all")
        when = f"2026-01-{day:02}T03:04:05+08:00"
        self.git("commit", "--quiet", "--allow-empty", "-m", message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
        return self.git("rev-parse", "HEAD")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of a user's cache is read, and nothing is written to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITSM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty git repository without a commit, on the branch main."""
    folder = tmp_path / "repository"
    folder.mkdir()
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    return made


@pytest.fixture
def shared_data() -> Path:
    """Other people's data, where this machine has it; ITSM_SHARED_DATA names the folder."""
    named = os.environ.get("ITSM_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the shared test data is not here: {folder}")
    return folder


@pytest.fixture
def write_files(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes YAML files into a folder of their own, without git."""

    def write(files: Mapping[str, str]) -> Path:
        Repository(tmp_path / "files").write(files)
        return tmp_path / "files"

    return write
