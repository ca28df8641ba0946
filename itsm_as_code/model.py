"""The words everything else is said in: TextFile, Location, Ref, Document, Severity, Finding, Report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

DEFAULT_NAMESPACE = "default"

# C0 and C1 controls, bidirectional and zero-width characters, lone surrogates: whatever moves a cursor or deceives.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"
)

FieldPath = tuple[str | int, ...]
"""The way to a value inside a document: `("spec", "dependsOn", 2, "need")`."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as its source gave it: a path relative to the root with `/`, and its bytes.

    `problem` says why there are no bytes (a FIFO, a link out of the root, no permission): a broken
    file is a value in the stream, so that it can't hide the others. `note`: the problem is only worth
    a note, such as a FIFO that was skipped.
    """

    path: str
    data: bytes
    problem: str = ""
    note: bool = False


class Ref(NamedTuple):
    """The name of an entity: kind in lower case, namespace, name.

    In a reference as somebody wrote it, an empty kind or namespace means "not said".
    """

    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        place = "" if self.namespace in ("", DEFAULT_NAMESPACE) else f"{self.namespace}/"
        kind = f"{self.kind}:" if self.kind else ""
        return f"{kind}{place}{self.name}"


@lru_cache(maxsize=100_000)
def parse_ref(text: str) -> Ref:
    """Read `kind:namespace/name`, `kind:name` or `name`; kind and names are compared in lower case.

    Never fails: a text that names nothing becomes a Ref that nothing answers to.
    """
    kind, colon, rest = text.partition(":")
    if not colon:
        kind, rest = "", text
    namespace, slash, name = rest.partition("/")
    if not slash:
        namespace, name = "", rest
    return Ref(kind.lower(), namespace.lower(), name.lower())


class Severity(IntEnum):
    """How bad a finding is; `info` is told and never fails a run."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The severity as answers spell it: `warning`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of a text file; lines and columns from 1, the end column is the one after the last.

    Line 0 means "the file as a whole". `excerpt` is the first line's text, for the snippet.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: the mapping that was written, and where it stands in its file."""

    file: TextFile
    index: int
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Related:
    """The other place of a contradiction, what it says there, and whose it is."""

    location: Location
    message: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A mend that is sure: what to write in place of a stretch of text."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in what somebody wrote: where, what, and how to mend it.

    `label` stands beside the marks under the text, `why` are sentences that explain. `edits` together
    mend it, where that can be done without asking.
    """

    rule: str
    severity: Severity
    message: str
    location: Location
    ref: Ref | None = None
    hint: str = ""
    clause: str = ""
    related: tuple[Related, ...] = ()
    label: str = ""
    why: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are told."""
        place = self.location
        return (place.path, place.line, place.column, self.rule, self.message)

    def at(self, severity: Severity) -> Finding:
        """The same finding, weighed differently."""
        return replace(self, severity=severity)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that its entity's waiver takes back, why, and until when."""

    finding: Finding
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of `itsm validate`: the findings in order, what was waived, and what was looked at.

    `known` are findings that a baseline already holds: told as a number, and no reason to fail.
    `mended` is how many a baseline holds that are no longer found.
    """

    findings: tuple[Finding, ...]
    files: int
    entities: int
    waived: tuple[Waived, ...] = ()
    known: tuple[Finding, ...] = ()
    mended: int = 0

    @property
    def suppressed(self) -> int:
        """How many findings are not among those that count."""
        return len(self.waived) + len(self.known)

    @property
    def fixable(self) -> int:
        """How many findings carry their mend."""
        return sum(bool(finding.edits) for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def worst(self) -> Severity | None:
        """The gravest severity found, or None where nothing was."""
        return max((finding.severity for finding in self.findings), default=None)
