"""What a rule says it looks at, and whether a change is any of its business.

A rule's `LOOKS_AT` is one of

- `ITSELF`: each entity by itself; what it finds there depends on nothing else that was written;
- the fields it looks at, wherever they stand: `spec.lifecycle`, or `service:metadata.title` of one kind alone,
  `sla:*` for all of a kind, `references` for what leads where, `names` for what everything is called. A function
  of the rule's options may name them;
- nothing said: `EVERYTHING`.
"""

from __future__ import annotations

from collections.abc import Collection

Looks = tuple[str, ...]

ITSELF: Looks = ("itself",)
EVERYTHING: Looks = ("*",)
PROMISES: Looks = (
    "references",
    "sla:*",
    "ola:*",
    "contract:*",
    "calendar:*",
    "indicator:*",
    "spec.availability",
)
"""What promises stand on, and all that they say themselves."""


SELECTING = ("change", "changepolicy", "changetemplate", "freeze", "maintenancewindow")
"""Kinds that select others by whatever field: where there are any, each change is the business of who looks at them."""


def concerns(looks: Looks, touched: Collection[str]) -> bool:
    """Whether any of the touched fields, such as `ci:spec.attributes.cpu`, is one that is looked at."""
    return any(_meet(look, field) for look in looks for field in touched)


def _meet(look: str, field: str) -> bool:
    """Whether one lies inside the other: whoever looks at `spec.attributes` sees each of them."""
    wanted, _, seen = look.rpartition(":")
    kind, _, path = field.partition(":")
    if wanted not in ("", kind):
        return False
    return "*" in (seen, path) or f"{seen}.".startswith(f"{path}.") or f"{path}.".startswith(f"{seen}.")
