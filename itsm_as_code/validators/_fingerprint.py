"""What makes a finding the same one tomorrow, when lines have moved and files were reformatted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from itsm_as_code.model import Finding

_PLACE = re.compile(r"(\.ya?ml):\d+(?::\d+)?\b")
_AGE = re.compile(r"\b\d+ days?\b")


class Sameness(NamedTuple):
    """All that counts: the rule, the entity (or the file, where there is none), and the words."""

    rule: str
    about: str
    message: str


def sameness(finding: Finding) -> Sameness:
    """What a finding has in common with itself after an edit elsewhere.

    Line numbers in the message and days that pass by themselves don't count, nor do spaces.
    """
    about = str(finding.ref) if finding.ref else finding.location.path
    message = _AGE.sub("… days", _PLACE.sub(r"\1", finding.message))
    return Sameness(finding.rule, about, " ".join(message.split()))


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Every finding with 32 hexadecimal digits that no other one of them has; those that are alike are counted."""
    seen: Counter[Sameness] = Counter()
    for finding in findings:
        same = sameness(finding)
        text = json.dumps([*same, seen[same]])
        yield finding, blake2b(text.encode("ascii"), digest_size=16).hexdigest()
        seen[same] += 1
