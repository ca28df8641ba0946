"""A group that never has enough members is one rule's finding, and no reason for others to stumble."""

from __future__ import annotations

from tests.landscapes import rules_of

TEXT = """
kind: Service
metadata: {name: shop}
spec: {lifecycle: live, dependsOn: [ci:a, {anyOf: [ci:b, ci:c], need: 3}]}
---
kind: SLA
metadata: {name: shop-gold}
spec: {service: shop, status: agreed, objectives: [{metric: response-time, targets: {P1: 15m}}]}
---
kind: OLA
metadata: {name: servers}
spec: {covers: [ci:a], status: agreed, objectives: [{metric: response-time, targets: {P1: 10m}}]}
---
kind: CI
metadata: {name: a}
spec: {type: server}
---
kind: CI
metadata: {name: b}
spec: {type: server}
---
kind: CI
metadata: {name: c}
spec: {type: server}
"""


def test_a_group_that_needs_more_than_it_has() -> None:
    found = rules_of(TEXT)
    assert "need-within-bounds" in found
    assert "response-waits-for-support" not in found
