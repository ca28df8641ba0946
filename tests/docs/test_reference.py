"""The reference says what the code says, and the shipped JSON Schemas take what people write."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from itsm_as_code.graph import connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import Entity, read, read_configuration
from itsm_as_code.schemas import kind_words
from itsm_as_code.validators import rules
from itsm_as_code.validators._settings import settings_of

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "itsm_as_code/schemas/json"
ANSWERS = SCHEMAS / "answers"


def _generate(root: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, str(root / "docs/generate.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_reference_is_what_the_code_says() -> None:
    assert _generate(ROOT, "--check") == (0, ""), "run python docs/generate.py"


def test_generator_tells_and_mends_what_differs(tmp_path: Path) -> None:
    for part in ("docs", "examples", "itsm_as_code/schemas/json"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "docs/reference/cli.md").write_text("older", encoding="utf-8")
    (tmp_path / "docs/reference/rules/no-such-rule.md").write_text("gone", encoding="utf-8")
    told = "write  docs/reference/cli.md\nremove  docs/reference/rules/no-such-rule.md\n"
    assert _generate(tmp_path, "--check") == (1, told)
    assert _generate(tmp_path) == (0, told)
    assert _generate(tmp_path) == (0, "")


@cache
def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return schema


@cache
def _entities() -> tuple[Entity, ...]:
    folder = ROOT / "examples"
    places = sorted(folder.rglob("*/*.yaml"))
    return read(TextFile(str(place), place.read_bytes()) for place in places).entities


REGISTRY: Registry[Any] = Registry().with_resources(
    (f"{word}.json", Resource.from_contents(_schema(word))) for word in kind_words()
)


@pytest.mark.parametrize("word", [*kind_words(), "entity"])
def test_schema_is_one(word: str) -> None:
    Draft202012Validator.check_schema(_schema(word))


@pytest.mark.parametrize("word", kind_words())
def test_schema_takes_what_people_write(word: str) -> None:
    own, every = Draft202012Validator(_schema(word)), Draft202012Validator(_schema("entity"), registry=REGISTRY)
    mine = [one for one in _entities() if one.ref.kind == word]
    assert mine, f"the examples have no {word}"
    wrong = [
        (str(one.ref), error.message)
        for one in mine
        for form in (own, every)
        for error in form.iter_errors(one.written())
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"spec": {"dependsOn": [{"ref": "ci:a", "anyOf": ["ci:b"]}]}}, "service"),
        ({"spec": {"dependsOn": [{"ref": "ci:a", "tolerates": "1mo"}]}}, "service"),
        ({"spec": {"lifecycle": "Live"}}, "service"),
        ({"metadata": {"name": "Mail"}}, "service"),
        ({"spec": {"dependson": []}}, "service"),
        ({"spec": {"type": "server", "availability": 99.9}}, "ci"),
        ({"spec": {}}, "ci"),
        ({"spec": {"objectives": [{"metric": "availability", "target": 0.999}]}}, "sla"),
        ({"spec": {"term": {"start": "01/02/2026"}}}, "sla"),
        ({"spec": {"hours": {"mon": ["9-17"]}}}, "calendar"),
    ],
)
def test_schema_refuses_what_the_gates_refuse(change: dict[str, Any], word: str) -> None:
    kinds = {"service": "Service", "ci": "CI", "sla": "SLA", "calendar": "Calendar"}
    entity = {"apiVersion": "itsm/v1", "kind": kinds[word], "metadata": {"name": "x"}, **change}
    text = TextFile("x.yaml", json.dumps(entity).encode())
    assert [one.ref for one in read([text]).entities if not one.shipped] == []
    assert not Draft202012Validator(_schema(word)).is_valid(entity)
    assert not Draft202012Validator(_schema("entity"), registry=REGISTRY).is_valid(entity)


@pytest.mark.parametrize("members", [["directory"], [{"anyOf": ["ci:b"], "need": 0}]])
def test_editors_are_told_at_once_what_rules_tell_later(members: list[Any]) -> None:
    entity = {"apiVersion": "itsm/v1", "kind": "Service", "metadata": {"name": "x"}, "spec": {"dependsOn": members}}
    assert not Draft202012Validator(_schema("service")).is_valid(entity)


@pytest.mark.parametrize("word", kind_words())
def test_every_field_is_described(word: str) -> None:
    schema = _schema(word)
    parts = schema["$defs"]
    silent = [
        path
        for path, field in _fields(schema, "")
        if not (field.get("description") or parts[field["$ref"].rpartition("/")[2]].get("description"))
    ]
    assert silent == []


def _fields(schema: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property anywhere in a schema; the envelope's two constants speak for themselves."""
    if isinstance(schema, list):
        for item in schema:
            yield from _fields(item, path)
    if not isinstance(schema, dict):
        return
    for name, field in schema.get("properties", {}).items():
        if "const" not in field:
            yield f"{path}.{name}", field
    for key, value in schema.items():
        if key not in ("default", "examples", "const", "enum"):
            yield from _fields(value, f"{path}/{key}")


def test_every_answer_is_on_the_page() -> None:
    page = (ROOT / "docs/reference/json.md").read_text(encoding="utf-8")
    assert [place.stem for place in ANSWERS.glob("*.json") if f"## {place.stem}\n" not in page] == []


def test_the_settings_of_the_page_can_be_used() -> None:
    page = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    file = TextFile("itsm.yaml", example.encode())
    configuration, findings = read_configuration(file)
    assert findings == ()
    settings = settings_of(configuration, connect(read([])), rules(), file)
    assert [one.message for one in settings.findings if not one.message.endswith("selects nothing")] == []
