"""`itsm validate --watch`: a real process, real saves, and Ctrl-C."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pytest
from click.testing import CliRunner

from itsm_as_code.cli import _watching, itsm
from itsm_as_code.errors import WrongUse
from tests.conftest import Repository

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
SHOP = "kind: Service\nmetadata: {name: shop, owner: nobody}"


class Watch:
    """A process that watches, and what it says, answer by answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told: queue.Queue[str] = queue.Queue()
        assert process.stdout is not None
        threading.Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def _listen(self, stream: IO[str]) -> None:
        answer = ""
        for line in stream:
            answer += line
            if line.startswith("watching "):
                self.told.put(answer)
                answer = ""
        self.told.put(answer)

    def answer(self) -> str:
        """The next one."""
        return self.told.get(timeout=60)

    def stop(self) -> str:
        """What it says at the end."""
        self.process.send_signal(signal.SIGINT)
        return self.answer()


def _hear_interrupts() -> None:
    """A shell lets what it starts in the background ignore Ctrl-C, and what that starts inherits it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def watched(repository: Repository, *arguments: str) -> Iterator[Watch]:
    words = [sys.executable, "-m", "itsm_as_code", "--root", str(repository.folder), "validate", "--watch", *arguments]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - nothing but a signal is set
    ) as process:
        try:
            yield Watch(process)
        finally:
            process.kill()


def test_after_each_save_it_answers_again_until_it_is_stopped(repository: Repository) -> None:
    repository.write({"itsm.yaml": "title: x\n", "shop.yaml": SHOP})
    with watched(repository) as watch:
        assert "owner-exists" in watch.answer()
        repository.write({"team.yaml": "kind: Team\nmetadata: {name: nobody}"})
        assert "owner-exists" not in watch.answer()
        repository.write({"shop.yaml": SHOP.replace("nobody", "somebody")})
        assert "somebody" in watch.answer()
        repository.write({"notes.txt": "no YAML", "shop.yaml": None})
        assert "owner-exists" not in watch.answer()
        assert watch.stop().strip() == "stopped"
        assert watch.process.wait(60) == 130


def test_settings_that_are_wrong_are_told_and_watching_goes_on(repository: Repository) -> None:
    repository.write({"itsm.yaml": "title: x\n", "shop.yaml": SHOP})
    with watched(repository) as watch:
        watch.answer()
        repository.write({"itsm.yaml": "baseline: nowhere.json\n"})
        assert "nowhere.json" in watch.answer()
        repository.write({"itsm.yaml": "title: x\n"})
        assert "owner-exists" in watch.answer()
        watch.stop()


@pytest.mark.parametrize("words", [["--fix"], ["--rev", "HEAD"], ["--write-baseline", "b.json"], ["--diff"]])
def test_what_cannot_go_on_is_refused(repository: Repository, words: list[str]) -> None:
    ran = CliRunner().invoke(
        itsm, ["--root", str(repository.folder), "validate", "--watch", *words], standalone_mode=False
    )
    assert isinstance(ran.exception, WrongUse)


def test_without_watchfiles_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, repository: Repository) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(WrongUse) as refused:
        _watching.watching(repository.folder, list)
    assert "itsm-as-code[watch]" in refused.value.hint


@pytest.mark.parametrize(
    ("path", "matters"),
    [("a/b.yaml", True), ("a/B.YML", True), ("a/b.yaml~", False), ("a/.git/x.yaml", False), ("a/4913", False)],
)
def test_files_that_are_not_read_do_not_matter(path: str, matters: bool) -> None:
    assert _watching._matters(path) is matters
