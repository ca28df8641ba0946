"""What was kept answers as if it were worked out anew, byte for byte, whatever became of the cache."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from itsm_as_code import registry
from itsm_as_code.cli import _kept, itsm
from itsm_as_code.sources import fingerprint
from tests.conftest import Repository

FILES: dict[str, str | None] = {
    "itsm.yaml": "rules: {unused-ci: warning}\n",
    "team.yaml": "kind: Team\nmetadata: {name: desk}",
    "shop.yaml": "kind: Service\nmetadata: {name: shop, owner: desk}\nspec: {dependsOn: [ci:db]}",
    "db.yaml": "kind: CI\nmetadata: {name: db, owner: desk}\nspec: {type: server, availability: 99%}",
    "sla.yaml": (
        "kind: SLA\nmetadata: {name: gold, owner: desk}\n"
        "spec: {service: shop, objectives: [{metric: availability, target: 99.9%}]}"
    ),
}
TEXTS = [
    "kind: Service\nmetadata: {name: shop, owner: nobody}",
    "kind: Service\nmetadata: {name: shop, owner: desk, waivers: [{rule: x, reason: y, until: 2026-12-01}]}",
    "kind: CI\nmetadata: {name: db, owner: desk}\nspec: {type: server, dependsOn: [service:shop]}",
    "kind: CI\nmetadata: {name: db",
    "kind: Team\nmetadata: {name: desk, nmae: x}",
]
SETTINGS = ["rules: {unused-ci: off}\n", "rules: {unknown-rule: error}\n", "title: x\n", "ignore: ['db.yaml']\n"]


def validate(repository: Repository, *arguments: str, today: str = "2026-11-25") -> str:
    words = ["--root", str(repository.folder), "validate", "--format", "json", "--today", today, *arguments]
    return CliRunner().invoke(itsm, words, standalone_mode=False).output


@pytest.fixture
def worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often something was worked out; the cache is the test's own, times settle at once."""
    monkeypatch.setenv("ITSM_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setattr(fingerprint, "_SETTLED", 0)
    monkeypatch.setattr(registry, "others_add_something", lambda: False)
    times: list[int] = []
    new = _kept.as_bytes
    monkeypatch.setattr(_kept, "as_bytes", lambda checked: times.append(1) or new(checked))
    return times


def test_asked_again_nothing_is_worked_out(repository: Repository, worked_out: list[int]) -> None:
    repository.commit(FILES)
    first = validate(repository)
    assert validate(repository) == first
    assert validate(repository, "--no-cache") == first
    assert len(worked_out) == 1
    (repository.folder / "db.yaml").touch()  # other times, the same content
    assert validate(repository) == first
    assert len(worked_out) == 1
    assert validate(repository, today="2026-11-26") == first
    assert len(worked_out) == 2
    assert validate(repository, "--rev", "HEAD") == first
    assert len(worked_out) == 2  # the same files, whoever gave them
    assert validate(repository, "shop.yaml") == validate(repository, "shop.yaml", "--no-cache")


@pytest.mark.parametrize("seed", range(3))
def test_over_random_changes_warm_is_cold(repository: Repository, worked_out: list[int], seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311 - changes for a test, no secret
    repository.write(FILES)
    before = FILES
    for _ in range(12):
        name = choose.choice(sorted(FILES))
        text = choose.choice(SETTINGS if name == "itsm.yaml" else [*TEXTS, FILES[name] or ""])
        change = {name: choose.choice([text, text, before[name]])}
        repository.write(change)
        before = {**before, **change}
        for _ in range(2):
            assert validate(repository) == validate(repository, "--no-cache")
    assert len(worked_out) < 24


SPOILERS: dict[str, Callable[[Path], object]] = {
    "nonsense in it": lambda path: path.write_bytes(b"x" * 100),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:50]),
    "empty": lambda path: path.write_bytes(b""),
    "a folder in its place": lambda path: (path.unlink(), path.mkdir()),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("name", SPOILERS)
def test_a_spoilt_cache_changes_nothing(
    repository: Repository, worked_out: list[int], tmp_path: Path, name: str
) -> None:
    repository.write(FILES)
    cold = validate(repository, "--no-cache")
    assert validate(repository) == cold
    for path in (tmp_path / "kept").iterdir():
        SPOILERS[name](path)
    assert validate(repository) == cold
    assert len(worked_out) == 2


def test_a_forged_answer_of_another_shape_is_none() -> None:
    assert [_kept.from_bytes(data) for data in (b"", b"{}", b"[]", b'{"report": {"findings": 1}}')] == [None] * 4


def test_an_older_program_s_answers_are_not_found(
    repository: Repository, worked_out: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(FILES)
    first = validate(repository)
    monkeypatch.setattr(fingerprint, "program", lambda: "another")
    assert validate(repository) == first
    assert len(worked_out) == 2


def test_where_others_add_rules_nothing_is_kept(
    repository: Repository, worked_out: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(registry, "others_add_something", lambda: True)
    repository.write(FILES)
    validate(repository)
    assert worked_out == []
    assert not (tmp_path / "kept").exists()


def test_what_is_kept_is_told_and_removed(repository: Repository, worked_out: list[int], tmp_path: Path) -> None:
    repository.write(FILES)
    validate(repository)
    assert worked_out
    told = CliRunner().invoke(itsm, ["cache", "info"], standalone_mode=False).output
    assert told.startswith(f"{tmp_path / 'kept'}\n2 answers, 0.0 MiB, of at most 256.0 MiB")
    assert CliRunner().invoke(itsm, ["cache", "clear"], standalone_mode=False).output == "2 answers, 0.0 MiB removed\n"
    assert CliRunner().invoke(itsm, ["cache", "info"], standalone_mode=False).output.splitlines()[1].startswith("0 ans")
