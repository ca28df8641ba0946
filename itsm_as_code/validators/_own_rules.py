"""Rules that an organisation wrote itself (`kind: Rule`): each judged once, entity by entity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from itsm_as_code import registry
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, faulty, select
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import CODES, Entity
from itsm_as_code.validators._expression import Expression, Fault, compiled
from itsm_as_code.validators._rule import Complaint, Rule

EXPRESSION: FieldPath = ("spec", "expression")
MESSAGE: FieldPath = ("spec", "messageExpression")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule complains about, and what is wrong with the rule itself."""

    complaints: tuple[Complaint, ...] = ()
    faults: tuple[Complaint, ...] = ()


def own_rules(landscape: Landscape) -> tuple[Rule, ...]:
    """The organisation's rules, in the shape of all others; one that takes a shipped rule's name isn't among them."""
    return tuple(_rule(entity) for name, entity in written_rules(landscape).items() if not taken(name))


def written_rules(landscape: Landscape) -> Mapping[str, Entity]:
    """The organisation's rules by name; one of another namespace than the default is `namespace/name`."""
    return {str(ref._replace(kind="")): one for ref, one in landscape.entities.items() if ref.kind == "rule"}


def taken(name: str) -> bool:
    """Whether a name belongs to the program."""
    return name in registry.names("validators") or name in CODES


def judgement(landscape: Landscape, name: str, today: date | None) -> Judgement:
    """What one of the organisation's rules says of everything it is about."""
    return _judged(landscape, today)[name]


def _rule(entity: Entity) -> Rule:
    name, spec = str(entity.ref._replace(kind="")), entity.model.spec
    look = partial(_complaints, name)
    return Rule(name, _page(entity), Severity[spec.severity.upper()], spec.clause, look, ("landscape", "today"))


def _complaints(name: str, landscape: Landscape, today: date | None) -> tuple[Complaint, ...]:
    return judgement(landscape, name, today).complaints


def _page(entity: Entity) -> str:
    """The manual page, made from what was written."""
    spec, metadata = entity.model.spec, entity.model.metadata
    lines = [str(metadata.title or spec.message or spec.expression.strip().partition("\n")[0]), ""]
    lines += [str(metadata.description).strip(), ""] if metadata.description else []
    lines += [
        f"Of {spec.select} it must be true that",
        "",
        f"    {spec.expression.strip().replace(chr(10), chr(10) + '    ')}",
        "",
    ]
    lines += [f"Mend it so: {spec.hint}", ""] if spec.hint else []
    return "\n".join([*lines, f"This rule is the organisation's own, written in {entity.locate().path}."])


@lru_cache(maxsize=4)
def _judged(landscape: Landscape, today: date | None) -> Mapping[str, Judgement]:
    """All rules at once: complaints and faults are asked for by different rules, the work is done once."""
    return {name: _judge(entity, landscape, today) for name, entity in written_rules(landscape).items()}


def _judge(entity: Entity, landscape: Landscape, today: date | None) -> Judgement:
    spec = entity.model.spec
    expression = compiled(spec.expression, "BOOL")
    wording = compiled(spec.message_expression, "STRING") if spec.message_expression is not None else None
    faults = [*_selector_faults(entity, landscape)]
    faults += [_fault(entity, EXPRESSION, expression)] if isinstance(expression, Fault) else []
    faults += [_fault(entity, MESSAGE, wording)] if isinstance(wording, Fault) else []
    if faults or isinstance(expression, Fault) or isinstance(wording, Fault):
        return Judgement(faults=tuple(faults))
    asked = _Asked(entity, expression, wording, landscape, today)
    found = [asked.of(ref) for ref in _chosen(landscape, spec.select)]
    broken = _together(entity, [one for one in found if isinstance(one, _Broken)])
    return Judgement(tuple(one for one in found if isinstance(one, Complaint)), tuple(broken))


def _selector_faults(entity: Entity, landscape: Landscape) -> Iterator[Complaint]:
    """What is wrong with a selector; one that picks nothing may be early, unless it looks mistyped."""
    text = entity.model.spec.select
    found = [error for _, error in faulty(landscape, {entity.ref.name: text})]
    try:
        select(landscape, text)
    except WrongUse as error:
        found += [error] if not found and error.hint.startswith("did you mean") else []
    for one in found:
        yield Complaint(entity, ("spec", "select"), one.message, one.hint)


def _chosen(landscape: Landscape, text: str) -> tuple[Ref, ...]:
    """Whom a rule is about; a rule may be there before the first such entity."""
    try:
        return select(landscape, text)
    except WrongUse:
        return ()


def _fault(entity: Entity, path: FieldPath, fault: Fault) -> Complaint:
    place = (fault.line, fault.column) if fault.line else None
    hint = fault.hint or "see docs/how-to/own-rules.md for what an expression may say"
    return Complaint(entity, path, fault.message, hint, inside=place)


@dataclass(frozen=True, slots=True)
class _Broken:
    """An expression that gave no answer for an entity."""

    about: Entity
    path: FieldPath
    message: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule that is asked of one entity after the other."""

    rule: Entity
    expression: Expression
    wording: Expression | None
    landscape: Landscape
    today: date | None

    def of(self, ref: Ref) -> Complaint | _Broken | None:
        """What it says of an entity."""
        entity, spec = self.landscape.entities[ref], self.rule.model.spec
        if self.today is None and self.expression.mentions("today"):
            return None  # nobody said which day it is
        answer = self.expression.value(self.known(self.expression, entity))
        if isinstance(answer, Fault) or not isinstance(answer, bool):
            return _Broken(entity, EXPRESSION, _why(answer, "true or false"))
        if answer:
            return None
        words = spec.message or f"{self.rule.model.title} does not hold"
        if self.wording is not None:
            words = self.wording.value(self.known(self.wording, entity))
            if not isinstance(words, str):
                return _Broken(entity, MESSAGE, _why(words, "a text"))
        return Complaint(entity, _path(spec.at), f"{ref}: {words}", spec.hint, at_key=not spec.at)

    def known(self, expression: Expression, entity: Entity) -> dict[str, Any]:
        """The variables that an expression mentions."""
        makers: dict[str, Callable[[], Any]] = {
            "self": entity.written,
            "ref": lambda: str(entity.ref),
            "today": lambda: self.today.isoformat() if self.today else "",
            "owner": lambda: next(iter(self.written(self.owners(entity.ref))), None),
            "dependencies": lambda: self.written(self.landscape.needs(entity.ref)),
            "dependents": lambda: self.written(self.landscape.needed_by(entity.ref)),
        }
        return {name: make() for name, make in makers.items() if expression.mentions(name)}

    def owners(self, ref: Ref) -> list[Ref]:
        return [link.target for link in self.landscape.links_from.get(ref, ()) if link.relation == "owner"]

    def written(self, refs: tuple[Ref, ...] | list[Ref]) -> list[Mapping[str, Any]]:
        """Entities as they were written; names that nobody has are no entities."""
        return [self.landscape.entities[ref].written() for ref in refs if ref in self.landscape.entities]


def _path(text: str) -> FieldPath:
    return tuple(int(step) if step.isdigit() else step for step in text.split(".")) if text else ()


def _why(answer: object, wanted: str) -> str:
    return answer.message if isinstance(answer, Fault) else f"it gives {type(answer).__name__}, not {wanted}"


def _together(rule: Entity, broken: list[_Broken]) -> Iterator[Complaint]:
    """One complaint for each thing that goes wrong, however many entities it goes wrong for."""
    reasons: dict[tuple[FieldPath, str], list[Entity]] = {}
    for one in broken:
        reasons.setdefault((one.path, one.message), []).append(one.about)
    for (path, message), entities in reasons.items():
        first, others = entities[0], len(entities) - 1
        more = f" and {others:,} more" if others else ""
        yield Complaint(
            rule,
            path,
            f"{rule.ref.name} has no answer for {first.ref}{more}: {message}",
            "ask first whether a key is there: has(self.spec.lifecycle)",
            related=((first, (), "has no answer"),),
        )
