"""Public fault trees as landscapes: a gate is a service, a basic event a CI with its availability."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from itsm_as_code.graph import Landscape
from tests.landscapes import landscape_of_files

_NAMED = os.environ.get("ITSM_SHARED_DATA")
DATA = (Path(_NAMED) if _NAMED else Path(__file__).parents[3] / "shared" / "data") / "aralia"
needed = pytest.mark.skipif(
    not (DATA / "expected.json").is_file(),
    reason="needs the folder shared beside the checkout, or ITSM_SHARED_DATA",
)
NAMES = (
    "baobab2",
    "chinese",
    "das9201",
    "das9202",
    "das9203",
    "das9204",
    "das9205",
    "edf9201",
    "ftr10",
    "isp9601",
    "isp9605",
)


def expected(name: str) -> Any:
    """What has been published of a tree."""
    return _json("expected")[name]


def top(name: str) -> str:
    """The service that is the tree's top."""
    return f"service:{_json(name)['top']}"


@cache
def landscape(name: str) -> Landscape:
    """A tree: a gate that fails when k of n fail needs n − k + 1 of them."""
    tree = _json(name)
    gates, events = tree["gates"], tree["events"]
    texts = [_gate(one, k, inputs, gates) for one, (_, k, inputs) in gates.items()]
    texts += [_event(one, chance) for one, chance in events.items()]
    return landscape_of_files({f"{name}.yaml": "\n---\n".join(texts)})


@cache
def _json(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def _gate(name: str, k: int, inputs: list[str], gates: Any) -> str:
    members = ", ".join(f"{'service' if one in gates else 'ci'}:{one}" for one in inputs)
    needs = f"[{{anyOf: [{members}], need: {len(inputs) - k + 1}}}]"
    return f"{{apiVersion: itsm/v1, kind: Service, metadata: {{name: {name}}}, spec: {{dependsOn: {needs}}}}}"


def _event(name: str, chance: float) -> str:
    spec = f"{{type: server, availability: {100 - Decimal(repr(chance)) * 100:f}%}}"
    return f"{{apiVersion: itsm/v1, kind: CI, metadata: {{name: {name}}}, spec: {spec}}}"
