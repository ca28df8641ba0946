"""YAML-like texts for hypothesis: the odd corners of the language, put together anyhow, and real files with slips."""

from pathlib import Path

from hypothesis import strategies as st

EXAMPLES = Path(__file__).parents[2] / "examples"

SCALARS = (
    *("a", "b c", "no", "on", "true", "True", "null", "~", "", "012", "08", "1_000", "1:20", "0x1F", "0o17", "0b11"),
    *(
        "+12",
        "-5",
        "-0",
        "1.5",
        "1e3",
        ".5",
        "5.",
        "1.e2",
        "-.5",
        "--1",
        "+0x1F",
        "0X1F",
        "1e400",
        "1.e434",
        ".inf",
        ".nan",
    ),
    *(
        "2026-01-01",
        "2026-01-01T10:00:00Z",
        "99.9%",
        "9" * 310,
        "é",
        "消息",
        "\u00a0",
        "\u200b",
        "\u0085",
        "\u2028",
        "\ufeff",
    ),
    *(
        "'q'",
        '"dq"',
        "'it''s'",
        '"a\\nb"',
        '"\\x41"',
        '"\\/"',
        '"\\e"',
        '"\\_"',
        '"a\\\n  b"',
        '"a\n  b"',
        "''",
        '""',
        '"\\ud800"',
    ),
    *(
        "#c",
        "a#b",
        "a #b",
        "a: b",
        "a:b",
        "a :b",
        ":",
        "::",
        "a:",
        "-",
        "- a",
        "-a",
        "? a",
        "?",
        ":a",
        "a,b",
        "a]",
        "}",
    ),
    *(
        "!t",
        "! x",
        "!!str",
        "&x",
        "&x a",
        "*x",
        "**bold**",
        "<<",
        "|",
        ">",
        "|-",
        ">+",
        "|2",
        "> #c",
        "%a",
        "@a",
        "`a`",
        "\\",
    ),
    *(
        "[]",
        "{}",
        "[a]",
        "[a, b]",
        "[a,]",
        "[,]",
        "[ [a], {b: c} ]",
        "[a: b]",
        "[|]",
        "[a\n, b]",
        "[#c\na]",
        "[a b, 'c']",
    ),
    *(
        "{a: b}",
        "{a}",
        "{a: }",
        "{a:b}",
        '{"a":b}',
        "{a: b, c}",
        "{? a : b}",
        "{a:?}",
        "{a: |}",
        "{a: b,\n c: d}",
        "{a\nb: c}",
    ),
)
KEYS = ("a", "b", "c", "d e", '"f"', "'g'", "1", "no", "~", "x-y", "é", "a#b", "-a", "a:b", "?x", "true", "<<", "a\tb")
INDENTS = ("", "", "  ", "  ", "    ", "      ", " ", "\t", "  \t")
BREAKS = (
    "\n",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n \n",
    " \n",
    "\t\n",
    " # c\n",
    "\n# c\n",
    "\n---\n",
    "\n--- # c\n",
    "\n...\n",
)
HEADERS = ("|", ">", "|-", ">-", "|+", ">+", "|2", ">1-", "| # c", "|\t")
CHARACTERS = "  \n:-#,[]{}'\"ab01.|>?%@`&*!~\\_+ex\t\ré"

scalars = st.sampled_from(SCALARS)
blocks = st.builds(
    lambda header, lines: header + "".join(f"\n{line}" for line in lines),
    st.sampled_from(HEADERS),
    st.lists(st.builds("{}{}".format, st.sampled_from(("", "  ", "    ", "   ")), scalars), max_size=4),
)
values = st.one_of(scalars, scalars, blocks, st.text(CHARACTERS, max_size=8))
lines = st.one_of(
    st.builds("{}{}: {}".format, st.sampled_from(INDENTS), st.sampled_from(KEYS), values),
    st.builds("{}- {}".format, st.sampled_from(INDENTS), values),
    st.builds("{}- {}: {}".format, st.sampled_from(INDENTS), st.sampled_from(KEYS), values),
    st.builds("{}{}:".format, st.sampled_from(INDENTS), st.sampled_from(KEYS)),
    values,
)
texts = st.lists(st.builds("{}{}".format, lines, st.sampled_from(BREAKS)), max_size=7).map("".join)


def _documents() -> list[str]:
    files = sorted(EXAMPLES.rglob("*.yaml"))
    return [document for file in files for document in file.read_text("utf-8").split("\n---\n")]


def _slip(text: str, at: float, drop: int, put: str) -> str:
    place = int(at * len(text))
    return text[:place] + put + text[place + drop :]


slips = st.builds(
    _slip,
    st.sampled_from(_documents()),
    st.floats(0, 1),
    st.integers(0, 3),
    st.one_of(scalars, st.text(CHARACTERS, max_size=3), st.sampled_from(BREAKS)),
)
