"""The fast reader: plain files go through yaml-rs; whatever could mean something else there is left to _strict.

yaml-rs reads ten times as fast as PyYAML's C parser but keeps no positions, drops tags, takes `1_000`
for a number, and more. Each trap has its mark in `_MARKS`; a file with one, or one that yaml-rs
refuses, is None here, and the reference reader decides.
"""

from __future__ import annotations

import re
from typing import Any

from itsm_as_code.reading._strict import MAX_DEPTH

try:
    from yaml_rs import loads
except ImportError:  # no wheel for this platform: the reference reader does all the work
    loads = None  # type: ignore[assignment]  # the accelerator is optional

# Each begins with the character it is about, which `re` then finds without trying every position; what must
# stand before that character is a look-behind. `_OPEN` is where a plain scalar can begin.
_OPEN = rb"(?<![^\s,\[{:].)"
_MARKS = (
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",  # control characters: cut off or let through
    rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]",  # more of them, old line breaks, marks
    rb"\r(?!\n)",  # a line break of old that `^` does not see
    rb"[!&*](?<![^\s,\[{:?-].)(?!(?<=\*)\*)\S",  # tags are dropped, aliases resolved without bounds; **bold** is fine
    rb"<<",  # merge keys stay keys
    rb"%(?<![^\n].)",  # directives are ignored
    rb"\.\.\.(?<![^\n]...)",  # what follows a document's end is let through
    rb"-(?<![^\n].)(?:\s|\Z)",  # a list at the top looks like several documents
    rb"[\[\"'|>](?<![^\n].)",  # as above, and odd keys
    rb"\A(?>\s|!\s|#[^\n]*|---(?=\s))*+[-\[]",  # as above, indented
    rb"---(?<![^\n]...)[ \t]+[^\s#]",  # content on the separator's line
    rb"[?:](?<![^\s,\[{].)",  # complex and empty keys, colons on a line of their own
    rb":[,\]}?]",  # as above
    rb"\t(?<![^\s-].)",  # tabs before text
    # A flow collection that goes on in the next line: keys over two lines are let through.
    rb"[\[{][^][{}\n]*(?:[\[{][^][{}\n]*(?:[\[{][^][{}\n]*[\]}][^][{}\n]*)*[\]}][^][{}\n]*)*\n",
    # | and > that begin a scalar and are no header of a block: taken for texts inside a flow collection.
    rb"[|>](?<=[\s,\[{:!].)(?<![\w)][ ].)(?![-+0-9]{0,2}[ \t]*(?:[ \t]#[^][{}\n]*)?\r?\n)",
    rb"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\s*\Z",  # a block scalar without text at the end
    rb"_" + _OPEN,  # 1_000 would be a number
    rb"[-+]" + _OPEN + rb"(?:_|[0-9.][0-9A-Za-z.+-]*_|0[xXoObB])",  # as above, and +0x1F
    rb"[0-9.]" + _OPEN + rb"[0-9A-Za-z.+-]*_",
    rb"0" + _OPEN + rb"[bBXO]",  # 0b11 would be a number
    rb"\.(?i:inf|nan)",  # not finite
    rb"[eE](?<=[0-9.].)[-+]?[0-9]{3}",  # as above
    rb"[0-9]{140}",  # as above: a number of 300 digits, with a point in its middle
    rb"[-?:][ \t]+(?:[-?:][ \t]+){15}",  # deep nesting on one line overflows the stack
    rb" " * 200,  # and by indentation
)
_DOUBTS = tuple(re.compile(mark) for mark in _MARKS)


def read(data: bytes) -> list[Any] | None:
    """The documents of a plain file, None standing for an empty one; None where there is any doubt.

    `data` is UTF-8 without a byte order mark.
    """
    if loads is None or _breaks_off(data) or any(doubt.search(data) for doubt in _DOUBTS):
        return None
    try:
        text = data.decode()
        loaded: Any = loads(text if text.endswith("\n") else text + "\n", parse_datetime=False)
    except ValueError:  # YAMLDecodeError and UnicodeDecodeError both are; the reference reader says why
        return None
    except TypeError:  # a key that Python can't hash
        return None
    documents = loaded if isinstance(loaded, list) else [loaded]
    return documents if all(document is None or _is_plain(document) for document in documents) else None


def _is_plain(document: Any) -> bool:
    """A mapping with texts for keys all the way down, no deeper than the reference reader goes."""
    level: list[Any] = [document]
    for _ in range(MAX_DEPTH):
        if not level:
            break
        mappings = [node for node in level if isinstance(node, dict)]
        if any(type(key) is not str for node in mappings for key in node):
            return False
        items = [item for node in mappings for item in node.values()]
        items += [item for node in level if isinstance(node, list) for item in node]
        level = [item for item in items if isinstance(item, dict | list)]
    return isinstance(document, dict) and not level


def _breaks_off(data: bytes) -> bool:
    """Whether a block scalar may end without a line break, which yaml-rs would add, or with lost spaces."""
    return data.endswith((b" ", b"\t")) or (not data.endswith(b"\n") and (b"|" in data or b">" in data))
