"""Commands say the same of what they remember as of what they read, and read no file twice that is the same."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from itsm_as_code import registry
from itsm_as_code.cli import _remembered, itsm
from itsm_as_code.reading import _gates
from tests.conftest import Repository
from tests.edits import steps

QUESTIONS = [["validate", "--format", "json"], ["ls"], ["plan", "HEAD"], ["impact", "--select", "kind:ci,service"]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that went through the gates."""
    monkeypatch.setenv("ITSM_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setattr(_remembered, "WORTH_IT", 0)
    monkeypatch.setattr(_remembered, "FEW", 0)
    monkeypatch.setattr(registry, "others_add_something", lambda: False)
    seen: list[str] = []
    real = _gates._read_file

    def noted(file: Any) -> Any:
        seen.append(file.path)
        return real(file)

    monkeypatch.setattr(_gates, "_read_file", noted)
    return seen


def asked(repository: Repository, *words: str) -> str:
    arguments = ["--root", str(repository.folder), *words, "--today", "2026-11-25"]
    ran = CliRunner().invoke(itsm, arguments if words[0] != "ls" else arguments[:-2], standalone_mode=False)
    return f"{ran.output}{ran.exception}"


@pytest.mark.usefixtures("read")
def test_commands_say_the_same(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for before, after in steps("promise-exceeds-support", 3, 3):
        for file in before:
            (repository.folder / file.path).write_bytes(file.data)
        repository.commit({"itsm.yaml": "title: x\n"})
        for file in after:
            (repository.folder / file.path).write_bytes(file.data)
        for words in QUESTIONS:
            once, twice = asked(repository, *words), asked(repository, *words)
            with monkeypatch.context() as patch:
                patch.setattr(_remembered, "WORTH_IT", 10**9)
                plain = asked(repository, *words, *(["--no-cache"] if words[0] == "validate" else []))
            assert once == twice == plain


def test_only_new_files_are_read(repository: Repository, read: list[str]) -> None:
    texts = {f"{name}.yaml": f"kind: Team\nmetadata: {{name: {name}}}" for name in ("a", "b", "c")}
    repository.commit({"itsm.yaml": "title: x\n", **texts})
    asked(repository, "ls")
    read.clear()
    repository.write({"b.yaml": f"{texts['b.yaml']}\n# more"})
    asked(repository, "ls")
    assert read == ["b.yaml"]
    read.clear()
    asked(repository, "plan", "HEAD")
    assert set(read) == {"b.yaml"}


@pytest.mark.usefixtures("read")
def test_nothing_is_remembered_where_others_add_kinds(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "others_add_something", lambda: True)
    repository.write({"itsm.yaml": "title: x\n", "a.yaml": "kind: Team\nmetadata: {name: a}"})
    asked(repository, "ls")
    assert not (tmp_path / "kept").exists()
