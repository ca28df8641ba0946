"""A page for each kind, one for the metadata that all have, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import Kind, LocalText, Part, Percent, Travel, descriptions, kind_words, model_of
from itsm_as_code.schemas._base import Metadata
from itsm_as_code.schemas._reads import Reads
from itsm_as_code.schemas._reference import To

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    float: "number",
    LocalText: "text, or one by language",
}
SHOWN_HEAD = "| field | takes | default | meaning |\n|---|---|---|---|"
INDEX = """# Kinds

What can be written. Every entity has the same envelope, `apiVersion: itsm/v1`, `kind`, [`metadata`](metadata.md) and
`spec`; only `metadata.name` and what a page marks as **required** must be there. Unknown keys are errors.
`itsm explain KIND` shows the fields on a terminal, `itsm schema KIND` the JSON Schema.

| kind | what it is | required in `spec` |
|---|---|---|
{rows}
"""


def pages() -> Iterator[tuple[str, str]]:
    """File names below `kinds/`, each with its text."""
    models = [model for word in kind_words() if (model := model_of(word)) is not None]
    yield "README.md", INDEX.format(rows="\n".join(_index_row(model) for model in models))
    yield "metadata.md", _metadata_page()
    for model in models:
        yield f"{model.__name__.lower()}.md", _kind_page(model)


def _index_row(model: type[Kind]) -> str:
    word = model.__name__.lower()
    needed = ", ".join(f"`{info.alias}`" for info in _spec(model).model_fields.values() if info.is_required())
    return f"| [{model.__name__}]({word}.md) | {_words(model)} | {needed or '–'} |"


def _metadata_page() -> str:
    head = f"# metadata\n\n{_words(Metadata)} Every [kind](README.md) has it.\n"
    return "\n".join([head, *sections("metadata", Metadata)]).rstrip() + "\n"


def _kind_page(model: type[Kind]) -> str:
    needed = any(info.is_required() for info in _spec(model).model_fields.values())
    leave = "" if needed else " It may be left out, since nothing in it is required."
    head = (
        f"# {model.__name__}\n\n{_words(model)}\n\n"
        f"`apiVersion: itsm/v1`, `kind: {model.__name__}`, [`metadata`](metadata.md), and `spec`: "
        f"{_words(_spec(model))[0].lower()}{_words(_spec(model))[1:]}{leave}\n"
    )
    return "\n".join([head, *sections("spec", _spec(model)), _references(model), _files(model)]).rstrip() + "\n"


def _spec(model: type[Kind]) -> type[Part]:
    annotation = model.model_fields["spec"].annotation
    assert isinstance(annotation, type)
    assert issubclass(annotation, Part)
    return annotation


def _words(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def sections(path: str, model: type[BaseModel]) -> Iterator[str]:
    """A table of a part's fields, then one for each part inside it."""
    texts = descriptions(model)
    rows = [_row(info, texts.get(name, "")) for name, info in model.model_fields.items()]
    yield "\n".join([f"## {path}", "", SHOWN_HEAD, *rows, ""])
    for info in model.model_fields.values():
        for inside in _inside(info.annotation):
            many = "[]" if any(get_origin(part) is tuple for part in _parts(info.annotation)) else ""
            text = "\n".join(sections(f"{path}.{info.alias}{many}", inside))
            yield text.replace("\n\n|", f"\n\n{_words(inside)}\n\n|", 1)


def _row(info: FieldInfo, meaning: str) -> str:
    default = "**required**" if info.is_required() else _shown(info.default)
    takes = _takes(info.annotation, tuple(info.metadata))
    cells = (f"`{info.alias}`", takes, default, meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(default: Any) -> str:
    return f"`{default}`" if isinstance(default, str | int) else ""


def _takes(annotation: Any, marks: tuple[Any, ...] = ()) -> str:
    """What may be written there, in words, from the type and the marks on it."""
    for mark in marks:
        if isinstance(mark, To):
            return f"reference to {' or '.join(f'[{kind}]({kind}.md)' for kind in mark.kinds)}{_travels(mark)}"
        if isinstance(mark, Reads):
            return mark.description[0].lower() + mark.description[1:]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _takes(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        words = [_takes(option) for option in arguments if option is not type(None)]
        return " or ".join(words)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    return _plain(annotation, origin, arguments)


def _plain(annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> str:
    if origin is tuple:
        return f"list: {_takes(arguments[0])}"
    if origin is dict or annotation is dict:
        return f"mapping to {_takes(arguments[1])}" if len(arguments) == 2 else "mapping"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "mapping, or a reference" if annotation.__name__ == "Dependency" else "mapping"
    return "a percentage" if annotation is Percent else NAMES.get(annotation, "any value")


def _travels(mark: To) -> str:
    return "" if mark.travel is Travel.NONE else "; carries failure"


def _parts(annotation: Any) -> Iterator[Any]:
    """A type and everything it is made of."""
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _inside(annotation: Any) -> list[type[BaseModel]]:
    return [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]


def _references(model: type[Kind]) -> str:
    """Every reference of a kind, and how failure travels along it."""
    rows = [
        f"| `{path}` | {' or '.join(mark.kinds)} | {'along the dependency' if needs else mark.travel.value} |"
        for path, mark, needs in (*_marks("metadata", Metadata), *_marks("spec", _spec(model)))
    ]
    head = "## References\n\n| field | leads to | failure travels |\n|---|---|---|"
    return "\n".join([head, *rows, ""])


def _marks(path: str, model: type[BaseModel]) -> Iterator[tuple[str, To, bool]]:
    for info in model.model_fields.values():
        here = f"{path}.{info.alias}"
        for mark in (*info.metadata, *_parts(info.annotation)):
            if isinstance(mark, To):
                yield here, mark, model.__name__ == "Dependency"
        for inside in _inside(info.annotation):
            yield from _marks(here, inside)


def _files(model: type[Kind]) -> str:
    """Where the example organisation has some."""
    paths = sorted({path for word, path in _examples() if word == model.__name__.lower()})
    links = ", ".join(f"[{path}](../../../examples/{path})" for path in paths)
    return f"## Examples\n\n{links or 'None in the example organisation.'}\n"


@cache
def _examples() -> tuple[tuple[str, str], ...]:
    """The kind and the file of each example."""
    places = sorted(EXAMPLES.rglob("*/*.yaml"))
    catalog = read(TextFile(place.relative_to(EXAMPLES).as_posix(), place.read_bytes()) for place in places)
    return tuple((one.ref.kind, one.file.path) for one in catalog.entities if not one.shipped)
