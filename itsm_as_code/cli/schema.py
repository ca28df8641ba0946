"""The JSON Schema of a kind, for editors and other tools."""

from __future__ import annotations

import json
from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, output
from itsm_as_code.errors import WrongUse
from itsm_as_code.reading import nearest
from itsm_as_code.schemas import json_schema, kind_words, model_of


@click.command(
    "schema",
    **settings(epilog=examples("itsm schema", "itsm schema Service", "itsm schema ci --output ci.schema.json")),
)
@click.argument("kind", required=False)
@output
def command(kind: str | None, output: Path | None) -> None:
    """The JSON Schema of a KIND, for editors and other tools; without one, the kinds there are.

    An editor with the YAML language server checks a file that begins with
    "# yaml-language-server: $schema=" and the path of such a schema.
    """
    if kind is None:
        models = (model for word in kind_words() if (model := model_of(word)) is not None)
        answer(
            "\n".join(f"{model.__name__:14}{(model.__doc__ or '').strip().partition(chr(10))[0]}" for model in models),
            output,
        )
        return
    if kind.lower() not in kind_words():
        near = nearest(kind.lower(), kind_words())
        raise WrongUse(
            f"there is no kind {kind!r}", f"did you mean {near[0]}?" if near else "itsm schema lists the kinds"
        )
    answer(json.dumps(json_schema(kind.lower()), ensure_ascii=False, indent=2), output)
