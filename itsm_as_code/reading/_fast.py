"""The fast reader: plain files go through yaml-rs; whatever could mean something else there is left to _strict.

yaml-rs reads ten times as fast as PyYAML's C parser but keeps no positions, drops tags, takes `1_000`
for a number, and more. A file that bears the mark of such a trap (`_doubt`), or that yaml-rs refuses, is
None here, and the reference reader decides. Keys that aren't texts are refused by the gates that follow.
"""

from __future__ import annotations

from typing import Any

from itsm_as_code.reading._doubt import doubtful, may_be_deep
from itsm_as_code.reading._marks import MAX_DEPTH

try:
    from yaml_rs import loads
except ImportError:  # no wheel for this platform: the reference reader does all the work
    loads = None  # type: ignore[assignment]  # the accelerator is optional


def read(data: bytes) -> list[Any] | None:
    """The documents of a plain file, None standing for an empty one; None where there is any doubt.

    `data` is UTF-8 without a byte order mark.
    """
    if loads is None or doubtful(data):
        return None
    try:
        text = data.decode()
        loaded: Any = loads(text if text.endswith("\n") else text + "\n", parse_datetime=False)
    except ValueError:  # YAMLDecodeError and UnicodeDecodeError both are; the reference reader says why
        return None
    except TypeError:  # a key that Python can't hash
        return None
    documents = loaded if isinstance(loaded, list) else [loaded]
    if not all(document is None or isinstance(document, dict) for document in documents) or not _has_text_keys(loaded):
        return None
    deep = may_be_deep(data) and any(_is_deep(document) for document in documents)
    return None if deep else documents


def _has_text_keys(loaded: Any) -> bool:
    """Whether every key of every mapping is a text; the fast reader takes `1: a` and `[a]: b`."""
    agenda = [loaded]
    while agenda:
        node = agenda.pop()
        if type(node) is dict:
            for key, item in node.items():
                if type(key) is not str:
                    return False
                if type(item) is dict or type(item) is list:
                    agenda.append(item)
        elif type(node) is list:
            agenda += [item for item in node if type(item) is dict or type(item) is list]
    return True


def _is_deep(node: Any, level: int = 1) -> bool:
    """Whether values are nested deeper than the reference reader goes."""
    if level > MAX_DEPTH:
        return True
    items = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return any(_is_deep(item, level + 1) for item in items if isinstance(item, dict | list))
