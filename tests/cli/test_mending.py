"""`itsm validate --fix` and `--diff`: what they write, say and return, and what they refuse."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance._adversarial import Answer, itsm

WRONG = b"\xef\xbb\xbfapiVersion: itsm/v1\r\nkind: team # ours\r\nmetadata: {name: desk}"
RIGHT = WRONG.replace(b"team", b"Team")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "itsm.yaml").write_bytes(b"")
    (tmp_path / "a.yaml").write_bytes(WRONG)
    return tmp_path


def validate(root: Path, *arguments: str) -> Answer:
    return itsm("validate", "--today", "2026-11-22", *arguments, cwd=root)


def test_fix_writes_and_tells_what_is_left(root: Path) -> None:
    (root / "a.yaml").chmod(0o640)
    answer = validate(root, "--fix", "--format", "json")
    assert (answer.code, answer.err) == (0, "1 finding mended in 1 file: unknown-kind 1\n")
    assert answer.data["findings"] == []
    assert (root / "a.yaml").read_bytes() == RIGHT
    assert (root / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert validate(root, "--fix").err == "0 findings mended\n"
    assert sorted(path.name for path in root.iterdir()) == ["a.yaml", "itsm.yaml"]


def test_diff_writes_nothing_and_git_takes_it(root: Path) -> None:
    answer = subprocess.run(
        ["itsm", "validate", "--diff", "--quiet"], cwd=root, capture_output=True, check=False, env=environment()
    )
    assert answer.returncode == 1
    assert (root / "a.yaml").read_bytes() == WRONG
    subprocess.run(["git", "apply", "-"], cwd=root, input=answer.stdout, check=True)
    assert (root / "a.yaml").read_bytes() == RIGHT
    assert (validate(root, "--diff").code, validate(root, "--diff").out) == (0, "")


def environment() -> dict[str, str]:
    """The programs of this interpreter first."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def test_a_link_stays_a_link(root: Path) -> None:
    (root / "real").mkdir()
    (root / "a.yaml").rename(root / "real" / "b.yaml")
    (root / "a.yaml").symlink_to("real/b.yaml")
    (root / "real" / "b.yaml").write_bytes(WRONG)
    validate(root, "--fix", "a.yaml")
    assert (root / "a.yaml").is_symlink()
    assert (root / "real" / "b.yaml").read_bytes() == RIGHT


def test_paths_limit_what_is_mended(root: Path) -> None:
    (root / "b.yaml").write_bytes(WRONG.replace(b"desk", b"help"))
    validate(root, "--fix", "b.yaml")
    assert (root / "a.yaml").read_bytes() == WRONG
    assert b"Team" in (root / "b.yaml").read_bytes()


def test_a_revision_is_not_mended(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, "commit", "--quiet", "-m", "a"], cwd=root, check=True)
    answer = validate(root, "--fix", "--rev", "HEAD")
    assert answer.code == 2
    assert answer.err == "error: --fix and --diff mend the working tree, not a revision\n  = leave out --rev\n"
