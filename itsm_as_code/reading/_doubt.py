"""Tells files that both readers read alike from those where the fast one would go wrong.

Each trap of yaml-rs has its mark here; a file that bears one is left to the reference reader. A mark is
looked for only where a byte or a few that it can't do without are there at all: a plain file is passed
over at the speed of `memchr`.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache

# `_OPEN` stands behind a character: before it is where a plain scalar can begin.
_OPEN = rb"(?<![^\s,\[{:].)"
# Bytes of plain files on which no mark hangs alone.
_COMMON = (string.ascii_letters + string.digits + " \n:,-./[]{}\"'()@#=~;\\^$`").encode()

_RARE = (
    # control characters: cut off or let through
    (bytes(range(32)) + b"\x7f", rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
    # C1 controls, old line breaks, a byte order mark inside the text, noncharacters
    (b"\xc2\xe2\xef", rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"),
    (b"\r", rb"\r(?!\n)"),  # a line break of old that `^` does not see
    # tags are dropped, aliases resolved without bounds; **bold** is fine
    (b"!&*", rb"[!&*](?<![^\s,\[{:?-].)(?!(?<=\*)\*)\S"),
    (b"<", rb"<<"),  # merge keys stay keys
    (b"%", rb"%(?<![^\n].)"),  # directives are ignored
    (b"?", rb"[?](?<![^\s,\[{].)|:\?"),  # complex keys
    (b"\t", rb"\t(?<![^\s-].)"),  # tabs before text
    (b"|>", rb"[|>](?<![^\n].)"),  # odd keys
    # | and > that begin a scalar and are no header of a block: taken for texts inside a flow collection
    (b"|>", rb"[|>](?<=[\s,\[{:!].)(?<![\w)][ ].)(?![-+0-9]{0,2}[ \t]*(?:[ \t]#[^][{}\n]*)?\r?\n)"),
    (b"|>", rb"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\s*\Z"),  # a block scalar without text at the end
    (b"_", rb"_" + _OPEN),  # 1_000 would be a number
    (b"_", rb"[-+]" + _OPEN + rb"(?:_|[0-9.][0-9A-Za-z.+-]*_)"),  # as above
    (b"_", rb"[0-9.]" + _OPEN + rb"[0-9A-Za-z.+-]*_"),  # as above
)
_RARE_MARKS = tuple((frozenset(trigger), re.compile(mark)) for trigger, mark in _RARE)

_EVERYWHERE = tuple(
    re.compile(mark)
    for mark in (
        rb"\.\.\.(?<![^\n]...)",  # what follows a document's end is let through
        rb"-(?<![^\n].)(?:\s|\Z)",  # a list at the top looks like several documents
        rb"\n[\[\"']",  # as above, and odd keys
        rb"\A(?>\s|!\s|#[^\n]*|---(?=\s))*+[-\[\"']",  # as above, indented
        rb"---(?<![^\n]...)[ \t]+[^\s#]",  # content on the separator's line
        rb"\.(?i:inf|nan)",  # not finite
    )
)
# Colons on a line of their own, and keys or values of nothing.
_AS_SPACE = bytes.maketrans(b"\n\r\t,[{", b"      ")
_AS_COMMA = bytes.maketrans(b"]}", b",,")
_BASES = re.compile(rb"[-+]" + _OPEN + rb"0[xXoObB]|0" + _OPEN + rb"[bBXO]")  # +0x1F and 0b11 would be numbers

_AS_ZERO = bytes.maketrans(b"123456789.EXoObB", b"0000000000exxxxx")
"""Digits and points are all one, and so are the letters of other bases."""
_LONGEST_NUMBER = b"0" * 140  # as above: a number of 300 digits, with a point in its middle
_AS_DASH = bytes.maketrans(b"?:", b"--")
_STEPS = re.compile(rb"[-?:][ \t]+(?:[-?:][ \t]+){15}")  # deep nesting on one line overflows the stack

_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}\n")
# A flow collection that goes on in the next line: keys over two lines are let through.
_OPEN_FLOW = re.compile(rb"[\[{][^][{}\n]*(?:[\[{][^][{}\n]*(?:[\[{][^][{}\n]*[\]}][^][{}\n]*)*[\]}][^][{}\n]*)*\n")
_INDENTED = b"\n" + b" " * 20


def doubtful(data: bytes) -> bool:
    """Whether the fast reader might read this UTF-8 text otherwise than the reference reader, or die of it."""
    return _bears_rare_mark(data) or _bears_common_mark(data) or _goes_deep(data) or _breaks_off(data)


def may_be_deep(data: bytes) -> bool:
    """Whether nesting could come near the reference reader's limit: two levels a column, three in brackets."""
    return _INDENTED in data or bool(_unbalanced(data))


def _bears_rare_mark(data: bytes) -> bool:
    rare = frozenset(data.translate(None, _COMMON))
    if not rare:
        return False
    return any(not trigger.isdisjoint(rare) and mark.search(data) for trigger, mark in _RARE_MARKS)


def _bears_common_mark(data: bytes) -> bool:
    if data.startswith((b":", b"[", b'"', b"'")):
        return True
    if b" :" in data.translate(_AS_SPACE) or b":," in data.translate(_AS_COMMA):
        return True
    for mark in _EVERYWHERE:
        if mark.search(data):
            return True
    return _bears_odd_number(data)


def _bears_odd_number(data: bytes) -> bool:
    zeros = data.translate(_AS_ZERO)
    if b"0x" in zeros and _BASES.search(data):
        return True
    return b"0e000" in zeros or b"0e+000" in zeros or b"0e-000" in zeros or _LONGEST_NUMBER in zeros


def _goes_deep(data: bytes) -> bool:
    if b" " * 200 in data or (b"-" * 16 in data.translate(_AS_DASH, b" \t") and _STEPS.search(data)):
        return True
    return bool(_unbalanced(data)) and bool(_OPEN_FLOW.search(data))


@lru_cache(maxsize=1)
def _unbalanced(data: bytes) -> bytes:
    """The brackets that don't close on their own line within three levels."""
    left = data.translate(None, _NO_BRACKETS)
    for _ in range(3):
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return left.replace(b"\n", b"")


def _breaks_off(data: bytes) -> bool:
    """Whether a block scalar may end without a line break, which yaml-rs would add, or with lost spaces."""
    return data.endswith((b" ", b"\t")) or (not data.endswith(b"\n") and (b"|" in data or b">" in data))
