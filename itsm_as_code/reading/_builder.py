"""Grows documents from YAML events, one at a time, on a stack that knows how deep it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from itsm_as_code.reading._marks import MAX_DEPTH, Fault, Parsed, Span
from itsm_as_code.reading._scalars import NotFinite, resolve

MAX_COPIED = 200_000
"""Characters and nodes that aliases may add to a file: enough to share a block, too little for a bomb."""
MAX_FAULTS = 50
"""Faults told of one file; after so many, the next ones help nobody."""

_CORE = "tag:yaml.org,2002:"


@dataclass(slots=True)
class _Node:
    """A collection being built: its value, the pending key, what was merged, and its weight so far."""

    value: Any
    path: tuple[str | int, ...]
    start: Span
    anchor: str | None
    key: str | None = None
    key_span: Span | None = None
    merged: list[dict[str, Any]] = field(default_factory=list)
    merges: bool = False
    seen: dict[str, Span] = field(default_factory=dict)
    weight: int = 1
    is_key: bool = False


class Unreadable(Exception):
    """The rest of this file can't be read."""


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line, start.column, end.line, end.column)


class Builder:
    """Takes events one by one and grows documents; a class because its state is the stack."""

    def __init__(self, swapped: Mapping[str, str]) -> None:
        self.documents: list[Parsed] = []
        self.faults: list[Fault] = []
        self.back = {ord(stand_in): char for char, stand_in in swapped.items()}
        self.copied = 0
        self.index = -1
        self._open()

    def _open(self) -> None:
        self.stack: list[_Node] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.growing: set[str] = set()
        self.current: Parsed | None = None

    def take(self, event: Any) -> None:
        """One step."""
        handler = getattr(self, f"_{type(event).__name__}", None)
        if handler is not None:
            handler(event)

    def _DocumentStartEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        self._open()
        self.index += 1
        self.current = Parsed(self.index, None, _span(event))
        if event.version not in (None, (1, 1), (1, 2)):
            self._fault("yaml-syntax", f"YAML {event.version[0]}.{event.version[1]} is not a version this reads", event)
        if event.tags and any(not prefix.startswith(("!", "tag:yaml.org,2002:")) for prefix in event.tags.values()):
            self._fault(
                "yaml-tag", "a %TAG directive brings in foreign tags", event, "remove it; only YAML's own tags are read"
            )

    def _DocumentEndEvent(self, _event: Any) -> None:  # noqa: N802 - named after the event it takes
        if self.current is not None:
            self.documents.append(self.current)
        self.current = None

    def give_up(self) -> None:
        """Keeps what there is of a document that breaks off, for the sake of its name."""
        while len(self.stack) > 1:
            node = self.stack.pop()
            if isinstance(self.stack[-1].value, dict) and self.stack[-1].key is not None:
                self.stack[-1].value[self.stack[-1].key] = node.value
        if self.current is not None and self.stack:
            value = self.stack[0].value
            self.documents.append(Parsed(self.index, value, self.current.span, self.current.values, self.current.keys))
        self.current = None

    def _ScalarEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        if self._takes_key(event):
            return
        value = self._scalar(event)
        weight = 1 + len(event.value)
        if event.anchor:
            self.anchors[event.anchor] = (value, weight)
        self._place(value, _span(event), weight)

    def _AliasEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        if event.anchor in self.growing:
            self._fault("yaml-alias", f"*{event.anchor} stands inside what it names, which would never end", event)
            value: Any = {} if self.stack[-1].merges else None  # an empty merge: one mistake is one finding
            weight = 1
        elif event.anchor in self.anchors:
            value, weight = self.anchors[event.anchor]
        else:
            raise _unreadable(
                self,
                "yaml-alias",
                f"nothing is called &{event.anchor} before this",
                event,
                "in a text, put * in quotes",
            )
        self.copied += weight
        if self.copied > MAX_COPIED:
            raise _unreadable(
                self,
                "yaml-alias",
                "aliases copy more than a file may grow by",
                event,
                "write the values out, or share less",
            )
        if self._takes_key(event, value):
            return
        self._place(value, _span(event), weight)

    def _MappingStartEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        self._start({}, event, f"{_CORE}map")

    def _SequenceStartEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        self._start([], event, f"{_CORE}seq")

    def _MappingEndEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        self._finish(event)

    def _SequenceEndEvent(self, event: Any) -> None:  # noqa: N802 - named after the event it takes
        self._finish(event)

    def _start(self, value: Any, event: Any, core: str) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise _unreadable(self, "yaml-depth", f"nested more than {MAX_DEPTH} levels deep", event)
        if event.tag not in (None, "!", core):
            self._unknown_tag(event)
        top = self.stack[-1] if self.stack else None
        is_key = top is not None and isinstance(top.value, dict) and top.key is None
        if top is not None and is_key:
            self._fault(
                "yaml-key", "a key is a text, not a list or a mapping", event, "a template ({{ … }}) is rendered first"
            )
            top.key, top.key_span = "?", _span(event)
        self.stack.append(_Node(value, self._path(), _span(event), event.anchor, is_key=is_key))
        if event.anchor:
            self.growing.add(event.anchor)

    def _finish(self, event: Any) -> None:
        node = self.stack.pop()
        for mapping in node.merged:
            for key, value in mapping.items():
                if key not in node.value:
                    node.value[key] = value
                    self._mark((*node.path, key), node.start)
        if node.anchor:
            self.growing.discard(node.anchor)
            self.anchors[node.anchor] = (node.value, node.weight)
        if node.is_key:  # what it stands for follows: the mapping above still waits for its value
            return
        end = event.end_mark if event.end_mark.index > event.start_mark.index else event.start_mark
        span = Span(node.start.line, node.start.column, end.line, end.column)
        self._place(node.value, span, node.weight)

    def _path(self) -> tuple[str | int, ...]:
        if not self.stack:
            return ()
        top = self.stack[-1]
        return (*top.path, len(top.value) if isinstance(top.value, list) else top.key or "")

    def _takes_key(self, event: Any, aliased: Any = None) -> bool:
        """Where a mapping waits for a key, this event is the key."""
        top = self.stack[-1] if self.stack else None
        if top is None or not isinstance(top.value, dict) or top.key is not None:
            return False
        value = aliased if isinstance(event, yaml.AliasEvent) else self._scalar(event)
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            self.anchors[event.anchor] = (value, 1 + len(event.value))
        if not isinstance(value, str):
            text = f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else event.value or "null"
            self._fault("yaml-key", f"the key {text} is not a text", event, f'write it in quotes: "{text}"')
            value = str(text)
        elif value in top.seen:
            self._duplicate(top, value, event)
        top.merges = value == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]
        top.seen[value] = _span(event)
        top.key, top.key_span = value, _span(event)
        return True

    def _duplicate(self, top: _Node, key: str, event: Any) -> None:
        first = top.seen[key].line + 1
        glued = not top.path and key in ("apiVersion", "kind")
        hint = "is a --- missing between two documents?" if glued else "keep one of the two"
        self._fault("yaml-duplicate-key", f"the key {key} stands twice, first on line {first}", event, hint)

    def _scalar(self, event: Any) -> Any:
        text = self._restored(event.value)
        if event.tag in (None, "!"):
            if not event.implicit[0] or event.tag == "!":
                return text
            return self._resolved(text, event)
        if event.tag == f"{_CORE}str":
            return text
        if event.tag in {f"{_CORE}{name}" for name in ("int", "float", "bool", "null")}:
            return self._resolved(text, event)
        self._unknown_tag(event)
        return text

    def _resolved(self, text: str, event: Any) -> Any:
        try:
            return resolve(text)
        except NotFinite as error:
            self._fault("yaml-number", str(error), event, "in a text, put it in quotes")
            return 0

    def _restored(self, text: str) -> str:
        return text.translate(self.back) if self.back else text

    def _place(self, value: Any, span: Span, weight: int) -> None:
        """Puts a finished value where it belongs and marks it."""
        if not self.stack:
            if self.current is not None:
                self.current = Parsed(self.index, value, span, self.current.values, self.current.keys)
                self.current.values[()] = span
            return
        top = self.stack[-1]
        path = self._path()
        top.weight += weight
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            self._place_in_mapping(top, value, span)
        self._mark(path, span, top.key_span if isinstance(top.value, dict) else None)
        top.key = None

    def _place_in_mapping(self, top: _Node, value: Any, span: Span) -> None:
        assert top.key is not None
        if not top.merges:
            top.value[top.key] = value
            return
        sources = value if isinstance(value, list) else [value]
        if not all(isinstance(source, dict) for source in sources):
            self._fault_at(
                "yaml-merge", "<< merges a mapping or a list of mappings", span, 'an ordinary key is written "<<"'
            )
            return
        top.merged += sources

    def _mark(self, path: tuple[str | int, ...], span: Span, key: Span | None = None) -> None:
        if self.current is not None:
            self.current.values[path] = span
            if key is not None:
                self.current.keys[path] = key

    def _unknown_tag(self, event: Any) -> None:
        tag = event.tag.removeprefix(_CORE)
        shown = f"!!{tag}" if event.tag.startswith(_CORE) else event.tag
        self._fault(
            "yaml-tag",
            f"the tag {shown} has no meaning here",
            event,
            "remove it; for a text that begins with !, use quotes",
        )

    def _fault(self, code: str, message: str, event: Any, hint: str = "") -> None:
        self._fault_at(code, message, _span(event), hint)

    def _fault_at(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.faults.append(Fault(code, message, span, hint, self.index))
        if len(self.faults) > MAX_FAULTS:
            raise Unreadable


def _unreadable(builder: Builder, code: str, message: str, event: Any, hint: str = "") -> Unreadable:
    builder.faults.append(Fault(code, message, _span(event), hint, builder.index))
    return Unreadable()
