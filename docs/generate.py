"""Writes the reference pages and the JSON Schemas of the kinds from the code; `--check` only compares.

python docs/generate.py           writes what differs, removes pages of what is gone
python docs/generate.py --check   exits with 1 where something would be written
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pages import commands, configuration, effects, json_answers, kinds, rules

from itsm_as_code.schemas import json_schema, kind_words, model_of

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = "itsm_as_code/schemas/json"
OWNED = ("docs/reference/rules/*.md", "docs/reference/kinds/*.md", f"{SCHEMAS}/*.json")
"""Where nothing lies but what is generated here: a file that nothing makes any more is removed."""


def generated() -> dict[str, str]:
    """Every generated file by its path from the root of the project, in order."""
    answers = sorted((ROOT / SCHEMAS / "answers").glob("*.json"))
    found = {
        **{f"docs/reference/rules/{name}": text for name, text in rules.pages()},
        **{f"docs/reference/kinds/{name}": text for name, text in kinds.pages()},
        "docs/reference/cli.md": commands.page(),
        "docs/reference/configuration.md": configuration.page(),
        "docs/reference/effects.md": effects.page(),
        "docs/reference/json.md": json_answers.page({path.stem: json.loads(path.read_text()) for path in answers}),
        **dict(_schemas()),
    }
    return {path: found[path] for path in sorted(found)}


def _schemas() -> Iterator[tuple[str, str]]:
    """One schema a kind, and `entity.json`, which picks the right one by `kind`."""
    names = {word: model.__name__ for word in kind_words() if (model := model_of(word)) is not None}
    for word in names:
        yield f"{SCHEMAS}/{word}.json", _json(json_schema(word))
    yield (
        f"{SCHEMAS}/entity.json",
        _json(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "Entity",
                "description": "Any entity: the kind decides what else may be written.",
                "type": "object",
                "required": ["apiVersion", "kind", "metadata"],
                "properties": {"kind": {"description": "What it is.", "enum": sorted(names.values())}},
                "allOf": [
                    {
                        "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                        "then": {"$ref": f"{word}.json"},
                    }
                    for word, name in sorted(names.items())
                ],
            }
        ),
    )


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def differences(files: dict[str, str]) -> tuple[list[str], list[str]]:
    """The files that are missing or not like this, and those that nothing makes any more."""
    stale = [path for path, text in files.items() if _present(ROOT / path) != text]
    there = (place.relative_to(ROOT).as_posix() for pattern in OWNED for place in ROOT.glob(pattern))
    return stale, sorted(path for path in there if path not in files)


def _present(place: Path) -> str | None:
    return place.read_text(encoding="utf-8") if place.is_file() else None


def main(arguments: list[str]) -> int:
    """Writes, or with `--check` only tells what would be written."""
    files = generated()
    stale, gone = differences(files)
    for path in (*stale, *gone):
        sys.stdout.write(f"{'remove' if path in gone else 'write'}  {path}\n")
    if "--check" in arguments:
        return int(bool(stale or gone))
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(files[path], encoding="utf-8", newline="\n")
    for path in gone:
        (ROOT / path).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
