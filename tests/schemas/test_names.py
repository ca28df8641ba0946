"""Names: which are names, wherever a name may stand, and what is offered for those that are none."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from itsm_as_code.schemas import model_of
from itsm_as_code.schemas._text import LocalText
from tests.schemas._documents import KINDS, smallest


@pytest.fixture
def names(shared_data: Path) -> list[tuple[str, str]]:
    file = shared_data / "adversarial" / "080-names" / "strings.json"
    if not file.is_file():
        pytest.skip("the adversarial repositories are not here")
    return [(name, verdict) for name, verdict in json.loads(file.read_text("utf-8"))]


def is_name(name: str, verdict: str) -> bool:
    """The case's own verdict; where it leaves the length open, 128 characters are the limit."""
    return len(name) <= 128 if verdict.startswith("ERROR above") else verdict.startswith("ACCEPT")


def accepts(kind: str, **metadata: Any) -> bool:
    model = model_of(kind.lower())
    assert model is not None
    try:
        model.model_validate(smallest(kind, **metadata))
    except ValidationError as error:
        return any(detail["type"] != "wrong-value" for detail in error.errors())
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_as_the_name_of_an_entity(names: list[tuple[str, str]], kind: str) -> None:
    for name, verdict in names:
        assert accepts(kind, name=name) == is_name(name, verdict), name


@pytest.mark.parametrize("field", ["namespace", "aliases", "formerly"])
def test_as_another_name(names: list[tuple[str, str]], field: str) -> None:
    for name, verdict in names:
        value = name if field == "namespace" else [name]
        assert accepts("Service", **{field: value}) == is_name(name, verdict), name


def test_as_the_value_of_a_label(names: list[tuple[str, str]]) -> None:
    for name, _ in names:
        assert accepts("Service", labels={"a": name}), name


def test_as_a_label(names: list[tuple[str, str]]) -> None:
    for name, verdict in names:
        fits = name.isascii() and name[:1].isalnum() and name[-1:].isalnum() and len(name) <= 128
        fits = fits and all(char.isalnum() or char in "._/-" for char in name)
        assert accepts("Service", labels={name: "a"}) == fits, name
        assert fits or not is_name(name, verdict), name


def test_a_name_has_128_characters_at_most() -> None:
    assert accepts("Team", name="a" * 128)
    assert not accepts("Team", name="a" * 129)


TEXTS = [
    ("E-mail", "zh", "E-mail"),
    ({"en": "Mail", "zh": "邮箱"}, "zh", "邮箱"),
    ({"en": "Mail", "zh": "邮箱"}, "zh-CN", "邮箱"),
    ({"en": "Mail", "zh": "邮箱"}, "de", "Mail"),
    ({"fr": "Courrier", "zh": "邮箱"}, "de", "Courrier"),
]


@pytest.mark.parametrize(("written", "language", "read"), TEXTS)
def test_texts_in_languages(written: Any, language: str, read: str) -> None:
    model = model_of("team")
    assert model is not None
    title = model.model_validate(smallest("Team", title=written)).metadata.title
    assert isinstance(title, LocalText)
    assert title.inside(language) == read
