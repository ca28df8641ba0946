"""The examples in docstrings do what they say."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from tests.test_architecture import MODULES, PACKAGE

WITH_EXAMPLES = [
    f"itsm_as_code.{path.relative_to(PACKAGE).with_suffix('').as_posix().replace('/', '.')}"
    for path in MODULES
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_of_a_docstring_hold(module: str) -> None:
    found = doctest.testmod(import_module(module))
    assert found.attempted > 0
    assert found.failed == 0
