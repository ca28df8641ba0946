"""Who has to approve a branch, why, and whether they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.diff import EntityChange
from itsm_as_code.changes.evidence import Evidence, members, parties_of, speaks_for
from itsm_as_code.changes.policy import fits, policy_of, rank
from itsm_as_code.changes.risk import risk_of, some
from itsm_as_code.graph import promises, target_of
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody whose yes is needed: who, because of what, and by whom it was given, in the evidence's own words."""

    by: Ref
    because: str
    given: bool = False
    given_by: str = ""


def approvals_of(case: Case, evidence: Iterable[Evidence] = (), authors: Iterable[str] = ()) -> tuple[Approval, ...]:
    """Everybody the policy asks for, once each with all reasons, sorted; and whether the evidence has their word."""
    needed: dict[Ref, dict[str, set[Ref]]] = {}
    for party, reason, ref in (*_needed(case), *_exceptions(case)):
        refs = needed.setdefault(party, {}).setdefault(reason, set())
        refs.update({ref} if ref else ())
    known, own_counts = parties_of(case), policy_of(case).model.spec.own_approval_counts
    wrote = () if own_counts else tuple(authors)
    said = [(one.by, known.who(one.by)) for one in evidence if not any(known.same(one.by, other) for other in wrote)]
    readers = frozenset().union(*map(known.who, wrote))
    return tuple(
        Approval(party, _because(reasons), *_given(case, party, said, readers))
        for party, reasons in sorted(needed.items())
    )


def _because(reasons: dict[str, set[Ref]]) -> str:
    return "; ".join(f"{reason}: {some(refs)}" if refs else reason for reason, refs in reasons.items())


def _given(case: Case, party: Ref, said: list[tuple[str, frozenset[Ref]]], wrote: frozenset[Ref]) -> tuple[bool, str]:
    """Whether one of those who said yes speaks for a party, and which."""
    people = members(case, party)
    given = next((text for text, who in said if speaks_for(who, party, people, wrote)), None)
    return given is not None, given or ""


def strangers_of(case: Case, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Who gave a word that means nobody here: an address that nobody has, or a name."""
    known = parties_of(case)
    return tuple(sorted({one.by for one in evidence if not known.who(one.by)}))


def _needed(case: Case) -> Iterator[tuple[Ref, str, Ref | None]]:
    if not case.changes:
        return
    types = {change.model.spec.type for change in case.declared} or {"normal"}
    policy, risk = policy_of(case), risk_of(case)
    for number, rule in enumerate(policy.model.spec.approvals):
        if rule.risk and rank(policy, risk.level) < rank(policy, rule.risk):
            continue
        if rule.types and types.isdisjoint(rule.types):
            continue
        name = f"{rule.name} ({risk.score})" if rule.risk else str(rule.name)
        yield from _by_rule(case, rule, name, list(_parties(case, policy, number)))


def _by_rule(case: Case, rule: Any, name: str, parties: list[Ref]) -> Iterator[tuple[Ref, str, Ref | None]]:
    if not _looks(rule):
        yield from ((party, name, None) for party in parties)
        return
    for ref in _subjects(case, rule):
        yield from ((party, name, ref) for party in (*parties, *_roles(case, ref, rule.by)))


def _looks(rule: Any) -> bool:
    """Whether a rule is about entities, and not only about a branch as a whole."""
    whole = rule.of == "touched" and rule.select == "*"
    return not whole or bool(rule.criticality or rule.actions or rule.fields or rule.effects or rule.by)


def _parties(case: Case, policy: Entity, number: int) -> Iterator[Ref]:
    """Those that a rule of a policy names; their names are looked up on the policy's side."""
    side = case.before if case.before.entities.get(policy.ref) is policy else case.after
    for link in side.links_from.get(policy.ref, ()):
        if link.path[:3] == ("spec", "approvals", number):
            yield case.new_names.get(link.target, link.target)


def _subjects(case: Case, rule: Any) -> list[Ref]:
    """The entities that a rule is about, sorted."""
    among = case.touched.keys() if rule.of == "touched" else {*case.touched, *case.felt}
    chosen = among & case.picks(rule.select) if rule.select != "*" else set(among)
    return sorted(ref for ref in chosen if _is_critical(case, ref, rule) and _is_edited(case.touched.get(ref), rule))


def _is_critical(case: Case, ref: Ref, rule: Any) -> bool:
    return not rule.criticality or any(one.facts.criticality in rule.criticality for _, one in case.sides(ref))


def _is_edited(change: EntityChange | None, rule: Any) -> bool:
    """Whether what happens to an entity is what the rule asks for; with an entity all its fields come or go."""
    if not (rule.actions or rule.fields or rule.effects):
        return True
    if change is None or (rule.actions and change.action not in rule.actions):
        return False
    if change.action in ("create", "delete", "unreadable"):
        effect = "tightened" if change.action == "create" else "breaking"
        return not rule.effects or effect in rule.effects
    return not (rule.fields or rule.effects) or any(
        (not rule.fields or fits(field.path, rule.fields)) and (not rule.effects or field.effect in rule.effects)
        for field in change.fields
    )


def _roles(case: Case, ref: Ref, roles: Iterable[str]) -> Iterator[Ref]:
    """Who an entity's owner, its service's owner and its customers are, before and after: both have a say."""
    for landscape, entity in case.sides(ref):
        found: list[Ref | None] = []
        services = _services(landscape, entity.ref)
        if "owner" in roles:
            found.append(target_of(landscape, entity.ref, "owner"))
        if "service-owner" in roles:
            found += [target_of(landscape, service, "owner") for service in services]
        if "customer" in roles:
            agreements = [entity.ref] if entity.ref.kind != "service" else _promised(landscape, entity.ref)
            found += [target_of(landscape, agreement, "customer") for agreement in agreements]
        yield from (case.new_names.get(one, one) for one in found if one is not None)


def _services(landscape: Any, ref: Ref) -> list[Ref]:
    """The services an entity is about: itself, or those it names."""
    if ref.kind == "service":
        return [ref]
    return [one for one in subjects(landscape, ref) if one.kind == "service"]


def _promised(landscape: Any, service: Ref) -> list[Ref]:
    return [agreement.ref for agreement in promises(landscape, service)]


def _exceptions(case: Case) -> Iterator[tuple[Ref, str, Ref | None]]:
    """Who is said to allow an exception from a freeze, where the branch itself writes that down."""
    for freeze in case.after.by_kind.get("freeze", ()):
        if freeze.ref in case.touched:
            for ref, approver in _approvers(case.after, freeze.ref) - _approvers(case.before, case.old(freeze.ref)):
                yield approver, "allows an exception from a freeze", ref


def _approvers(landscape: Any, freeze: Ref) -> set[tuple[Ref, Ref]]:
    links = landscape.links_from.get(freeze, ())
    named = [link for link in links if link.relation == "exceptions"]
    changes = {link.path[2]: link.target for link in named if link.path[-1] == "change"}
    return {(changes[link.path[2]], link.target) for link in named if link.path[-1] == "approvedBy"}
