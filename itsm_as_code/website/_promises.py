"""What an agreement promises, in sentences a customer can hold somebody to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Percent, Span
from itsm_as_code.website import _spoken
from itsm_as_code.website._site import Anchor, Site, anchor, target

_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
_MONTH = 30 * 86_400
TIMED = ("response-time", "resolution-time")


class Promise(NamedTuple):
    """An agreement as pages show it: sentences, and a table of times by priority."""

    agreement: Anchor
    sentences: tuple[str, ...]
    priorities: tuple[str, ...]
    times: tuple[tuple[str, tuple[str, ...]], ...]


def promise_of(site: Site, agreement: Entity) -> Promise:
    """Everything an agreement promises."""
    timed = {one.name: one.targets for one in agreement.model.spec.objectives if one.targets}
    priorities = tuple(sorted({priority for targets in timed.values() for priority in targets}))
    times = tuple(
        (_metric(site, metric), tuple(_time(site, targets.get(priority)) for priority in priorities))
        for metric, targets in timed.items()
    )
    return Promise(anchor(site, agreement.ref), tuple(_sentences(site, agreement)), priorities, times)


def short_promise(site: Site, agreement: Entity) -> str:
    """The availability an agreement promises, for lists; nothing where it promises none."""
    for one in agreement.model.spec.objectives:
        if one.name == "availability" and isinstance(one.target.value, Percent):
            return _spoken.share(one.target.value, site.words)
    return ""


def _sentences(site: Site, agreement: Entity) -> Iterator[str]:
    spec, words = agreement.model.spec, site.words
    if spec.status != "agreed":
        yield words.say("not_in_force", status=words.value(spec.status))
    if spec.objectives:
        yield from _hours(site, agreement)
    for one in spec.objectives:
        if one.name == "availability" and isinstance(one.target.value, Percent):
            yield words.say("available", share=_spoken.share(one.target.value, words))
            yield _interruption(site, agreement, one.target.value)
        elif one.target:
            yield words.say("indicator", metric=_metric(site, one.name), target=_spoken.comparison(one.target, words))
    yield from _worst_case(site, agreement)
    if not spec.objectives:
        yield words.say("no_promise")
    yield from _term(site, agreement)


def _worst_case(site: Site, agreement: Entity) -> Iterator[str]:
    """What happens when it breaks for everybody, which is what P1 means."""
    found = {one.name: (one.targets or {}).get("P1") for one in agreement.model.spec.objectives}
    spoken = {metric: _spoken.span(span, site.words) for metric, span in found.items() if span and metric in TIMED}
    names = dict(zip(TIMED, ("respond", "restore"), strict=True))
    if spoken:
        phrase = "_and_".join(names[metric] for metric in TIMED if metric in spoken)
        yield site.words.say(phrase, **{names[metric]: text for metric, text in spoken.items()})


def _interruption(site: Site, agreement: Entity, share: Percent) -> str:
    window, words = agreement.model.spec.window, site.words
    length = _DAYS[(window.period if window else None) or "month"] * 86_400
    name = words.say(f"window_{(window.period if window else None) or 'month'}")
    if window and window.length:
        length = window.length.months * _MONTH + window.length.seconds
        name = words.say("window_length", time=_spoken.span(window.length, words))
    weekly = _weekly(site, agreement)
    lost = int((1 - share.fraction) * length * weekly / _spoken.WEEK)
    phrase = "interruption" if weekly == _spoken.WEEK else "interruption_hours"
    exact = lost if weekly == _spoken.WEEK or lost < 60 else lost // 60 * 60
    return words.say(phrase, time=_spoken.seconds(exact, words), window=name)


def _calendar(site: Site, agreement: Entity) -> Entity | None:
    ref = target(site, agreement.ref, "hours")
    found = site.landscape.find(ref) if ref else None
    return found if found and found.ref.kind == "calendar" else None


def _weekly(site: Site, agreement: Entity) -> int:
    calendar = _calendar(site, agreement)
    return _spoken.minutes_a_week(calendar.model.spec.hours) if calendar else _spoken.WEEK


def _hours(site: Site, agreement: Entity) -> Iterator[str]:
    calendar, words = _calendar(site, agreement), site.words
    if calendar is not None and _weekly(site, agreement) == _spoken.WEEK:
        yield words.say("covered_always")
    elif calendar is not None:
        spec = calendar.model.spec
        yield words.say("covered_hours", hours=_spoken.week(spec.hours, words), zone=_spoken.zone(spec.timezone, words))


def _term(site: Site, agreement: Entity) -> Iterator[str]:
    term = agreement.model.spec.term
    if term and term.end:
        yield site.words.say("runs_from", start=term.start.isoformat(), end=term.end.isoformat())
    elif term:
        yield site.words.say("runs_open", start=term.start.isoformat())


def _metric(site: Site, metric: str) -> str:
    if metric in TIMED:
        return site.words.say(metric)
    text = metric.replace("-", " ")
    return text[:1].upper() + text[1:]


def _time(site: Site, span: Span | None) -> str:
    return _spoken.span(span, site.words) if span else "–"
