"""How available something is: promised, at best, and if failures are independent; and what to improve (SEMANTICS 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from itsm_as_code.graph._diagram import Diagram, likelihoods, weights
from itsm_as_code.graph._reliability import Basis, Model, basis_of, model_of, own_chance
from itsm_as_code.graph._sampling import sampled
from itsm_as_code.graph.bound import UNKNOWN, bound_of_promise, bounds
from itsm_as_code.graph.coverage import ABOVE, Stated, covering, stated
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


class Estimate(NamedTuple):
    """How unavailable something is if failures are independent: a share of one, which keeps the digits of 99.9999 %.

    Exact where there are no `samples`; otherwise drawn by lot, and the true value lies between `low` and
    `high` with 95 % confidence.
    """

    down: float
    low: float
    high: float
    samples: int = 0


class Importance(NamedTuple):
    """What the failure of one entity means for another.

    `down` is how likely it fails by itself. `birnbaum`: by how much the other is likelier down when this
    one is down than when it isn't. `fussell_vesely`: the share of the other's unavailability that would go
    if this one never failed, (F(q) − F(0)) / F(q), as SAPHIRE (NUREG/CR-7039) defines it. `stated`: the
    promise that covers it, if that says how likely it fails.
    """

    ref: Ref
    down: float
    birnbaum: float
    fussell_vesely: float
    stated: Stated | None = None


class Remedy(NamedTuple):
    """A single improvement that makes a promise hold: how unavailable the one may be at most.

    `twin`: a second one of its kind, failing independently, would do as well.
    """

    by: Importance
    down: float
    twin: bool


@dataclass(frozen=True, slots=True)
class Availability:
    """What is promised of an entity, the best it can be, what it is likely to be, and what decides that.

    `unknown` are those it stands on whose availability nobody states; they count as never failing.
    `importance` is sorted, the most important first; empty where nothing can fail, or lots were drawn.
    """

    ref: Ref
    promise: Stated | None
    bound: Fraction
    estimate: Estimate
    unknown: tuple[Ref, ...]
    importance: tuple[Importance, ...]

    @property
    def kept(self) -> bool | None:
        """Whether the estimate is as good as the promise; None where nothing is promised, or lots don't tell."""
        if self.promise is None:
            return None
        allowed = float(1 - self.promise.share.exact)
        if self.estimate.high <= allowed:
            return True
        return False if self.estimate.low > allowed else None

    @property
    def remedy(self) -> Remedy | None:
        """The least single improvement that lets the promise hold; None where it is kept, or nothing alone suffices.

        Least is what leaves the largest part of its own unavailability: ten minutes instead of eleven are
        easier to have than one instead of two.
        """
        if self.promise is None or self.kept is not False:
            return None
        excess = self.estimate.down - float(1 - self.promise.share.exact)
        left = [(one.down - excess / one.birnbaum, one) for one in self.importance if one.birnbaum > 0]
        able = [(allowed / one.down, one.ref, allowed, one) for allowed, one in left if allowed > 0]
        if not able:
            return None
        _, _, allowed, one = max(able)
        return Remedy(one, allowed, one.down**2 <= allowed)


def availability(landscape: Landscape, ref: Ref, today: date | None = None) -> Availability:
    """What is known of the availability of an entity; its own promise doesn't count as its own support.

    >>> from itsm_as_code.graph import connect
    >>> from itsm_as_code.model import TextFile
    >>> from itsm_as_code.reading import read
    >>> text = '''
    ... {apiVersion: itsm/v1, kind: Service, metadata: {name: shop}, spec: {dependsOn: [{anyOf: [ci:a, ci:b]}]}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: a}, spec: {type: server, availability: 99%}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: b}, spec: {type: server, availability: 99%}}
    ... '''
    >>> landscape = connect(read([TextFile("shop.yaml", text.encode())]))
    >>> found = availability(landscape, landscape.named("service:shop"))
    >>> round(1 - found.estimate.down, 9), found.promise, found.unknown
    (0.9999, None, ())
    """
    return examined(landscape, promise_on(landscape, ref, today), ref, today)


def examined(
    landscape: Landscape,
    promise: Stated | None,
    ref: Ref,
    today: date | None = None,
    also: frozenset[Ref] = frozenset(),
) -> Availability:
    """What is known of one promise about an entity, or of the entity if nothing is promised.

    The drafts in `also` count as in force. Where no diagram fits, the estimate is drawn by lot.
    """
    support = _support(landscape, promise, ref, today, also)
    bound = bound_under(landscape, promise, ref, today, also)
    if support is not None:
        down = float(1 - support.share.exact)
        sole = (Importance(ref, down, 1.0, 1.0, support),) if down else ()
        return Availability(ref, promise, bound, _exactly(down), (), sole)
    basis = basis_of(landscape, today, also)
    model, own = model_of(landscape, [ref], basis), own_chance(landscape, ref)
    failures = model.failures()
    unknown = model.unknown(model.tops[0], basis, own is not None)
    if failures is None:
        return Availability(ref, promise, bound, _drawn(model, own or 0.0), unknown, ())
    rest = likelihoods(failures[0], model.chances)[failures[0].top]
    weighty = _importance(model, basis, failures[0], own or 0.0)
    return Availability(ref, promise, bound, _exactly(_either(own or 0.0, rest)), unknown, weighty)


def promised(landscape: Landscape, today: date | None = None) -> tuple[Ref, ...]:
    """Whatever an agreement in force promises an availability of, sorted."""
    agreements = covering(landscape, today)
    return tuple(ref for ref in sorted(agreements) if stated(agreements[ref]) is not None)


def unavailabilities(
    landscape: Landscape,
    asked: Sequence[tuple[Stated | None, Ref]],
    today: date | None = None,
    also: frozenset[Ref] = frozenset(),
) -> list[float | None]:
    """How likely the subject of each promise is down, many at once: what they have in common is computed once.

    None where the diagram becomes too large.
    """
    model = model_of(landscape, [ref for _, ref in asked], basis_of(landscape, today, also))
    failures = model.failures()
    if failures is None and len(asked) > 1:
        half = len(asked) // 2
        return [one for part in (asked[:half], asked[half:]) for one in unavailabilities(landscape, part, today, also)]
    if failures is None:
        return [None] * len(asked)
    rest = likelihoods(failures[0], model.chances) if failures else []
    found: list[float | None] = []
    for (promise, ref), failure in zip(asked, failures, strict=True):
        support = _support(landscape, promise, ref, today, also)
        own = own_chance(landscape, ref) or 0.0
        found.append(_either(own, rest[failure.top]) if support is None else float(1 - support.share.exact))
    return found


def promise_on(landscape: Landscape, ref: Ref, today: date | None) -> Stated | None:
    """The strongest availability promised of an entity: by SLAs, else by OLAs, else by contracts."""
    agreements = covering(landscape, today).get(ref, ())
    found = (stated(one for one in agreements if one.ref.kind == kind) for kind in ABOVE)
    return next((one for one in found if one is not None), None)


def _support(
    landscape: Landscape, promise: Stated | None, ref: Ref, today: date | None, also: frozenset[Ref]
) -> Stated | None:
    """The promise about the same entity that this one stands on: an SLA on OLAs and contracts, an OLA on contracts."""
    above = ABOVE[promise.agreement.ref.kind] if promise else ()
    return stated(one for one in covering(landscape, today, also).get(ref, ()) if one.ref.kind not in above)


def bound_under(
    landscape: Landscape, promise: Stated | None, ref: Ref, today: date | None, also: frozenset[Ref]
) -> Fraction:
    """The best that what carries a promise allows, as a share of one; where nothing is promised, of the entity."""
    if promise is not None:
        return bound_of_promise(landscape, promise.agreement, ref, today).value
    return bounds(landscape, today, also).get(ref, UNKNOWN).value


def _exactly(down: float) -> Estimate:
    return Estimate(down, down, down)


def _drawn(model: Model, own: float) -> Estimate:
    found = sampled(model.house, model.chances, model.tops[0])
    share, low, high = (_either(own, rest) for rest in (found.share, found.low, found.high))
    return Estimate(share, low, high, found.samples)


def _either(own: float, rest: float) -> float:
    """How likely one of two independent things happens, by a sum in which nothing cancels."""
    return own + (1 - own) * rest


def _importance(model: Model, basis: Basis, failure: Diagram, own: float) -> tuple[Importance, ...]:
    """Of everything that can fail and matters: the entity itself, and what it stands on; the most important first."""
    refs, ref = model.house.refs, model.house.refs[model.tops[0].number]
    rest = likelihoods(failure, model.chances)[failure.top]
    found = [Importance(ref, own, 1 - rest, own * (1 - rest))] if own else []
    for number, weight in weights(failure, model.chances).items():
        chance, birnbaum = model.chances[number], weight * (1 - own)
        found.append(Importance(refs[number], chance, birnbaum, chance * birnbaum, basis.covered.get(refs[number])))
    found = [one._replace(fussell_vesely=one.fussell_vesely / _either(own, rest)) for one in found]
    return tuple(sorted(found, key=lambda one: (-one.fussell_vesely, one.ref)))
