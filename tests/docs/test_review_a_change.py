"""The story of a review tells what really comes out; `ITSM_SNAPSHOTS=write` writes the page anew."""

import os
import re
from pathlib import Path

import pytest

from tests.docs._console import Step, run, steps
from tests.docs.test_documentation import ROOT, workplace

__all__ = ["workplace"]

PAGE = ROOT / "docs/how-to/review-a-change.md"
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMIT = re.compile(r"\b[0-9a-f]{7}\b")
_DAY = re.compile(r"\b20\d\d-\d\d-\d\d(?=  [0-9a-f]{7} )")
IDS = ("3f2c1ab", "9d04e7f", "51c8a20", "b7e1d94", "e02f6c3", "7aa9d15", "c4410fe", "18b3c62")
"""What commits are called on the page, in the order in which they appear."""


def steady(text: str, seen: dict[str, str]) -> str:
    """Without what differs each time: ids of commits and the days they were made on, and spaces at the ends."""
    named = _COMMIT.sub(lambda found: seen.setdefault(found[0], IDS[len(seen)]), _DAY.sub("2026-11-22", text))
    return "\n".join(line.rstrip() for line in named.rstrip().splitlines())


@pytest.mark.usefixtures("workplace")
def test_the_page_shows_what_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    seen: dict[str, str] = {}

    def done(step: Step) -> str:
        assert run(step, monkeypatch) == step.code, (step, capsys.readouterr())
        return steady(capsys.readouterr().out, seen)

    def told(block: re.Match[str]) -> str:
        if block[1] == "diff":
            list(map(done, steps(block[0])))
            return block[0]
        lines = []
        for line in (line for line in block[2].splitlines() if line.startswith("$ ")):
            said = [done(step) for step in steps(f"```console\n{line}\n```\n")]
            lines += [line, *(text for text in said if text)]
        return "\n".join(["```console", *lines, "```"])

    found = _BLOCK.sub(told, page)
    if os.environ.get("ITSM_SNAPSHOTS") == "write":
        Path(PAGE).write_text(found, encoding="utf-8")
    else:
        assert found == page
