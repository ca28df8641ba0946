"""The fast reader: plain files go through yaml-rs; whatever could mean something else there is left to _strict.

yaml-rs reads ten times as fast as PyYAML's C parser but keeps no positions, drops tags, takes `1_000`
for a number, and more. Each trap has its mark in `_DOUBT`; a file with one, or one that yaml-rs
refuses, is None here, and the reference reader decides.
"""

from __future__ import annotations

import re
from typing import Any

try:
    from yaml_rs import loads
except ImportError:  # no wheel for this platform: the reference reader does all the work
    loads = None  # type: ignore[assignment]  # the accelerator is optional

_DOUBT = re.compile(
    rb"""
      [\x00-\x08\x0b\x0c\x0e-\x1f\x7f]              # control characters: cut off or let through
    | \xc2\x85 | \xe2\x80[\xa8\xa9] | \xef\xbb\xbf     # old line breaks, a mark inside the text
    | (?:^|[\s,\[{:?-])[!&*][^\s]                     # tags are dropped, aliases resolved unbounded
    | <<                                              # merge keys stay keys
    | ^%                                              # directives are ignored
    | ^\.\.\.                                         # what follows a document's end is let through
    | \r(?!\n)                                        # a line break that `^` here doesn't see
    | ^-(?:[ \t\r\n]|$) | ^[\[\"'|>]                  # a list at the top looks like several documents
    | \A(?>\s|\#[^\n]*|---(?=\s))*+[-\[]               # also where it is indented
    | [\[{][^][{}\n]*(?:[\[{][^][{}\n]*(?:[\[{][^][{}\n]*[\]}][^][{}\n]*)*[\]}][^][{}\n]*)*\n # keys over two lines
    | (?:^|[,\[{]|[:-][ ])[ \t]{0,200}(?:\r?\n[ ]{0,200})?[|>](?![-+0-9]{0,2}[ \t]*(?:[ \t]\#[^\n]*)?\r?\n) # | in a flow
    | [|>][-+0-9]*[ \t]*(?:\#[^\n]*)?\s*\Z            # a block scalar without text at the end
    | ^---[ \t]+[^\s\#]                               # content on the separator's line
    | (?:^|[\s,\[{])[?:] | :[,\]}?]         # complex and empty keys, colons on a line of their own
    | ^[ ]*\t | [ \t]\Z | -\t                         # tabs before text, a block scalar's last line
    | (?:^|[\s,\[{:])[-+]?(?:_|[0-9.][0-9A-Za-z.+-]*_) # 1_000 would be a number
    | (?:^|[\s,\[{:])(?:[-+]0[xXoObB]|0[bBXO])        # +0x1F and 0b11 would be numbers
    | (?i:\.inf|\.nan|[0-9]e[-+]?[0-9]{3}) | [0-9]{300} # not finite
    | (?:[-?:][ \t]+){16}                             # deep nesting on one line overflows the stack
    | [ ]{200}                                        # and by indentation
    """,
    re.VERBOSE | re.MULTILINE,
)


def read(data: bytes) -> list[Any] | None:
    """The documents of a plain file, None standing for an empty one; None where there is any doubt.

    `data` is UTF-8 without a byte order mark.
    """
    if loads is None or _DOUBT.search(data) or _breaks_off(data):
        return None
    try:
        text = data.decode()
        loaded: Any = loads(text if text.endswith("\n") else text + "\n", parse_datetime=False)
    except ValueError:  # YAMLDecodeError and UnicodeDecodeError both are; the reference reader says why
        return None
    except TypeError:  # a key that Python can't hash
        return None
    documents = loaded if isinstance(loaded, list) else [loaded]
    return documents if all(document is None or isinstance(document, dict) for document in documents) else None


def _breaks_off(data: bytes) -> bool:
    """Without a last line break the text of a block scalar ends without one too; yaml-rs adds it."""
    return not data.endswith(b"\n") and (b"|" in data or b">" in data)
