"""The fast reader and the reference reader mean the same: by the YAML test suite, by fuzzing, by what once differed."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.model import TextFile
from itsm_as_code.reading import Catalog, _fast, _strict, read
from tests.reading._fragments import EXAMPLES, slips, texts

# The fast reader took each of these for something else once; now it leaves them to the reference reader.
ONCE_DIFFERENT = (
    "{a\nh: }",  # a key over two lines
    "a: {b: {c: d\n e: }}",
    "a: {b: {c: d}, e\n f: g}",
    "a: [[b], {c\n d: e}]",
    "{|}",  # a block scalar's header inside a flow collection
    "k: [>]",
    "k: [\t>]",
    " [d: |]",
    'k: ["":|]\n',
    "{! >}\n",
    "{!\t|}\n",
    "k: [x:\t|]\n",
    "k: [| #]\n]\n",
    "k: |",  # a block scalar at the end of the file
    "k: >\n",
    "k: |\n b",
    "k: >\n  a\n\n  b",
    "k: |\n  a\n  ",
    "#\r-",  # a list at the top, seen as several documents
    "#\n -",
    "---\n -",
    "# c\n [null]",
    "!\n -",
    "\r\t#",  # tabs
    "k:\n -\ta",
    "k:\n - \ta",
    "k:\n  a:\n\t  b",
    "{n:?}",
    "k: 1.e813",  # not finite
    "k: .INF",
    f"k: {'9' * 301}",
    f"k: {'9' * 150}.{'9' * 150}",
    "k: 1_000",
    "k: -1_0.5",
    "k: 0b11",
    "k: +0x1F",
    f"k: {'[' * 64}{']' * 64}",  # deeper than the reference reader goes
    "".join(f"{' ' * depth}k:\n" for depth in range(66)) + f"{' ' * 66}a: b",
    "0:",  # keys that are no texts
    "true:",
    "~:",
    "k: {1: a}",
    "{[]}",
    "{{}}",
    "k: {a: b, [c]: d}",
    "<<: {a: b}",
    "k: *a",
    "k: &a [*a]",
    "k: !!str 5",
    "%YAML 1.1\n---\na: b",
    "a: b\n...\nc: d",
    "k: a\u0085b",
    "k: a\u2028b",
    "k: a\x7fb",
    "k: a\x80b",
    "k: a\uffffb",
)
PLAIN = (
    "a: b\n",
    "a: b",
    "a: [b, c]\nd: {e: f}\n",
    "a: |\n  b\n  c\n\nd: >-\n  e\n  f\n",
    "a: b\r\nc:\r\n  - d\r\n",
    "---\na: b\n---\n# nothing\n---\nc: d\n",
    "a: see **bold** text -> more, x | y and 1 > 0\n",
    "a: 99.9%\nb: '>= 99.9%'\nc: 2026-01-01\nd: 012\ne: snake_case\n",
)


def plain(text: str) -> list[Any] | None:
    """What the fast reader makes of a text, None where it leaves it to the other."""
    return _fast.read(text.encode().removeprefix(b"\xef\xbb\xbf"))


def reference(text: str) -> list[Any] | None:
    """What the reference reader makes of it, None where it refuses."""
    documents, faults = _strict.read(text.removeprefix("\ufeff"))
    return None if faults else [document.value for document in documents]


def check(text: str) -> None:
    quick = plain(text)
    if quick is None:
        return
    slow = reference(text)
    # repr tells 1 from 1.0 and True, and keeps the order of keys. A file of nothing has no document or an empty one.
    assert repr(quick) == repr(slow) or (quick == [None] and slow == [])


@pytest.mark.parametrize("text", ONCE_DIFFERENT)
def test_what_once_differed_is_left_to_the_reference_reader(text: str) -> None:
    assert plain(text) is None


@pytest.mark.skipif(_fast.loads is None, reason="the accelerator is not installed here")
@pytest.mark.parametrize("text", PLAIN)
def test_plain_files_are_read_fast(text: str) -> None:
    assert plain(text) is not None
    check(text)


@pytest.mark.skipif(_fast.loads is None, reason="the accelerator is not installed here")
@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_examples_are_plain(path: Path) -> None:
    assert plain(path.read_text("utf-8")) is not None
    check(path.read_text("utf-8"))


def test_the_yaml_test_suite(shared_data: Path) -> None:
    file = shared_data / "yaml-test-suite" / "cases.json"
    if not file.is_file():
        pytest.skip("the YAML test suite is not here")
    cases = json.loads(file.read_text("utf-8"))
    for case in cases:
        check(case["yaml"])
    assert _fast.loads is None or sum(plain(case["yaml"]) is not None for case in cases) > 20


@settings(max_examples=1500, deadline=None)
@given(texts)
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=700, deadline=None)
@given(slips)
def test_a_real_file_with_a_slip(text: str) -> None:
    check(text)


@settings(max_examples=1000, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_any_characters_in_a_value(text: str) -> None:
    check(f"a: b\nk: {text}\nc: d\n")


def told(catalog: Catalog) -> object:
    entities = [(one.ref, one.file.path, one.index, repr(one.model)) for one in catalog.entities]
    return entities, [(one.ref, one.file.path, one.index) for one in catalog.refused], catalog.findings


def folders(shared_data: Path) -> list[Path]:
    hostile = [folder for folder in sorted((shared_data / "adversarial").iterdir()) if folder.is_dir()]
    return [EXAMPLES, *(folder for folder in hostile if folder.name not in ("make", "195-exponential-schemas"))]


def test_without_the_accelerator_the_answer_is_the_same(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repositories = {
        folder: [TextFile(file.name, file.read_bytes()) for file in sorted(folder.rglob("*.yaml"))]
        for folder in folders(shared_data)
    }
    quick = {folder: told(read(files)) for folder, files in repositories.items()}
    monkeypatch.setattr(_fast, "loads", None)
    for folder, files in repositories.items():
        assert told(read(files)) == quick[folder], folder.name
