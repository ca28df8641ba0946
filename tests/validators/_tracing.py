"""Watches a rule at work: which fields of which kinds it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity
from itsm_as_code.reading._facts import facts_of

Seen = set[str]
"""`ci.spec.lifecycle`; `ci.references` where it looks at what leads where; `ci.*` where it looks at all of it."""

FACTS = {
    "lifecycle": "spec.lifecycle",
    "criticality": "spec.criticality",
    "labels": "metadata.labels",
    "links": "metadata.links",
    "attributes": "spec.attributes",
    "aliases": "names",
    "references": "references",
    "needs": "references",
}
MODEL = Entity.model
CONNECTED = (
    "links",
    "dependencies",
    "links_from",
    "links_to",
    "dependencies_of",
    "dependencies_on",
    "missing",
    "nodes",
    "graph",
)


class _Says(dict[str, Any]):
    """The fields that an entity says, each asked for by its name."""

    def __init__(self, values: Mapping[str, Any], kind: str, seen: Seen) -> None:
        super().__init__(values)
        self.about, self.seen = kind, seen

    def __contains__(self, key: object) -> bool:
        self.seen.add(f"{self.about}.{key}")
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(f"{self.about}.{key}")
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.seen.add(self.about if "." in self.about else f"{self.about}.*")
        return super().__iter__()


class _Mapping(_Says):
    """A mapping somebody wrote, each key asked for by its name."""

    def items(self) -> Any:
        self.seen.add(self.about)
        return super().items()

    def values(self) -> Any:
        self.seen.add(self.about)
        return super().values()

    def __getitem__(self, key: str) -> Any:
        self.seen.add(f"{self.about}.{key}")
        return super().__getitem__(key)

    def __len__(self) -> int:
        self.seen.add(self.about)
        return super().__len__()


class _Part:
    """A stand-in that passes everything on and notes what was asked for."""

    def __init__(self, real: Any, kind: str, section: str, seen: Seen) -> None:
        self.__dict__.update(_real=real, _kind=kind, _section=section, _seen=seen)

    def __getattr__(self, name: str) -> Any:
        real, kind, section, seen = (self.__dict__[one] for one in ("_real", "_kind", "_section", "_seen"))
        value = getattr(real, name)
        if section == "facts":
            if name == "says":
                return _Says(value, kind, seen)
            if name != "ref":
                seen.add(f"{kind}.{FACTS[name]}")
        elif section == "kind":
            if name in ("metadata", "spec"):
                return _Part(value, kind, name, seen)
            seen.add(f"{kind}.metadata.title" if name == "title" else f"{kind}.names")
        else:
            info = type(real).model_fields.get(name)
            field = f"{kind}.{section}.{info.alias}" if info else f"{kind}.*"
            if isinstance(value, dict):
                return _Mapping(value, field, seen)
            seen.add(field)
        return value


@contextmanager
def watched() -> Iterator[Seen]:
    """What is looked at inside, in landscapes nobody has looked at yet: what was remembered before isn't seen."""
    seen: Seen = set()
    model, facts = Entity.model, Entity.facts
    with pytest.MonkeyPatch.context() as patch:
        _stand_in(patch, "model", lambda one: _Part(_cached(model, one), one.ref.kind, "kind", seen))
        _stand_in(patch, "facts", lambda one: _Part(_cached(facts, one), one.ref.kind, "facts", seen))
        for name in CONNECTED:
            _noting(patch, name, seen)
        written, text = Entity.written, Entity.text

        def noted(one: Entity) -> Any:
            seen.add(f"{one.ref.kind}.*")
            return written(one)

        def noted_text(one: Entity, path: Any) -> str:
            before = set(seen)
            found = text(one, path)
            seen.intersection_update(before)  # of what was written it takes one text
            seen.add(f"{one.ref.kind}.{path[0]}.{path[1]}")
            return found

        patch.setattr(Entity, "written", noted)
        patch.setattr(Entity, "text", noted_text)
        yield seen


def _cached(part: Any, one: Entity) -> Any:
    """What a cached property of an entity holds, made where it isn't there."""
    name = part.attrname
    if f"real {name}" not in one.__dict__:
        one.__dict__[f"real {name}"] = part.func(one) if name == "model" else _facts(one)
    return one.__dict__[f"real {name}"]


def _facts(one: Entity) -> Any:
    return one.known or facts_of(_cached(MODEL, one))


def _stand_in(patch: pytest.MonkeyPatch, name: str, get: Any) -> None:
    patch.setattr(Entity, name, property(get))


def _noting(patch: pytest.MonkeyPatch, name: str, seen: Seen) -> None:
    found = Landscape.__dict__.get(name)

    def get(landscape: Landscape) -> Any:
        seen.add("references")
        if found is None or not hasattr(found, "func"):
            return landscape.__dict__[name]
        if f"real {name}" not in landscape.__dict__:
            landscape.__dict__[f"real {name}"] = found.func(landscape)
        return landscape.__dict__[f"real {name}"]

    patch.setattr(Landscape, name, property(get, lambda *_: None), raising=False)
