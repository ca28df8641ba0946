"""The page about Python says what Python says, and every name that programs may use is one."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import itsm_as_code

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/python.md"


def test_every_example_says_what_python_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = PAGE.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    told: list[str] = []
    examples = doctest.DocTestParser().get_doctest(code, {}, "python.md", None, 0)
    found = doctest.DocTestRunner().run(examples, out=told.append)
    assert found.attempted > 25
    assert not found.failed, "".join(told)


@pytest.mark.parametrize("name", itsm_as_code.__all__)
def test_every_name_is_there_and_explained(name: str) -> None:
    assert getattr(itsm_as_code, name).__doc__
    assert name in dir(itsm_as_code)


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        itsm_as_code.nothing  # noqa: B018 - asking is the test
