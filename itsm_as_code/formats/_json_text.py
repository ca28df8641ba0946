"""JSON that shows what it holds: what can't be seen in a text is escaped."""

from __future__ import annotations

import json
import re
from typing import Any

from itsm_as_code.model import HIDDEN


def json_text(value: Any) -> str:
    """A value as JSON that can be printed, and means the same to whoever parses it."""
    return HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


def _escaped(match: re.Match[str]) -> str:
    """Line ends are the layout's own; everything else that can't be seen only stands inside texts."""
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"
