"""Under which digests answers about a working tree are kept, and keeping them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from itsm_as_code.model import Finding, TextFile
from itsm_as_code.reading import Configuration
from itsm_as_code.reading.kept import Checked, as_bytes, from_bytes
from itsm_as_code.sources import cache, fingerprint, seen, working_tree


@dataclass(frozen=True)
class Tree:
    """A working tree as the system knows it: the real root, the paths on disk, their states; and its settings."""

    root: str
    paths: tuple[str, ...]
    states: seen.States
    settings: TextFile | None
    configuration: Configuration
    findings: tuple[Finding, ...]
    about: str

    @cached_property
    def key(self) -> str:
        """Under which is kept what it looked like last."""
        return fingerprint.digest("seen", self.about, self.root)

    def answer(self, files: seen.Seen) -> str:
        """Under which an answer about it is kept, its files being like that."""
        return answer_of(self.about, working_tree.all_shown(files.paths), files.digests)


def answer_of(about: str, paths: Sequence[str], digests: bytes) -> str:
    """Under which an answer is kept."""
    return fingerprint.digest("answer", about, fingerprint.listed(paths, digests))


def told_of(answer: str) -> str:
    """Under which is kept what each rule told, for an answer."""
    return fingerprint.digest("told", answer)


def kept(answer: str) -> Checked | None:
    """An answer given before."""
    data = cache.kept(answer)
    return from_bytes(Checked, data) if data else None


def keep(answer: str, found: Checked, told: object) -> None:
    """Keeps an answer, and what each rule told."""
    for key, data in ((told_of(answer), as_bytes(told)), (answer, as_bytes(found))):
        if data is not None:
            cache.keep(key, data)
