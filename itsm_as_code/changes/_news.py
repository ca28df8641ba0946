"""Which findings a change brings and which it takes away; where they stand doesn't count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from itsm_as_code.model import Finding, Ref


def beyond(these: tuple[Finding, ...], those: tuple[Finding, ...], renamed: Mapping[Ref, Ref]) -> tuple[Finding, ...]:
    """The findings that only the first have; lines may move and files too, so places don't count."""
    left = Counter(_identity(finding, renamed) for finding in those)
    found = []
    for finding in these:
        identity = _identity(finding, renamed)
        if left[identity]:
            left[identity] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _identity(finding: Finding, renamed: Mapping[Ref, Ref]) -> tuple[str, str, str]:
    """What a finding says about whom, in the names of today."""
    about, message = str(finding.ref or finding.location.path), finding.message
    for new, old in renamed.items():
        about = str(new) if about == str(old) else about
        message = re.sub(rf"(?<![\w:/.-]){re.escape(str(old))}(?![\w/.-])", str(new), message)
    return finding.rule, about, message
