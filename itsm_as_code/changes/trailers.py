"""The lines at the end of a commit's message, spelled one way: which change it belongs to, and who approved it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from itsm_as_code.graph import Landscape
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref, parse_ref
from itsm_as_code.reading import nearest

CHANGE, APPROVED, REVIEWED = "Change", "Approved-by", "Reviewed-by"
_KEYS = {key.lower(): key for key in (CHANGE, APPROVED, REVIEWED)}
_LINE = re.compile(r"(?P<key>[A-Za-z-]+)[ \t]*:[ \t]*(?P<value>.*\S)[ \t]*")
_PERSON = re.compile(r"[^<>]*\S\s*<[^<>\s]+@[^<>\s]+>")
_PARTIES = ("person", "team", "customer")


def ours(message: str) -> bool:
    """Whether any line looks like a trailer that this module knows."""
    return any(match["key"].lower() in _KEYS for line in message.split("\n") if (match := _LINE.fullmatch(line)))


def tidied(message: str, trailers: Iterable[tuple[str, str]], landscape: Landscape) -> tuple[str, list[str]]:
    """The message with its trailers spelled one way, and what is wrong with them.

    `trailers` are those that git finds in the message; a line that looks like one and isn't is told.
    """
    wanted = {(key.lower(), value) for key, value in trailers}
    lines, wrong = [], []
    for line in message.split("\n"):
        match = _LINE.fullmatch(line)
        key = _KEYS.get(match["key"].lower()) if match else None
        if match is None or key is None:
            lines.append(line)
        elif (key.lower(), match["value"]) not in wanted:
            lines.append(line)
            wrong.append(f"{line.strip()!r} is not in the last paragraph of the message, so git doesn't see it")
        else:
            value, trouble = (_change if key == CHANGE else _party)(match["value"], landscape)
            lines.append(f"{key}: {value}")
            wrong += [f"{key}: {trouble}"] if trouble else []
    return "\n".join(lines), wrong


def _change(value: str, landscape: Landscape) -> tuple[str, str]:
    ref = parse_ref(value if ":" in value else f"change:{value}")
    wanted = ref._replace(namespace=ref.namespace or DEFAULT_NAMESPACE)
    changes = {one.ref: one for one in landscape.by_kind.get("change", ())}
    if wanted in changes:
        return str(wanted).removeprefix("change:"), ""
    near = nearest(str(wanted), [str(one) for one in changes])
    meant = f"; did you mean {' or '.join(one.removeprefix('change:') for one in near)}?" if near else ""
    return value, f"there is no change {value!r}{meant}"


def _party(value: str, landscape: Landscape) -> tuple[str, str]:
    """`Li Na <li-na@example.com>`: as it is, or from the name of somebody who is known here."""
    if _PERSON.fullmatch(value):
        return value, ""
    mails = _mails(landscape)
    ref = parse_ref(value)
    for kind in (ref.kind,) if ref.kind else _PARTIES:
        party = Ref(kind, ref.namespace or DEFAULT_NAMESPACE, ref.name)
        if party in mails:
            return mails[party], ""
    return value, f"write Name <mail>, or the name of somebody who has an address here, instead of {value!r}"


def _mails(landscape: Landscape) -> Mapping[Ref, str]:
    parties = (one for kind in _PARTIES for one in landscape.by_kind.get(kind, ()))
    return {one.ref: f"{one.model.title} <{one.model.spec.email}>" for one in parties if one.model.spec.email}
