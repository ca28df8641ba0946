"""Hooks are put where git looks for them, over nothing that is there, and taken away again."""

import os
import sys
from pathlib import Path

import pytest

from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.sources import hooks
from tests.sources._repositories import Git


def states(root: Path) -> dict[str, str]:
    return {hook.name: hook.state for hook in hooks.status(root)}


def test_installed_and_taken_away(repo: Path) -> None:
    hooks.install(repo, ["pre-commit", "pre-receive"], sys.executable, ["--protect", "it's"])
    assert states(repo) == {"pre-commit": "installed", "commit-msg": "none", "pre-receive": "installed"}
    place = repo / ".git" / "hooks" / "pre-receive"
    assert os.access(place, os.X_OK)
    assert "hook run pre-receive --protect 'it'\"'\"'s' \"$@\"" in place.read_text()
    hooks.install(repo, ["pre-commit"], sys.executable)
    assert [hook.name for hook in hooks.uninstall(repo, hooks.NAMES)] == ["pre-commit", "pre-receive"]
    assert hooks.uninstall(repo, hooks.NAMES) == ()
    assert set(states(repo).values()) == {"none"}


def test_another_hook_is_kept(repo: Path) -> None:
    place = repo / ".git" / "hooks" / "pre-commit"
    place.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(WrongUse, match="another pre-commit"):
        hooks.install(repo, ["commit-msg", "pre-commit"], sys.executable)
    assert states(repo)["commit-msg"] == "none"
    hooks.install(repo, ["pre-commit"], sys.executable, force=True)
    assert (states(repo)["pre-commit"], place.with_name("pre-commit.before-itsm").exists()) == ("installed", True)
    hooks.uninstall(repo, ["pre-commit"])
    assert (place.read_text(), states(repo)["pre-commit"]) == ("#!/bin/sh\nexit 0\n", "other")
    place.with_name("pre-commit.before-itsm").write_text("older")
    with pytest.raises(WrongUse, match="kept already"):
        hooks.install(repo, ["pre-commit"], sys.executable, force=True)
    assert place.read_text() == "#!/bin/sh\nexit 0\n"


def test_a_link_is_another_hook(repo: Path, tmp_path: Path) -> None:
    hooks.install(repo, ["pre-commit"], sys.executable)
    place = repo / ".git" / "hooks" / "pre-commit"
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    assert states(repo)["pre-commit"] == "other"
    assert hooks.uninstall(repo, hooks.NAMES) == ()


def test_where_git_looks(repo: Path, git: Git, tmp_path: Path) -> None:
    git("worktree", "add", "--quiet", "../second", "HEAD~1")
    hooks.install(tmp_path / "second", ["pre-commit"], sys.executable)
    assert states(repo)["pre-commit"] == "installed"
    git("config", "core.hooksPath", "our-hooks")
    assert states(repo)["pre-commit"] == "none"
    hooks.install(repo, ["pre-commit"], sys.executable)
    assert (repo / "our-hooks" / "pre-commit").is_file()
    (repo / "sub").mkdir(exist_ok=True)
    assert states(repo / "sub")["pre-commit"] == "installed"


def test_a_hook_that_somebody_broke_by_hand_is_told(repo: Path) -> None:
    hooks.install(repo, ["pre-commit"], sys.executable)
    hook = repo / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text().replace("python=", "python='"))
    assert states(repo)["pre-commit"] == "broken"


def test_a_python_that_is_gone_is_told(repo: Path) -> None:
    hooks.install(repo, ["pre-commit"], "/nowhere/python")
    assert states(repo)["pre-commit"] == "broken"
    assert [hook.name for hook in hooks.uninstall(repo, hooks.NAMES)] == ["pre-commit"]


def test_no_repository_and_no_place(tmp_path: Path, repo: Path) -> None:
    with pytest.raises(WorldRefused, match="not in a git repository"):
        hooks.status(tmp_path)
    (repo / ".git" / "hooks").rename(repo / ".git" / "away")
    (repo / ".git" / "hooks").write_text("a file")
    with pytest.raises(WorldRefused, match="can't be written"):
        hooks.install(repo, ["pre-commit"], sys.executable)
