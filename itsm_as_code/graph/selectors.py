"""Selectors: the small language that picks entities, the same for every command (`ci:db-*,label:env=prod`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph._selector_methods import METHODS, Method, by_name, is_exact, names, of_kind
from itsm_as_code.graph._selector_text import Term, refusal, terms
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.reading import nearest
from itsm_as_code.schemas import kind_words

LISTED = "itsm ls lists what there is; itsm ls --help explains selectors"
STATES = ("modified", "new")
"""modified: what is new or differs from the base."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a repository and a command add to the language.

    `named` are the selectors of itsm.yaml, used as `selector:name`; `states` the entities of each state,
    None where there is no base to compare with.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, frozenset[Ref]] | None = None


def select(landscape: Landscape, text: str, exclude: str = "", words: Words | None = None) -> tuple[Ref, ...]:
    """The entities a selector picks, sorted; a space is union, a comma intersection.

    `x+` adds what needs x, `+x` what x needs, `x+2` and `2+x` that many steps, `@x` both ways.

    Raises:
        WrongUse: the selector can't be read, it names what isn't there, or it picks nothing.
    """
    asked = _Asked(landscape, words or Words())
    chosen = asked.union(text) - asked.union(exclude)
    if not chosen:
        raise WrongUse(f"{text!r}{f' without {exclude!r}' if exclude else ''} selects nothing", asked.hint(text))
    return tuple(sorted(chosen))


def picked(landscape: Landscape, text: str, words: Words | None = None) -> frozenset[Ref]:
    """As `select`, where what isn't there is no mistake: a name that nobody has picks nothing, and so may the whole.

    Raises:
        WrongUse: the selector can't be read.
    """
    return frozenset(_Asked(landscape, words or Words(), strict=False).union(text))


def faulty(landscape: Landscape, named: Mapping[str, str]) -> Iterator[tuple[str, WrongUse]]:
    """The named selectors that can't be used, with the reason; one that picks nothing today is fine."""
    words = Words(named, dict.fromkeys(STATES, frozenset()))
    for name in named:
        try:
            _Asked(landscape, words, (name,)).union(named[name])
        except WrongUse as error:
            yield name, error


@dataclass(frozen=True, slots=True)
class _Asked:
    """Selectors asked of a landscape; `inside` are the named ones that lead here, `strict`: names must be there."""

    landscape: Landscape
    words: Words
    inside: tuple[str, ...] = ()
    strict: bool = True

    def union(self, text: str) -> set[Ref]:
        return set().union(*(set.intersection(*(self.term(text, term) for term in part)) for part in terms(text)))

    def term(self, text: str, term: Term) -> set[Ref]:
        start = self.core(text, term)
        found = set(start)
        found |= _steps(start, self.landscape.needed_by, term.down)
        found |= _steps(start, self.landscape.needs, term.up)
        return found

    def core(self, text: str, term: Term) -> set[Ref]:
        if term.method == "selector":
            return self.named(text, term)
        if term.method == "state":
            return self.state(text, term)
        method = self.method(text, term)
        found = method.picks(self.landscape, term.value)
        if self.strict and not found and method.names and is_exact(term.value):
            core = f"{term.method}:{term.value}".lstrip(":")
            raise refusal(text, term, f"{core!r} selects nothing", self.hint(text))
        return found

    def method(self, text: str, term: Term) -> Method:
        if not term.method:
            return Method(by_name, names, names=True)
        if term.method in kind_words():
            return of_kind(term.method)
        if term.method in METHODS:
            return METHODS[term.method]
        known = (*METHODS, "state", "selector", *kind_words())
        near = nearest(term.method, known)
        hint = f"did you mean {near[0]}:{term.value}?" if near else f"it knows {', '.join(known[:8])} and every kind"
        message = f"{term.method + ':' + term.value!r} selects by {term.method!r}, which there is not"
        raise refusal(text, term, message, hint)

    def named(self, text: str, term: Term) -> set[Ref]:
        name, named = term.value, self.words.named
        if name not in named:
            near = nearest(name, named)
            hint = f"did you mean selector:{near[0]}?" if near else "itsm.yaml names selectors: {edge: 'ci:edge-*'}"
            raise refusal(text, term, f"there is no selector of the name {name!r}", hint)
        if name in self.inside:
            way = " → ".join((*self.inside[self.inside.index(name) :], name))
            raise refusal(text, term, f"selector:{name} leads back to itself: {way}", "say one of them without another")
        return _Asked(self.landscape, self.words, (*self.inside, name), self.strict).union(named[name])

    def state(self, text: str, term: Term) -> set[Ref]:
        if term.value not in STATES:
            raise refusal(text, term, f"there is no state {term.value!r}", "write state:modified or state:new")
        if self.words.states is None:
            raise refusal(text, term, f"state:{term.value} has nothing to compare with", "add --base and a revision")
        return set(self.words.states[term.value])

    def hint(self, text: str) -> str:
        """What was probably meant, where one of the terms picks nothing by itself."""
        for term in (term for part in terms(text) for term in part if term.method not in ("selector", "state")):
            method = self.method(text, term)
            if not method.picks(self.landscape, term.value):
                near = _near(term.value, method.values(self.landscape))
                prefix = f"{term.method}:" if term.method else ""
                return f"did you mean {' or '.join(prefix + one for one in near)}?" if near else LISTED
        return LISTED


def _near(value: str, known: Iterable[str]) -> tuple[str, ...]:
    """The nearest values; else those that hold what was written."""
    there = sorted({one for one in known if one})
    wanted = value.strip("*").lower()
    return nearest(value.lower(), there) or tuple(one for one in there if wanted and wanted in one)[:3]


def _steps(start: set[Ref], onward: Callable[[Ref], tuple[Ref, ...]], left: int) -> set[Ref]:
    found, edge = set(start), start
    while edge and left != 0:
        edge = {ref for one in edge for ref in onward(one)} - found
        found |= edge
        left -= 1
    return found
