import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itsm_as_code.sources._select import ignorer, is_selected, raw, shown


@given(st.binary())
def test_a_shown_path_can_be_printed_and_leads_back(name: bytes) -> None:
    text = shown(name)
    text.encode("utf-8")
    assert not any(character in text for character in "\n\r\t\x1b\x7f\x85\u2028\u202e\udce9")
    assert raw(text) == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (b"services/email.yaml", "services/email.yaml"),
        (b"caf\xe9.yaml", "caf\\xe9.yaml"),
        (b"caf\\xe9.yaml", "caf\\\\xe9.yaml"),
        (b"a\nb.yaml", "a\\x0ab.yaml"),
        (b"a\\b.yaml", "a\\\\b.yaml"),
        ("é.yaml".encode(), "é.yaml"),
        ("e\u0301.yaml".encode(), "e\u0301.yaml"),
        ("\u202elmay.exe".encode(), "\\u202elmay.exe"),
        ("\x85".encode(), "\\u0085"),
        (b"\x85", "\\x85"),
        ("\U000e0041".encode(), "\\U000e0041"),
        ("消息 组.yaml".encode(), "消息 组.yaml"),
    ],
)
def test_paths_as_they_are_shown(name: bytes, text: str) -> None:
    assert shown(name) == text
    assert raw(text) == name


@pytest.mark.parametrize(
    ("path", "selected"),
    [
        ("a.yaml", True),
        ("A.YML", True),
        ("x.yaml/inner.yaml", True),
        ("sub/itsm.yaml", True),
        ("itsm.yaml", False),
        (".hidden.yaml", False),
        (".github/a.yaml", False),
        ("a/.venv/a.yaml", False),
        ("venv/a.yaml", False),
        ("a/node_modules/b/c.yaml", False),
        ("__pycache__/a.yaml", False),
        ("a.yaml~", False),
        ("a.json", False),
        ("yaml", False),
    ],
)
def test_which_paths_are_read(path: str, selected: bool) -> None:
    assert is_selected(path) is selected


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        ([], "a.yaml", False),
        (["a.yaml"], "a.yaml", True),
        (["a.yaml"], "sub/a.yaml", True),
        (["/a.yaml"], "sub/a.yaml", False),
        (["a.yaml"], "ba.yaml", False),
        (["*.tmp.yaml"], "x/y.tmp.yaml", True),
        (["sub/*.yaml"], "sub/a.yaml", True),
        (["sub/*.yaml"], "sub/deeper/a.yaml", False),
        (["sub/**"], "sub/deeper/a.yaml", True),
        (["sub/**/a.yaml"], "sub/a.yaml", True),
        (["sub/**/a.yaml"], "sub/x/y/a.yaml", True),
        (["**/x/a.yaml"], "x/a.yaml", True),
        (["vendor/"], "vendor/a.yaml", True),
        (["vendor/"], "deep/vendor/a.yaml", True),
        (["vendor/"], "vendor", False),
        (["vendor"], "vendor/a.yaml", True),
        (["a?.yaml"], "ab.yaml", True),
        (["a?b.yaml"], "a/b.yaml", False),
        (["[ab].yaml"], "b.yaml", True),
        (["[!ab].yaml"], "b.yaml", False),
        (["[!ab].yaml"], "c.yaml", True),
        (["[z-a].yaml"], "[z-a].yaml", True),
        (["[.yaml"], "[.yaml", True),
        (["a+(b).yaml"], "a+(b).yaml", True),
        (["*.yaml", "!keep.yaml"], "keep.yaml", False),
        (["*.yaml", "!keep.yaml"], "other.yaml", True),
        (["# a comment", "", "  "], "# a comment", False),
        (["消*"], "消息.yaml", True),
    ],
)
def test_ignored_paths(patterns: list[str], path: str, expected: bool) -> None:
    assert ignorer(patterns)(path) is expected


@given(
    st.lists(st.text(alphabet="ab/*?[]!-^\\.{}()", max_size=12), max_size=3), st.text(alphabet="ab/.[]\\", max_size=20)
)
@example(["[?--]", "[---]", "[a-b--c]"], "-")
def test_no_pattern_breaks(patterns: list[str], path: str) -> None:
    assert ignorer(patterns)(path) in (True, False)
