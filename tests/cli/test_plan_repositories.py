"""`itsm plan` in repositories of every shape: an answer where there is one, else one clear line."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from itsm_as_code.cli import itsm
from itsm_as_code.errors import ItsmError
from tests.conftest import Repository

HOUSE = {"a.yaml": "kind: Team\nmetadata: {name: a}\n"}
MORE = {"a.yaml": "kind: Team\nmetadata: {name: a, title: A}\n"}
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d7a" * 16 + "\nsize 12345\n"


@pytest.fixture
def repo(repository: Repository) -> Repository:
    repository.commit(HOUSE, "one")
    repository.commit(MORE, "two")
    return repository


def planned(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(itsm, ["--root", str(folder), "plan", *words, "--today", "2026-01-01"])


def detached(repo: Repository) -> Path:
    repo.git("checkout", "--quiet", "--detach", "HEAD")
    return repo.folder


def second_worktree(repo: Repository) -> Path:
    other = repo.folder.parent / "other"
    repo.git("worktree", "add", "--quiet", "--detach", str(other), "HEAD")
    return other


def bare(repo: Repository) -> Path:
    other = repo.folder.parent / "bare.git"
    repo.git("clone", "--quiet", "--bare", ".", str(other))
    return other


def with_submodule(repo: Repository) -> Path:
    inner = repo.folder.parent / "inner"
    shutil.copytree(repo.folder, inner)
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "vendor")
    repo.git("commit", "--quiet", "-m", "a submodule")
    return repo.folder


@pytest.mark.parametrize("shape", [detached, second_worktree, bare, with_submodule])
def test_it_answers(repo: Repository, shape: Callable[[Repository], Path]) -> None:
    result = planned(shape(repo), "main~1" if shape is not with_submodule else "main~2", "main")
    assert result.exit_code == 0, result.output
    assert "~ team:a" in result.stdout
    assert "1 change" in result.stdout


def unborn(repo: Repository) -> tuple[Path, str]:
    repo.git("switch", "--quiet", "--orphan", "empty")
    return repo.folder, "HEAD"


def shallow(repo: Repository) -> tuple[Path, str]:
    other = repo.folder.parent / "shallow"
    repo.git("clone", "--quiet", "--depth=1", repo.folder.as_uri(), str(other))
    return other, "HEAD~1"


def no_repository(repo: Repository) -> tuple[Path, str]:
    folder = repo.folder.parent / "plain"
    folder.mkdir()
    return folder, "main"


@pytest.mark.parametrize(
    ("shape", "line", "hint"),
    [
        (unborn, "'HEAD' has no commit yet", "commit something first"),
        (shallow, "this shallow clone does not reach 'HEAD~1'", "git fetch --unshallow"),
        (no_repository, "is not in a git repository", "--root"),
    ],
)
def test_it_says_in_one_line_why_not(
    repo: Repository, shape: Callable[[Repository], tuple[Path, str]], line: str, hint: str
) -> None:
    folder, base = shape(repo)
    refused = planned(folder, base).exception
    assert isinstance(refused, ItsmError)
    assert line in refused.message
    assert hint in refused.hint
    assert "\n" not in refused.message + refused.hint


def test_a_file_that_became_a_pointer_is_no_deletion(repo: Repository) -> None:
    repo.folder.joinpath("a.yaml").write_text(POINTER)
    repo.git("commit", "--quiet", "-a", "-m", "lfs")
    result = planned(repo.folder, "main~1", "main")
    assert "! team:a" in result.stdout
    assert "this is a Git LFS pointer, not the file" in result.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_another_user(repo: Repository) -> None:
    for path in (repo.folder, repo.folder / ".git"):
        os.chown(path, 12345, 12345)
    refused = planned(repo.folder, "main~1", "main").exception
    assert isinstance(refused, ItsmError)
    assert "belongs to another user, so git refuses to read it" in refused.message
    assert "safe.directory" in refused.hint
