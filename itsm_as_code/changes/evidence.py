"""Evidence: somebody said yes to a change; and who that is, of the people, teams and customers there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from itsm_as_code.changes.case import Case
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


def mail_of(text: str) -> str:
    """The address in a text, in lower case; "" where it has none."""
    match = _ADDRESS.fullmatch(text.strip())
    found = match["mail"] if match else text.strip() if _MAIL.fullmatch(text.strip()) else ""
    return found.lower()


def identities(case: Case, text: str) -> frozenset[Ref]:
    """The people, teams and customers a text means: by address where it has one, else by name, title or reference.

    An address decides alone: anybody can call themselves Li Na. Entities count as they were before the branch, so
    that it can't give somebody else's address to its author.
    """
    mail, said = mail_of(text), text.strip().casefold()
    return frozenset(
        ref for ref, party in _parties(case) if (_mail(party) == mail if mail else said in _names(ref, party))
    )


def _parties(case: Case) -> Iterator[tuple[Ref, Entity]]:
    """Each party as it counts: as it was before the branch, where it was there."""
    for kind in PARTIES:
        refs = {case.new_names.get(one.ref, one.ref) for one in case.before.by_kind.get(kind, ())}
        for ref in refs | {one.ref for one in case.after.by_kind.get(kind, ())}:
            party = case.yardstick(ref)
            if party is not None:
                yield ref, party


def _mail(party: Entity) -> str:
    return str(party.model.spec.email or "").lower()


def _names(ref: Ref, party: Entity) -> set[str]:
    title = party.model.metadata.title
    handles = (handle.casefold() for handle in party.model.spec.handles.values())
    return {str(ref), ref.name, *handles, *(text.casefold() for _, text in (title.texts if title else ()))}


def same_person(case: Case, one: str, other: str) -> bool:
    """Whether two texts mean one person."""
    if one.strip().casefold() == other.strip().casefold() or (mail_of(one) and mail_of(one) == mail_of(other)):
        return True
    return any(ref.kind == "person" for ref in identities(case, one) & identities(case, other))


def members(case: Case, party: Ref) -> frozenset[Ref]:
    """Who speaks for a team or a customer: its members and its contact, as they were before the branch."""
    if party.kind == "person":
        return frozenset({party})
    landscape = next((side for side, _ in case.sides(party)), None)
    links = landscape.links_from.get(case.old(party) if landscape is case.before else party, ()) if landscape else ()
    return frozenset(
        case.new_names.get(link.target, link.target) for link in links if link.relation in ("members", "contact")
    )


def speaks_for(case: Case, evidence: Evidence, party: Ref, authors: Iterable[str]) -> bool:
    """Whether a piece of evidence is the word of a party; its own mailbox speaks for it unless an author reads it."""
    said = identities(case, evidence.by)
    people = members(case, party)
    if any(ref.kind == "person" and ref in people for ref in said):
        return True
    return party in said and not any(identities(case, author) & people for author in authors)
