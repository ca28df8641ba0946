"""Writes documents as YAML that reads back as the same values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from itsm_as_code.model import HIDDEN
from itsm_as_code.reading._scalars import NotFinite, resolve


class _Dumper(yaml.SafeDumper):
    """Block style; quotes whatever YAML 1.1 or 1.2 would take for something else than a text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Indents lists inside mappings, as people do."""
        del indentless
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Values are written out; an anchor nobody named helps no reader."""
        del data
        return True


# Line breaks to PyYAML, which folds at them; text to YAML 1.2. In double quotes they are escaped.
_OLD_BREAKS = re.compile("[\x85\u2028\u2029]")


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _OLD_BREAKS.search(text):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
    style = "|" if "\n" in text and text.strip() == text.rstrip("\n") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style or _quotes(text))


def _quotes(text: str) -> str | None:
    """Texts that YAML 1.2 would read as something else; PyYAML knows only those of 1.1."""
    try:
        return None if isinstance(resolve(text), str) else '"'
    except NotFinite:
        return '"'


_Dumper.add_representer(str, _text)


def dump(documents: Iterable[Mapping[str, Any]]) -> str:
    """One or more documents as YAML, keys in the order given; what can't be seen is written as its code."""
    written = list(documents)
    text = _dumped(written, allow_unicode=True)
    hidden = any(char != "\n" for char in HIDDEN.findall(text))
    return _dumped(written, allow_unicode=False) if hidden else text


def _dumped(documents: Iterable[Mapping[str, Any]], allow_unicode: bool) -> str:
    return yaml.dump_all(
        documents,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=allow_unicode,
        default_flow_style=False,
        width=100,
        explicit_start=False,
    )
