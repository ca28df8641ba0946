"""The catalog as a whole, the settings, other tools' YAML, names nearby, and writing YAML back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.model import TextFile
from itsm_as_code.reading import dump, nearest, read, read_configuration, read_foreign
from tests.reading._reading import catalog, entities, file, refused, service, team


def test_what_ships_is_there_and_marked() -> None:
    shipped = {str(one.ref) for one in read([]).entities if one.shipped}
    assert {"calendar:24x7", "citype:server", "citype:virtual-machine"} <= shipped
    assert read([]).findings == ()


def test_entities_are_sorted_by_name_and_then_by_place() -> None:
    assert entities(team("b"), team("a"), service()) == ["service:a", "team:a", "team:b"]
    again = [one.file.path for one in catalog(team("a"), team("a")).entities if not one.shipped]
    assert again == ["a.yaml", "b.yaml"]


def test_a_name_is_compared_in_lower_case_but_written_so() -> None:
    text = "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: Mail, namespace: North}\n"
    assert refused(text) == ["team:north/mail"]


def test_a_document_as_it_was_written() -> None:
    (own,) = (one for one in catalog(f"---\n---\n{service('spec: {dependsOn: [ci:b]}')}\n").entities if not one.shipped)
    assert own.index == 1
    assert own.written()["spec"] == {"dependsOn": ["ci:b"]}
    assert own.document.value == own.written()


def test_a_file_that_could_not_be_read_is_a_finding() -> None:
    found = read(
        [TextFile("a.yaml", b"", "no permission"), TextFile("b.yaml", b"", "a FIFO", note=True), file(team(), "c.yaml")]
    )
    assert [(one.rule, one.severity.word, one.message) for one in found.findings] == [
        ("unreadable-file", "error", "no permission"),
        ("unreadable-file", "info", "a FIFO"),
    ]


SETTINGS = {
    "": [],
    "# nothing\n": [],
    "title: Ours\nignore: ['*.j2.yaml']\nrules: {owner-exists: warning}\n": [],
    "title: {en: Ours, zh: 我们的}\n": [],
    "rules: {owner-exists: loud}\n": ["1:9"],
    "nonsense: 1\n": ["1:1"],
    "ignore: 5\n": ["1:1"],
    "- a\n": ["1:1"],
    "a: [\n": ["2:1"],
}


@pytest.mark.parametrize("text", SETTINGS)
def test_settings(text: str) -> None:
    _, findings = read_configuration(file(text, "itsm.yaml"))
    assert [f"{one.location.line}:{one.location.column}" for one in findings] == SETTINGS[text]


def test_without_settings_there_are_defaults() -> None:
    configuration, findings = read_configuration(None)
    assert findings == ()
    assert configuration.rules == {}


def test_yaml_of_other_tools_keeps_its_places() -> None:
    (found, _), findings = read_foreign(file("a:\n  - b: c\n---\nd: e\n"))
    assert findings == ()
    assert found.value == {"a": [{"b": "c"}]}
    assert (found.locate(("a", 0, "b")).line, found.locate(("a", 0, "b")).column) == (2, 8)
    assert found.locate(("a", 0, "nothing")).line == 2


NEAR = [
    ("direcotry", ("directory",)),
    ("mesaging", ("messaging",)),
    ("mail", ("email", "mails")),
    ("nothing-like-it", ()),
    ("x", ()),
    ("", ()),
    ("directory", ()),
]


@pytest.mark.parametrize(("name", "names"), NEAR)
def test_names_nearby(name: str, names: tuple[str, ...]) -> None:
    assert nearest(name, ["directory", "messaging", "email", "mails"]) == names


scalars = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9) | st.text(max_size=20)
keys = st.text(min_size=1, max_size=8)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)
TRICKY = (
    "no",
    "1:20",
    "012",
    "1_000",
    "0o7",
    "2026-01-01",
    "~",
    "",
    " a",
    "a ",
    "a: b",
    "#c",
    "*x",
    "&x",
    "!x",
    "- a",
    "a\nb",
    "\ta",
)


def back(document: dict[str, object]) -> object:
    (found,), findings = read_foreign(file(dump([document])))
    assert findings == ()
    return found.value


@pytest.mark.parametrize(
    "text", [*TRICKY, "1e3", ".inf", "0x1F", "<<", "=", "a\nb\n", "a\n\n", "é😀", "\u2028", "\x85", "|", "99.9%"]
)
def test_any_text_comes_back(text: str) -> None:
    assert back({"a": text, text or "b": [text]}) == {"a": text, text or "b": [text]}


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(keys, values, min_size=1, max_size=3))
def test_what_is_written_reads_back(document: dict[str, object]) -> None:
    assert back(document) == document
