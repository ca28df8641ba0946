"""Gate one, YAML: what is refused, where, in which words; and what is no trap any more."""

import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.reading import CODES
from itsm_as_code.reading._yaml import positioned
from tests.reading._reading import Told, catalog, entities, refused, service, team, told

TAG = "remove it; for a text that begins with !, use quotes"
TEMPLATE = "a template ({{ … }}) is rendered first"
QUOTES = "put the text in quotes"
NUMBER = "in a text, put it in quotes"

FAULTS: dict[str, tuple[str, Told]] = {
    "duplicate key": (
        service("  labels: {tier: gold, tier: silver}\n"),
        ("yaml-duplicate-key", "5:24-28", "the key tier stands twice, first on line 5", "keep one of the two"),
    ),
    "duplicate key in other spelling": (
        service("  labels:\n    tier: gold\n    'tier': silver\n"),
        ("yaml-duplicate-key", "7:5-11", "the key tier stands twice, first on line 6", "keep one of the two"),
    ),
    "duplicate key by alias": (
        service("  labels: {&k tier: gold, *k : silver}\n"),
        ("yaml-duplicate-key", "5:27-29", "the key tier stands twice, first on line 5", "keep one of the two"),
    ),
    "merge key twice": (
        service("  labels:\n    <<: {a: b}\n    <<: {c: d}\n"),
        ("yaml-duplicate-key", "7:5-7", "the key << stands twice, first on line 6", "keep one of the two"),
    ),
    "unknown tag": (
        service("  title: !include /etc/passwd\n"),
        ("yaml-tag", "5:10-30", "the tag !include has no meaning here", TAG),
    ),
    "tag of YAML 1.1": (
        service("  title: !!binary aGk=\n"),
        ("yaml-tag", "5:10-23", "the tag !!binary has no meaning here", TAG),
    ),
    "tag of a collection": (
        service("  labels: !!set {a}\n"),
        ("yaml-tag", "5:11-18", "the tag !!set has no meaning here", TAG),
    ),
    "tag that Python would obey": (
        service("  title: !!python/object/apply:os.system [ls]\n"),
        ("yaml-tag", "5:10-43", "the tag !!python/object/apply:os.system has no meaning here", TAG),
    ),
    "foreign tags by directive": (
        f"%TAG ! tag:example.org,2026:\n---\n{service()}",
        (
            "yaml-tag",
            "1:1-2:4",
            "a %TAG directive brings in foreign tags",
            "remove it; only YAML's own tags are read",
        ),
    ),
    "version to come": (
        f"%YAML 2.0\n---\n{service()}",
        ("yaml-syntax", "1:1-2", "found incompatible YAML document", ""),
    ),
    "alias of nothing": (
        service("  title: *nothing\n"),
        ("yaml-alias", "5:10-18", "nothing is called &nothing before this", "in a text, put * in quotes"),
    ),
    "merge of itself": (
        service("  labels: &l\n    <<: *l\n"),
        ("yaml-alias", "6:9-11", "*l stands inside what it names, which would never end", ""),
    ),
    "alias inside itself": (
        service("  annotations: &r\n    x-loop: *r\n"),
        ("yaml-alias", "6:13-15", "*r stands inside what it names, which would never end", ""),
    ),
    "alias from another document": (
        f"{team('b', ', title: &t B')}---\n{service('  title: *t')}\n",
        ("yaml-alias", "9:10-12", "nothing is called &t before this", "in a text, put * in quotes"),
    ),
    "merge of a text": (
        service("  labels: {<<: gold}\n"),
        ("yaml-merge", "5:16-20", "<< merges a mapping or a list of mappings", 'an ordinary key is written "<<"'),
    ),
    "merge of nothing": (
        service("  labels:\n    <<: ~\n"),
        ("yaml-merge", "6:9-10", "<< merges a mapping or a list of mappings", 'an ordinary key is written "<<"'),
    ),
    "number as a key": (
        service("  labels: {1: first}\n"),
        ("yaml-key", "5:12-13", "the key 1 is not a text", 'write it in quotes: "1"'),
    ),
    "true as a key": (
        service("  labels:\n    true: first\n"),
        ("yaml-key", "6:5-9", "the key true is not a text", 'write it in quotes: "true"'),
    ),
    "nothing as a key": (
        service("  labels:\n    ~: first\n"),
        ("yaml-key", "6:5-6", "the key ~ is not a text", 'write it in quotes: "~"'),
    ),
    "list as a key": (
        service("  labels: {? [a, b] : first, c: d}\n"),
        ("yaml-key", "5:14-15", "a key is a text, not a list or a mapping", TEMPLATE),
    ),
    "alias of a list as a key": (
        service("  annotations:\n    x-a: &l [b]\n    *l : c\n"),
        ("yaml-key", "7:5-7", "the key *l is not a text", 'write it in quotes: "*l"'),
    ),
    "template": (
        service("  title: {{ values.title }}\n"),
        ("yaml-key", "5:11-12", "a key is a text, not a list or a mapping", TEMPLATE),
    ),
    "infinity": (
        service("  labels: {a: -.INF}\n"),
        ("yaml-number", "5:15-20", "-.INF is not a number one can count with", NUMBER),
    ),
    "overflow": (
        service("  labels: {a: 1e999}\n"),
        ("yaml-number", "5:15-20", "1e999 is not a number one can count with", NUMBER),
    ),
    "too many digits": (
        service(f"  labels: {{a: {'9' * 301}}}\n"),
        ("yaml-number", "5:15-316", "a number of 301 digits", NUMBER),
    ),
    "too deep": (
        service(f"  annotations: {{x-a: {'[' * 62}{']' * 62}}}\n"),
        ("yaml-depth", "5:83-84", "nested more than 64 levels deep", ""),
    ),
    "second colon": (
        service("  title: Mail: corporate\n"),
        (
            "yaml-syntax",
            "5:14-15",
            "a second colon in one line (mapping values are not allowed in this context)",
            QUOTES,
        ),
    ),
    "open quote": (
        service('  title: "Corporate\n  owner: x\n'),
        (
            "yaml-syntax",
            "5:10-11",
            "what is opened here is not closed (line 7: found unexpected end of stream)",
            "close the quote or the bracket",
        ),
    ),
    "open bracket": (
        service("  labels: {a: b\nspec: {}\n"),
        (
            "yaml-syntax",
            "5:11-12",
            "what is opened here is not closed (line 6: did not find expected ',' or '}')",
            "close the quote or the bracket",
        ),
    ),
    "indentation": (
        f"{service('  title: A')}\n   owner: x\n",
        (
            "yaml-syntax",
            "6:9-10",
            "no key can stand here (mapping values are not allowed in this context)",
            "keys of one mapping begin in one column; a colon in a text needs quotes",
        ),
    ),
    "less indentation": (
        service("  labels:\n    a: b\n   c: d\n"),
        (
            "yaml-syntax",
            "7:4-5",
            "this does not fit the indentation around it (did not find expected key)",
            "keys of one mapping begin in one column",
        ),
    ),
    "at sign": (
        service("  title: @corporate\n"),
        (
            "yaml-syntax",
            "5:10-11",
            "a text can't begin with @ or ` (found character that cannot start any token)",
            QUOTES,
        ),
    ),
    "per cent sign": (
        service("  title: %mail\n"),
        ("yaml-syntax", "5:10-11", "a text can't begin with % (found character that cannot start any token)", QUOTES),
    ),
    "lone asterisk": (
        service("  title: *\n"),
        (
            "yaml-syntax",
            "5:11-12",
            "* and & have a meaning in YAML (did not find expected alphabetic or numeric character)",
            QUOTES,
        ),
    ),
    "tab": (
        service("  title: A\n\towner: b\n"),
        (
            "yaml-syntax",
            "6:1-2",
            "a tab can't indent in YAML (found a tab character that violates indentation)",
            "indent with spaces",
        ),
    ),
    "conflict": (
        service("<<<<<<< HEAD\n"),
        (
            "yaml-syntax",
            "6:1-2",
            "a merge was left unfinished (could not find expected ':')",
            "choose a side and remove the conflict markers",
        ),
    ),
    "text after the end": (
        service("...\nmore\n"),
        (
            "yaml-syntax",
            "6:1-2",
            "a document ended above, and this is no new one (did not find expected <document start>)",
            "begin the next document with ---",
        ),
    ),
    "half of a character": (
        service('  title: "\\ud800"\n'),
        ("yaml-syntax", "5:13-14", "found invalid Unicode character escape code", ""),
    ),
}

NAMELESS: dict[str, tuple[str | bytes, Told]] = {
    "NUL": (
        service("  title: a\x00b\n"),
        ("yaml-syntax", "5:11-12", "the control character U+0000 can't stand in YAML", "remove it"),
    ),
    "escape": (
        service("  title: \x1b[31m\n"),
        ("yaml-syntax", "5:10-11", "the control character U+001B can't stand in YAML", "remove it"),
    ),
    "a control character of old": (
        service("  title: a\x9bb\n"),
        ("yaml-syntax", "5:11-12", "the control character U+009B can't stand in YAML", "remove it"),
    ),
    "Latin-1": (
        service("  title: caf").encode() + b"\xe9\n",
        ("encoding", "5:13-14", "this is not UTF-8: byte 0xe9 at offset 66", "save it as UTF-8"),
    ),
    "cut off": (
        service("# ").encode() + b"\xe4\xbd",
        ("encoding", "5:3-4", "this is not UTF-8: byte 0xe4 at offset 56", "save it as UTF-8"),
    ),
    "UTF-16 with a mark": (
        team().encode("utf-16"),
        ("encoding", "0:0-0", "this is not UTF-8 but UTF-16, UTF-32 or no text at all", "save it as UTF-8"),
    ),
    "UTF-32 without a mark": (
        team().encode("utf-32-be"),
        ("encoding", "0:0-0", "this is not UTF-8 but UTF-16, UTF-32 or no text at all", "save it as UTF-8"),
    ),
    "large file storage": (
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
        (
            "unreadable-file",
            "0:0-0",
            "this is a Git LFS pointer, not the file",
            "run git lfs pull, or keep the file in git itself",
        ),
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_one_mistake_is_one_finding_and_the_name_stays_known(case: str) -> None:
    text, expected = FAULTS[case]
    assert told(text) == [expected]
    assert "service:a" in [one.partition(" ")[0] for one in refused(text)]
    assert "service:a" not in entities(text)


@pytest.mark.parametrize("case", NAMELESS)
def test_what_can_not_even_be_named(case: str) -> None:
    text, expected = NAMELESS[case]
    assert told(text) == [expected]
    assert refused(text) == entities(text) == []


def test_every_code_has_a_page() -> None:
    seen = {expected[0] for _, expected in (*FAULTS.values(), *NAMELESS.values())}
    assert seen <= set(CODES)
    assert {code for code in CODES if code.startswith("yaml")} <= seen


FINE = {
    "norway": ("  labels: {a: no, on: off, y: n}\n", "labels", {"a": "no", "on": "off", "y": "n"}),
    "octal": ("  labels: {a: 012, b: 0o10, c: 1_000}\n", "labels", {"a": 12, "b": 8, "c": "1_000"}),
    "sexagesimal": ("  labels: {a: 1:20, b: 190:20:30}\n", "labels", {"a": "1:20", "b": "190:20:30"}),
    "dates": ("  labels: {a: 2026-01-01}\n", "labels", {"a": "2026-01-01"}),
    "merge": ("  labels:\n    <<: {a: b, c: d}\n    c: own\n", "labels", {"a": "b", "c": "own"}),
    "merge of several": ("  labels:\n    <<: [{a: 1}, {a: 2, b: 3}]\n", "labels", {"a": 1, "b": 3}),
    "merge of an alias": (
        "  annotations:\n    x-a: &a {b: c}\n    x-d: {<<: *a, e: f}\n",
        "annotations",
        {"x-a": {"b": "c"}, "x-d": {"b": "c", "e": "f"}},
    ),
    "quoted merge key": ('  annotations: {x-a: {"<<": {b: c}}}\n', "annotations", {"x-a": {"<<": {"b": "c"}}}),
    "alias": ("  labels: {a: &a b, c: *a}\n", "labels", {"a": "b", "c": "b"}),
    "tags of the core schema": (
        "  labels: {a: !!str 5, b: !!int 5, c: ! 5, d: !!float 5.0}\n",
        "labels",
        {"a": "5", "b": 5, "c": "5", "d": 5.0},
    ),
    "deep enough": (
        f"  annotations: {{x-a: {'[' * 3}a{']' * 3}}}\n",
        "annotations",
        {"x-a": [[["a"]]]},
    ),
    "emphasis": (
        "  annotations:\n    x-a: |\n      so **both** of them\n",
        "annotations",
        {"x-a": "so **both** of them\n"},
    ),
    "text that looks like a comment": ("  labels: {a: b#c}\n", "labels", {"a": "b#c"}),
    "comment": ("  labels: {a: Mail} #1\n", "labels", {"a": "Mail"}),
    "escape sequences": ('  labels: {a: "\\u0041\\x42\\t"}\n', "labels", {"a": "AB\t"}),
    "old line breaks": ("  labels: {a: b\u0085c\u2028d}\n", "labels", {"a": "b\u0085c\u2028d"}),
    "characters of planes beyond": ("  labels: {a: 😀, b: \ue085}\n", "labels", {"a": "😀", "b": "\ue085"}),
    "folded": ("  annotations:\n    x-a: >-\n      one\n      two\n", "annotations", {"x-a": "one two"}),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", FINE)
def test_means_what_it_says(case: str, ending: str) -> None:
    more, field, expected = FINE[case]
    found = catalog(service(more).replace("\n", ending))
    assert found.findings == ()
    (own,) = (one for one in found.entities if not one.shipped)
    assert getattr(own.model.metadata, field) == expected


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    "head", ["", "%YAML 1.1\n---\n", "%YAML 1.2\n---\n", "%FUTURE x\n---\n", "---\n", "# c\n", "\n\n"]
)
def test_how_a_file_may_begin(mark: bytes, head: str) -> None:
    assert entities(mark + f"{head}{service('  labels: {a: no}')}\n".encode()) == ["service:a"]
    assert told(mark + f"{head}{service('  labels: {a: no}')}\n".encode()) == []


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n---\n---\n", "null\n", "\ufeff", "---"])
def test_a_file_of_nothing_is_no_mistake(text: str) -> None:
    assert told(text) == []
    assert entities(text) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("odd", ["\u0085", "\u2028", "\u2029", "é", "😀"])
def test_lines_are_counted_as_editors_count_them(odd: str, ending: str) -> None:
    text = service(f"  title: a{odd}b\n  ownr: c\n").replace("\n", ending)
    assert told(text) == [("unknown-field", "6:3-7", "metadata has no field ownr", "did you mean owner?")]


def test_a_bomb_is_told_before_it_goes_off() -> None:
    lines = [
        f"    x-{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, one in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    text = service("  annotations:\n    x-a: &a [" + ", ".join(["lol"] * 9) + "]\n" + "".join(lines))
    ((code, _, message, _),) = told(text)
    assert (code, message) == ("yaml-alias", "aliases copy more than a file may grow by")
    assert refused(text) == ["service:a"]


def test_one_broken_document_hides_no_other() -> None:
    text = f"{service('  title: Mail: x')}\n---\n{team('b')}---\n{team('c', ', ownr: x')}---\n{team('d')}"
    assert [one[:2] for one in told(text)] == [("yaml-syntax", "5:14-15"), ("unknown-field", "13:21-25")]
    assert entities(text) == ["team:b", "team:d"]
    assert refused(text) == ["service:a", "team:c"]


def test_one_broken_file_hides_no_other() -> None:
    assert [one[0] for one in told("{", b"\xff", team("a", ", ownr: x"), "- a\n")] == [
        "yaml-syntax",
        "encoding",
        "unknown-field",
        "not-an-entity",
    ]


def test_faults_are_told_fifty_at_most() -> None:
    labels = "".join(f"    {number}: a\n" for number in range(200))
    found = told(service(f"  labels:\n{labels}"))
    assert len(found) == 51
    assert {one[0] for one in found} == {"yaml-key"}


def test_two_documents_glued_together_are_told_as_such() -> None:
    text = team("a") + team("b")
    assert [(one[1], one[3]) for one in told(text)] == [
        ("4:1-11", "is a --- missing between two documents?"),
        ("5:1-5", "is a --- missing between two documents?"),
        ("6:1-9", "keep one of the two"),
    ]


def test_a_very_long_line_is_cut_around_the_mistake() -> None:
    (finding,) = catalog(service(f"  annotations: {{x-a: {'b' * 100_000}, y: c}}\n")).findings
    assert len(finding.location.excerpt) <= 4_100
    assert finding.location.column == 16


def test_a_character_of_the_private_use_area_stays_what_it_is() -> None:
    text = "a: one\u0085two\u2028three \ue000 \ue001 \ue085\nb: 1\n"
    (document,) = positioned(TextFile("a.yaml", text.encode())).documents
    assert document.value == {"a": "one\u0085two\u2028three \ue000 \ue001 \ue085", "b": 1}
    assert document.values["b",].line == 1
