"""Hostile texts in every field change nothing but text: no command passes on what moves a cursor or deceives."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from itsm_as_code.model import HIDDEN
from tests.conftest import Repository

TEXTS = (
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "{{7*7}}{% for x in y %}",
    "\u202egnp.exe\u2066",
    "<svg onload=alert(1)>",
    "\x1b[2J\x1b]0;title\x07",
    "%s %d {0}",
    "`touch itsm-canary` $(touch itsm-canary)",
    "]]>&amp;",
    "::error::x",
    "\x85\u2028\ufeff\x7f\x9b31m",
    "A" * 1_000_000,
)
COMMANDS = (
    "validate",
    "validate --format json",
    "ls",
    "ls --format json",
    "show service:s3",
    "show service:s5 --format json",
    "impact ci:c",
    "impact ci:c --format json",
    "plan HEAD~1",
    "plan HEAD~1 --format json",
    "log",
    "log --format json",
    "site build --out pages",
)


def entities() -> list[dict[str, Any]]:
    found = []
    for number, text in enumerate(TEXTS):
        about = {"title": text, "description": text}
        party = {"email": text, "phone": text, "chat": text, "onCall": text}
        found.append(_entity("Team", f"t{number}", about, party))
        more = {"owner": f"t{number}", "labels": {"a": text}, "links": [{"title": text, "url": text}]}
        group = {"name": text, "as": text, "anyOf": [f"service:s{(number + 1) % len(TEXTS)}", "ci:c"]}
        found.append(_entity("Service", f"s{number}", about | more, {"type": "business", "dependsOn": [group]}))
    found.append(_entity("CI", "c", {"owner": "t0"}, {"type": "server", "environment": TEXTS[5]}))
    found.append(_entity("CI", TEXTS[3], {"owner": TEXTS[0]}, {"type": TEXTS[5], "dependsOn": [f"ci:{TEXTS[6]}"]}))
    found.append(_entity("CI", "d", {"owner": TEXTS[0]}, {"type": TEXTS[5], "dependsOn": [f"ci:{TEXTS[3]}"]}))
    return found


def _entity(kind: str, name: str, metadata: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    return {"apiVersion": "itsm/v1", "kind": kind, "metadata": {"name": name, **metadata}, "spec": spec}


@pytest.fixture
def hostile(repository: Repository) -> Path:
    repository.commit({"itsm.yaml": "title: Hostile\n"}, "Begin \x1b[31m<script>")
    text = "\n---\n".join(json.dumps(one) for one in entities())
    repository.commit({"a.yaml": text}, TEXTS[5] + TEXTS[3])
    return repository.folder


def test_no_command_passes_on_what_deceives(hostile: Path) -> None:
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "itsm_as_code", *command.split()],
            cwd=hostile,
            capture_output=True,
            timeout=60,
            check=False,
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode in (0, 1), (command, said[-500:])
        assert "Traceback" not in said
        assert set(HIDDEN.findall(said)) <= {"\n"}, command
    assert not list(hostile.rglob("itsm-canary"))
