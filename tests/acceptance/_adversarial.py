"""Brings the adversarial repositories into the language as it is: copies, with the companions a case leaves out."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIME = 20
"""Seconds of the processor's that any command may take, so that a busy machine fails nothing."""
PATIENCE = 120
"""Seconds after which one that does nothing counts as hanging."""
MEMORY = 1536 * 1024 * 1024
"""Bytes of address space that it may take; the resident part is a third of it."""

COMPANIONS = {
    "team/messaging": "kind: Team\nmetadata: {name: messaging, title: Messaging}",
    "team/service-desk": "kind: Team\nmetadata: {name: service-desk, title: Service desk}",
    "team/it-department": "kind: Team\nmetadata: {name: it-department, title: IT}",
    "customer/headquarters": "kind: Customer\nmetadata: {name: headquarters, title: HQ}",
    "indicator/mail-delivery-rate": "kind: Indicator\nmetadata: {name: mail-delivery-rate}\n"
    'spec: {unit: "%", better: higher}',
    "service/email": "kind: Service\nmetadata: {name: email, title: Corporate e-mail, owner: messaging}\n"
    "spec: {type: business, lifecycle: live}",
}
_RENAMED = (
    (b"kind: Organization\nmetadata: {name: headquarters", b"kind: Customer\nmetadata: {name: headquarters"),
    (b"kind: Organization\nmetadata: {name: it-department", b"kind: Team\nmetadata: {name: it-department"),
)


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.out)

    def told(self, *only: str) -> set[str]:
        """`severity rule path:line` of each finding, of these files if any are named."""
        return {
            f"{one['severity']} {one['rule']} {one['path']}:{one['line']}"
            for one in self.data["findings"]
            if not only or one["path"] in only
        }


def data() -> Path:
    """Other people's data, where this machine has it."""
    named = os.environ.get("ITSM_SHARED_DATA")
    return Path(named) if named else Path(__file__).parents[3] / "shared" / "data"


def itsm(
    *arguments: str, cwd: Path, environment: Mapping[str, str] | None = None, stdin: int | None = subprocess.DEVNULL
) -> Answer:
    """Runs the command line in a child with little time and memory; a child that hangs fails the test."""
    run = subprocess.run(
        [sys.executable, "-m", "itsm_as_code", *arguments],
        cwd=cwd,
        env={**_clean(), **(environment or {})},
        stdin=stdin,
        capture_output=True,
        timeout=PATIENCE,
        preexec_fn=limit,
        check=False,
    )
    answer = Answer(run.returncode, run.stdout.decode(), run.stderr.decode())
    assert run.returncode >= 0, f"killed by signal {-run.returncode}"
    assert "Traceback" not in answer.err, answer.err
    return answer


def limit() -> None:
    """Lets this process have so much memory and time, and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "LC_", "LANG"))}


def brought(case: Path, folder: Path, only: Sequence[str] = ()) -> Path:
    """A copy of a case (of some of its files) whose companions are there, each defined once."""
    folder.mkdir()
    for file in sorted(case.iterdir()):
        if file.is_file() and file.suffix == ".yaml" and (not only or file.name in only):
            _copy(file, folder / file.name)
    texts = b"\n".join(file.read_bytes() for file in folder.iterdir()).decode(errors="replace")
    missing = [text for name, text in COMPANIONS.items() if not _defines(texts, *name.split("/"))]
    documents = "\n---\n".join(f"apiVersion: itsm/v1\n{text}" for text in missing)
    (folder / "zz-companions.yaml").write_text(documents + "\n", encoding="utf-8")
    return folder


def _copy(file: Path, to: Path) -> None:
    shutil.copyfile(file, to)
    data = to.read_bytes()
    for before, after in _RENAMED:
        data = data.replace(before, after)
    to.write_bytes(data)


def _defines(texts: str, kind: str, name: str) -> bool:
    pattern = rf"^kind: {kind}\s+metadata:\s*(?:\{{|\n\s+)name: {name}\b"
    return re.search(pattern, texts, re.IGNORECASE | re.MULTILINE) is not None
