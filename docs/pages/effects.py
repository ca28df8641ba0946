"""What a change of each field means, from the marks beside the fields."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from itsm_as_code.schemas import Means, effects, kind_words, model_of, part_inside
from itsm_as_code.schemas._base import Metadata

HEAD = """# What a change means

`itsm plan` says of every field that changes what that means for those who rely on it:

- **loosened**: less is promised, needed or watched than before;
- **tightened**: the opposite;
- **breaking**: what was relied on is gone, or another;
- **neutral**: neither, such as another word in a description. Fields without a row here are always neutral; who
  has to agree to a change of theirs, such as of an owner, is another question.

A mark beside the field in the [kind](kinds/README.md)'s model says so; this page is made from the marks. Hours are
compared as the clock counts them, over the two years that follow: a calendar that keeps its name and loses an
afternoon is loosened, one that is written in another way is unchanged. Where some hours are won and others lost, it
is loosened. Whether more of a metric is better, its [indicator](kinds/indicator.md) says, or the `>=` or `<=` of the
target.
"""
WAYS = {
    "more": "more than before",
    "less": "less than before",
    "worse": "worse by its metric",
    "narrower": "hours are lost",
    "comes": "it is new",
    "goes": "it is gone",
    "other": "it is another",
}
COLUMNS = "| field | loosened when | breaking when |\n|---|---|---|"


def page() -> str:
    """The whole page."""
    kinds = [(model.__name__, model) for word in kind_words() if (model := model_of(word)) is not None]
    metadata = _section("Every kind", "metadata", Metadata)
    sections = (_section(name, "spec", part_inside(model.model_fields["spec"].annotation)) for name, model in kinds)
    return "\n".join([HEAD, metadata, *(text for text in sections if text)]).rstrip() + "\n"


def _section(name: str, path: str, model: type[BaseModel] | None) -> str:
    rows = [f"| `{field}` | {_loosened(mark)} | {_breaking(mark)} |" for field, mark in marked(path, model)]
    return "\n".join([f"## {name}", "", COLUMNS, *rows, ""]) if rows else ""


def marked(path: str, model: type[BaseModel] | None) -> Iterator[tuple[str, Means]]:
    """Every field below a path that has a mark, with it."""
    for attribute, info in model.model_fields.items() if model else ():
        here = f"{path}.{info.alias}"
        mark = effects(model).get(attribute)
        if mark is not None:
            yield here, mark
        yield from marked(here, part_inside(info.annotation))


def _loosened(mark: Means) -> str:
    words = [_words(way, mark) for way in mark.loosening]
    return ", ".join(words) or "–"


def _breaking(mark: Means) -> str:
    words = [_words(way, mark) for way in mark.breaking]
    if mark.end:
        words.append(f"it becomes `{mark.end}` from a later word")
    return ", ".join(words) or "–"


def _words(way: str, mark: Means) -> str:
    if way in ("more", "less") and mark.order:
        order = " < ".join(" = ".join(f"`{word}`" for word in words) for words in mark.order)
        return f"{'later' if way == 'more' else 'earlier'} in {order}"
    if way == "goes" and mark.for_all:
        return "it is gone, or is the first to be named: an empty list means everybody"
    return WAYS[way]
