"""A bar only where a person watches, and only where it takes a while."""

from __future__ import annotations

import io

import pytest

from itsm_as_code.cli import _progress
from itsm_as_code.cli._progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "quiet", "patience", "drawn"),
    [
        (True, False, 0.0, True),
        (True, True, 0.0, False),
        (True, False, 60.0, False),
        (False, False, 0.0, False),
    ],
)
def test_when_a_bar_is_drawn(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, quiet: bool, patience: float, drawn: bool
) -> None:
    shown = Terminal() if terminal else io.StringIO()
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr(_progress, "PATIENCE", patience)
    with progress("Drawing pages", quiet) as told:
        told(100, 400)
        told(400, 400)
    assert ("400/400" in shown.getvalue()) is drawn
