"""Evidence: somebody said yes to a change; and who that is, of the people, teams and customers there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from itsm_as_code.changes.case import Case, once
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

PARTIES = ("person", "team", "customer")
_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<mail>[^<>\s]+@[^<>\s]+)>\s*")
_MAIL = re.compile(r"[^<>\s@]+@[^<>\s@]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Somebody said yes: who, how that is known, in which commit, and who made what was approved.

    `by` and `author` are texts such as `Li Na <li.na@example.com>`, or the name of an entity (`person:li-na`).
    """

    by: str
    kind: Literal["trailer", "signature", "forge"] = "trailer"
    commit: str = ""
    author: str = ""


class Parties(NamedTuple):
    """The people, teams and customers there are, by address and by name.

    Entities count as they were before the branch, so that it can't give somebody else's address to its author.
    """

    by_mail: Mapping[str, frozenset[Ref]]
    by_name: Mapping[str, frozenset[Ref]]

    def who(self, text: str) -> frozenset[Ref]:
        """Whom a text means: by address where it has one, else by name, title or reference.

        An address decides alone: anybody can call themselves Li Na.
        """
        mail, said = mail_of(text), text.strip().casefold()
        return self.by_mail.get(mail, frozenset()) if mail else self.by_name.get(said, frozenset())

    def same(self, one: str, other: str) -> bool:
        """Whether two texts mean one person."""
        if one.strip().casefold() == other.strip().casefold() or (mail_of(one) and mail_of(one) == mail_of(other)):
            return True
        return any(ref.kind == "person" for ref in self.who(one) & self.who(other))


def mail_of(text: str) -> str:
    """The address in a text, in lower case; "" where it has none."""
    match = _ADDRESS.fullmatch(text.strip())
    found = match["mail"] if match else text.strip() if _MAIL.fullmatch(text.strip()) else ""
    return found.lower()


@once
def parties_of(case: Case) -> Parties:
    """Everybody whose word may count, as they were before the branch; as they are, where they are new."""
    by_mail: dict[str, set[Ref]] = {}
    by_name: dict[str, set[Ref]] = {}
    for kind in PARTIES:
        old = {case.new_names.get(one.ref, one.ref): one for one in case.before.by_kind.get(kind, ())}
        new = {one.ref: one for one in case.after.by_kind.get(kind, ())}
        for ref, party in {**new, **old}.items():
            by_mail.setdefault(str(party.model.spec.email or "").lower(), set()).add(ref)
            for name in _names(ref, party):
                by_name.setdefault(name, set()).add(ref)
    return Parties(_frozen(by_mail), _frozen(by_name))


def _names(ref: Ref, party: Entity) -> set[str]:
    title = party.model.metadata.title
    handles = (handle.casefold() for handle in party.model.spec.handles.values())
    return {str(ref), ref.name, *handles, *(text.casefold() for _, text in (title.texts if title else ()))}


def _frozen(found: dict[str, set[Ref]]) -> dict[str, frozenset[Ref]]:
    return {text: frozenset(refs) for text, refs in found.items() if text}


def members(case: Case, party: Ref) -> frozenset[Ref]:
    """Who speaks for a team or a customer: its members and its contact, as they were before the branch."""
    if party.kind == "person":
        return frozenset({party})
    landscape = next((side for side, _ in case.sides(party)), None)
    links = landscape.links_from.get(case.old(party) if landscape is case.before else party, ()) if landscape else ()
    return frozenset(
        case.new_names.get(link.target, link.target) for link in links if link.relation in ("members", "contact")
    )


def speaks_for(said: frozenset[Ref], party: Ref, people: frozenset[Ref], wrote: frozenset[Ref]) -> bool:
    """Whether the word of somebody is that of a party with these people.

    A person speaks for it as one of them, or its own mailbox does unless one of those who `wrote` the change reads it.
    """
    if any(ref.kind == "person" and ref in people for ref in said):
        return True
    return party in said and people.isdisjoint(wrote)
