"""What was kept answers as if it were worked out anew, byte for byte, whatever became of the cache."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from itsm_as_code import registry
from itsm_as_code.cli import _checking, _kept, itsm
from itsm_as_code.reading.kept import Checked, from_bytes
from itsm_as_code.sources import fingerprint, seen, working_tree
from itsm_as_code.validators import Told
from tests.conftest import Repository
from tests.edits import steps

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


@dataclass
class Counted:
    """How often an answer was worked out, and of these how often from what had changed alone."""

    anew: int = 0
    after: int = 0


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The cache is the test's own, times settle at once."""
    monkeypatch.setenv("ITSM_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setattr(seen, "SETTLED", 0)
    monkeypatch.setattr(registry, "others_add_something", lambda: False)
    found, new = Counted(), _kept.keep

    def anew(*about: Any) -> None:
        found.anew += 1
        new(*about)

    def after(*about: Any) -> None:
        found.after += 1
        new(*about)

    monkeypatch.setattr(_kept, "keep", anew)
    monkeypatch.setattr(_checking, "keep", after)
    return found


def test_asked_again_nothing_is_worked_out(repository: Repository, counted: Counted) -> None:
    repository.commit(FILES)
    first = validate(repository)
    assert validate(repository) == first
    assert validate(repository, "--no-cache") == first
    assert counted.anew == 1
    (repository.folder / "db.yaml").touch()  # other times, the same content
    assert validate(repository) == first
    assert counted.anew == 1
    assert validate(repository, today="2026-11-26") == first
    assert counted.anew == 2
    assert validate(repository, "--rev", "HEAD") == first
    assert counted.anew == 2  # the same files, whoever gave them
    assert validate(repository, "shop.yaml") == validate(repository, "shop.yaml", "--no-cache")


@pytest.mark.parametrize("seed", range(3))
def test_over_random_changes_warm_is_cold(repository: Repository, counted: Counted, seed: int) -> None:
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
    assert counted.anew + counted.after < 24


MOVES: dict[str, Callable[[Path, random.Random], object]] = {
    "renamed": lambda path, choose: path.rename(path.with_name(f"{choose.randrange(9)}.yml")),
    "into a folder": lambda path, _: path.rename(path.parent / "below" / path.name),
    "a comment above": lambda path, _: path.write_bytes(b"# a comment\n" + path.read_bytes()),
    "broken": lambda path, _: path.write_bytes(path.read_bytes()[:-9] + b"]"),
    "gone": lambda path, _: path.unlink(),
    "a link": lambda path, _: (path.rename(path.parent / "below" / "end.yaml"), path.symlink_to("below/end.yaml")),
    "touched": lambda path, _: path.touch(),
}


OWN = (
    "kind: Rule\nmetadata: {name: described}\nspec:\n  select: kind:ci\n  expression: has(self.metadata.description)\n"
    "  message: says nothing\n  hint: add description\n---\n"
    "kind: Rule\nmetadata: {name: owned-alike}\nspec:\n  select: kind:service\n  message: stands on others' things\n"
    "  expression: dependencies.all(one, one.metadata.owner == self.metadata.owner)\n  hint: ask them\n"
)


@pytest.mark.parametrize("rule", ["promise-exceeds-support", "unknown-reference", "saas-names-its-supplier"])
def test_over_edits_moves_and_other_settings_warm_is_cold(repository: Repository, counted: Counted, rule: str) -> None:
    choose = random.Random(rule)  # noqa: S311 - as above
    (repository.folder / "below").mkdir()
    repository.write({"itsm.yaml": "title: x\n", "below/own.yaml": OWN if rule == "unknown-reference" else "# none\n"})
    for _, after in steps(rule, 1, 14):
        for file in after:
            (repository.folder / file.path).unlink(missing_ok=True)
            (repository.folder / file.path).write_bytes(file.data)
        if choose.random() < 0.5:
            path = choose.choice(sorted(repository.folder.glob("*.yaml")))
            MOVES[choose.choice(sorted(MOVES))](path, choose)
        if choose.random() < 0.2:
            repository.write({"itsm.yaml": choose.choice(SETTINGS)})
        day = choose.choice(["2026-11-25", "2026-11-25", "2027-01-02"])
        for _ in range(2):
            assert validate(repository, today=day) == validate(repository, "--no-cache", today=day)
    assert counted.after


def test_only_the_files_that_changed_are_read(
    repository: Repository, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(FILES)
    validate(repository)
    read: list[str] = []
    named = working_tree.named
    monkeypatch.setattr(working_tree, "named", lambda root, paths: read.extend(paths) or named(root, paths))
    repository.write({"db.yaml": f"{FILES['db.yaml']}\n# more"})
    validate(repository)
    assert read == ["db.yaml"]
    assert (counted.anew, counted.after) == (1, 1)


SPOILERS: dict[str, Callable[[Path], object]] = {
    "nonsense in it": lambda path: path.write_bytes(b"x" * 100),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:50]),
    "empty": lambda path: path.write_bytes(b""),
    "a folder in its place": lambda path: (path.unlink(), path.mkdir()),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("name", SPOILERS)
def test_a_spoilt_cache_changes_nothing(repository: Repository, counted: Counted, tmp_path: Path, name: str) -> None:
    repository.write(FILES)
    cold = validate(repository, "--no-cache")
    assert validate(repository) == cold
    for path in (tmp_path / "kept").iterdir():
        SPOILERS[name](path)
    assert validate(repository) == cold
    assert counted.anew == 2


def test_a_forged_answer_of_another_shape_is_none() -> None:
    nonsense = (b"", b"{}", b"[]", b'{"report": {"findings": 1}}', b"\0" * 56, b"\1" * 400)
    assert [from_bytes(shape, data) for data in nonsense for shape in (Checked, Told)] == [None] * 12
    assert [seen.from_bytes(data) for data in nonsense if data != b"\0" * 56] == [None] * 5


def test_an_older_program_s_answers_are_not_found(
    repository: Repository, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(FILES)
    first = validate(repository)
    monkeypatch.setattr(fingerprint, "program", lambda: "another")
    assert validate(repository) == first
    assert counted.anew == 2


def test_where_others_add_rules_nothing_is_kept(
    repository: Repository, counted: Counted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(registry, "others_add_something", lambda: True)
    repository.write(FILES)
    validate(repository)
    assert counted == Counted()
    assert not (tmp_path / "kept").exists()


def test_what_is_kept_is_told_and_removed(repository: Repository, counted: Counted, tmp_path: Path) -> None:
    repository.write(FILES)
    validate(repository)
    assert counted.anew
    told = CliRunner().invoke(itsm, ["cache", "info"], standalone_mode=False).output
    assert told.startswith(f"{tmp_path / 'kept'}\n4 entries, 0.0 MiB, of at most 256.0 MiB")
    assert CliRunner().invoke(itsm, ["cache", "clear"], standalone_mode=False).output == "4 entries, 0.0 MiB removed\n"
    assert CliRunner().invoke(itsm, ["cache", "info"], standalone_mode=False).output.splitlines()[1].startswith("0 ent")
