"""What rules say after a small change, from what they said before: only those whose business it is are asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from itsm_as_code.graph import AGREEMENTS, Landscape, connect
from itsm_as_code.model import Ref, Report, TextFile
from itsm_as_code.reading import Configuration, Touched, clean, read, touched
from itsm_as_code.validators._check import NO_SETTINGS, ask, asked, inherits, of_rules_that_are_off, tell, twice
from itsm_as_code.validators._looks import ITSELF, SELECTING, concerns
from itsm_as_code.validators._own_rules import own_rules
from itsm_as_code.validators._rule import Rule, rules
from itsm_as_code.validators._settings import Settings, settings_of
from itsm_as_code.validators._told import Said, Told, excuses, moved, report_of, used

FOR_ALL = ("citype", "rule")
"""Kinds on which what is said of all others may depend."""

SaidBy = Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """By what is judged: the settings, the rules there are, and the day."""

    settings: Settings
    known: tuple[Rule, ...]
    today: date | None

    def awake(self, *, last: bool) -> Iterator[Rule]:
        """The rules that aren't off; those that look at what the others left are asked last."""
        return (rule for rule in self.known if rule.last is last and not self.settings.asleep(rule))


@dataclass(frozen=True, slots=True)
class Change:
    """A few files that changed: their paths, what differs in them, a landscape of them and of all CI types alone.

    `whole` makes the landscape of everything, where somebody has to look at it; `files` is how many there are.
    """

    paths: frozenset[str]
    touched: Touched
    here: Landscape
    whole: Callable[[], Landscape]
    files: int


def check_both(
    before: Landscape,
    after: Landscape,
    today: date | None = None,
    configuration: Configuration = NO_SETTINGS,
    processes: int = 1,
) -> tuple[Report, Report]:
    """What `check` says of two landscapes of which one became the other, most of it found out once."""
    told = tell(before, today, configuration, None, processes)
    then = again(told, between(before, after), today, configuration, None, processes)
    then = then or tell(after, today, configuration, None, processes)
    return report_of(told, today), report_of(then, today)


def between(before: Landscape, after: Landscape) -> Change:
    """What differs between two landscapes."""
    old, new = set(before.catalog.files), set(after.catalog.files)
    types = {one.file for one in after.by_kind.get("citype", ())}
    here = read((new - old) | types, known=clean(after.catalog))
    paths = frozenset(file.path for file in old ^ new)
    files = len(after.catalog.files)
    return Change(paths, touched(read(old - new), read(new - old)), connect(here), lambda: after, files)


def again(  # noqa: PLR0913 - what `tell` takes, what it said, and what has changed since
    before: Told,
    change: Change,
    today: date | None = None,
    configuration: Configuration = NO_SETTINGS,
    file: TextFile | None = None,
    processes: int = 1,
) -> Told | None:
    """What `tell` says of everything after a change; None where everything has to be asked.

    A rule is asked again about the entities in these files where it looks at each by itself, about
    everything where the change is its business, and not at all where it isn't.
    """
    if _changes_all(before, change, configuration):
        return None
    everything = change.whole() if before.own else None
    known = (*rules(), *own_rules(everything)) if everything else rules()
    judged = Judged(settings_of(configuration, change.here, known, file), known, today)
    kept, anew = _kept(before, change, judged)
    if everything is None and (anew or change.touched.comings):
        everything = change.whole()
    if everything and not twice(everything.catalog).isdisjoint(change.touched.refs):
        return None
    first = asked(anew, judged.settings, everything, today, processes) if everything else {}
    return _put_together(before, change, {**kept, **first}, everything, judged)


def _changes_all(before: Told, change: Change, configuration: Configuration) -> bool:
    """Whether something changes on which the meaning of anything else may depend, or it isn't clear who is meant."""
    if configuration.overrides or configuration.selectors:
        return True
    here = {ref.kind for ref in change.touched.refs}
    inherited = not here.isdisjoint(AGREEMENTS) and (before.inherits or inherits(change.here))
    return inherited or not here.isdisjoint(FOR_ALL) or not change.touched.refs.isdisjoint(before.twice)


def _kept(before: Told, change: Change, judged: Judged) -> tuple[dict[str, tuple[Said, ...]], list[Rule]]:
    """What needn't be looked for in everything, by rule; and the rules that have to."""
    found: dict[str, tuple[Said, ...]] = {}
    anew = []
    fields = change.touched.fields
    fields |= {"rule:*"} if before.own else set()  # whether such a rule works may depend on anything
    fields |= {f"{kind}:*" for kind in before.selecting} if fields else set()
    for rule in judged.awake(last=False):
        looks = rule.looks(judged.settings.variants(rule)[0])
        if looks == ITSELF:
            found[rule.name] = _in_place(before.said.get(rule.name, ()), rule, change, judged)
            continue
        same = None if concerns(looks, fields) else _same(before.said.get(rule.name, ()), change)
        if same is None:
            anew.append(rule)
        else:
            found[rule.name] = same
    return found, anew


def _in_place(was: Iterable[Said], rule: Rule, change: Change, judged: Judged) -> tuple[Said, ...]:
    """What a rule said of other entities, and says of those in these files."""
    others = [one for one in was if one.finding.ref not in change.touched.refs]
    here = (
        one for one in ask(rule, judged.settings, change.here, judged.today) if one.finding.ref in change.touched.refs
    )
    return (*others, *here)


def _same(was: Iterable[Said], change: Change) -> tuple[Said, ...] | None:
    """What a rule said, its places found anew where lines have moved; None where one isn't found."""
    found = [moved(one, change.paths, change.here.entities) if one.files & change.paths else one for one in was]
    return tuple(one for one in found if one) if all(found) else None


def _put_together(before: Told, change: Change, first: SaidBy, everything: Landscape | None, judged: Judged) -> Told:
    here, about = change.here, change.touched.refs
    known = [one for one in before.excuses if one[0] not in about]
    known += [one for one in excuses(here.entities.values()) if one[0] in about]
    gates = [one for one in before.gates if one.location.path not in change.paths]
    gates += [one for one in here.catalog.findings if one.location.path in change.paths]
    told = replace(before, said=first, gates=tuple(gates), excuses=tuple(sorted(known)), files=change.files)
    last = _last(before, told, change, everything, judged)
    entities = len(everything.entities) if everything else before.entities
    selecting = before.selecting | (here.by_kind.keys() & set(SELECTING))
    return replace(told, last=last, entities=entities, inherits=before.inherits or inherits(here), selecting=selecting)


def _last(before: Told, told: Told, change: Change, everything: Landscape | None, judged: Judged) -> SaidBy:
    """What those say that look at what the others left: of everything, or of the entities in these files."""
    landscape = everything or change.here
    taken = used((one for some in told.said.values() for one in some), dict(told.excuses), judged.today)
    spoken_for = taken | of_rules_that_are_off(landscape, judged.settings, judged.known)
    found = {}
    for rule in judged.awake(last=True):
        said = tuple(ask(rule, judged.settings, landscape, judged.today, spoken_for))
        if everything is None:
            said = _of(said, about=change.touched.refs, others=before.last.get(rule.name, ()))
        found[rule.name] = said
    return found


def _of(said: Iterable[Said], about: frozenset[Ref], others: Iterable[Said]) -> tuple[Said, ...]:
    here = (one for one in said if one.finding.ref in about)
    return (*(one for one in others if one.finding.ref not in about), *here)
