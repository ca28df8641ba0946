"""Selectors: the small language that picks entities, the same for every command (`ci:db-*,label:env=prod`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref
from itsm_as_code.reading import nearest
from itsm_as_code.schemas import kind_words

_TERM = re.compile(r"(?P<round>@)?(?P<up>[0-9]{0,9}\+)?(?P<core>[^+@\s][^+\s]*)(?P<down>\+[0-9]{0,9})?")
_METHODS = ("kind", "owner", "label", "path", "type")

Test = Callable[[Ref], bool]


def select(landscape: Landscape, text: str, exclude: str = "") -> tuple[Ref, ...]:
    """The entities a selector picks, sorted; a space is union, a comma intersection.

    `x+` adds what needs x, `+x` what x needs, `x+2` and `2+x` that many steps, `@x` both ways.

    Raises:
        WrongUse: the selector can't be read, or it picks nothing.
    """
    chosen = _union(landscape, text)
    if exclude:
        chosen -= _union(landscape, exclude)
    if not chosen:
        raise WrongUse(f"{text!r} selects nothing", "itsm ls lists what there is; itsm ls --help explains selectors")
    return tuple(sorted(chosen))


def _union(landscape: Landscape, text: str) -> set[Ref]:
    found: set[Ref] = set()
    for part in text.split():
        sets = [_term(landscape, term) for term in part.split(",") if term]
        found |= set.intersection(*sets) if sets else set()
    return found


def _term(landscape: Landscape, term: str) -> set[Ref]:
    match = _TERM.fullmatch(term)
    if match is None:
        raise WrongUse(
            f"{term!r} is no selector",
            "write kind:service, ci:db-*, owner:team, label:env=prod, path:cmdb/**, x+ or +x",
        )
    test = _test(landscape, match["core"])
    start = {ref for ref in landscape.entities if test(ref)}
    found = set(start)
    if match["down"] or match["round"]:
        found |= _steps(start, landscape.needed_by, (match["down"] or "")[1:])
    if match["up"] or match["round"]:
        found |= _steps(start, landscape.needs, (match["up"] or "")[:-1])
    return found


def _steps(start: set[Ref], onward: Callable[[Ref], tuple[Ref, ...]], limit: str) -> set[Ref]:
    found, edge, left = set(start), start, int(limit) if limit else -1
    while edge and left != 0:
        edge = {ref for one in edge for ref in onward(one)} - found
        found |= edge
        left -= 1
    return found


def _test(landscape: Landscape, core: str) -> Test:
    method, colon, value = core.partition(":")
    if not colon:
        return lambda ref: fnmatchcase(ref.name, core.lower())
    if method in kind_words():
        pattern = value.lower() if "/" in value else f"{DEFAULT_NAMESPACE}/{value.lower()}"
        return lambda ref: ref.kind == method and fnmatchcase(f"{ref.namespace}/{ref.name}", pattern)
    tests: dict[str, Test] = {
        "kind": lambda ref: ref.kind == value.lower(),
        "owner": lambda ref: _names(landscape, ref, "owner", value),
        "type": lambda ref: _names(landscape, ref, "type", value) or (_plain(landscape, ref, "type") or None) == value,
        "label": lambda ref: _label(landscape, ref, value),
        "path": lambda ref: fnmatchcase(landscape.entities[ref].file.path, value.replace("**", "*")),
    }
    if method not in tests:
        near = nearest(method, (*_METHODS, *kind_words()))
        hint = f"did you mean {near[0]}:{value}?" if near else f"it knows {', '.join(_METHODS)} and every kind"
        raise WrongUse(f"{core!r} selects by {method!r}, which there is not", hint)
    return tests[method]


def _names(landscape: Landscape, ref: Ref, relation: str, value: str) -> bool:
    name = value.lower().rpartition(":")[2]
    pattern = name if "/" in name else f"*/{name}"
    links = landscape.links_from.get(ref, ())
    named = (f"{link.target.namespace}/{link.target.name}" for link in links if link.relation == relation)
    return any(fnmatchcase(target, pattern) for target in named)


def _plain(landscape: Landscape, ref: Ref, attribute: str) -> str:
    return str(getattr(landscape.entities[ref].model.spec, attribute, ""))


def _label(landscape: Landscape, ref: Ref, value: str) -> bool:
    key, equals, wanted = value.partition("=")
    labels = landscape.entities[ref].model.metadata.labels
    if key not in labels:
        return False
    label = labels[key]
    text = str(label).lower() if isinstance(label, bool) else str(label)
    return not equals or fnmatchcase(text, wanted)
