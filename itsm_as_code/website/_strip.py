"""What is promised, possible and expected on one line: a scale of nines, as an SVG picture."""

from __future__ import annotations

import math
from html import escape

from itsm_as_code.website import _spoken
from itsm_as_code.website._analysis import Standing
from itsm_as_code.website._words import Words

WIDTH, HEIGHT = 260, 34
_LINE = 20
_EDGE = 10
_WORST, _BEST = 0.1, 0.000_005
"""The ends of the scale, as shares of the time down: 90 % and 99.9995 %."""
_TICKS = ("99", "99.9", "99.99", "99.999")


def strip(standing: Standing, words: Words) -> str:
    """The three values by shape: the promise is a bar, the bound an arrow that nothing passes, the estimate a dot."""
    promise = place(float(1 - standing.promise.share.exact))
    bound = place(float(1 - standing.bound))
    parts = [f'<path class="axis" d="M{_EDGE} {_LINE}H{WIDTH - _EDGE}"/>', *map(_tick, _TICKS)]
    if standing.bound < 1:
        parts.append(f'<path class="bound" d="M{bound:g} {_LINE - 6}l-7 6l7 6z"/>')
    if standing.down is not None:
        parts.append(f'<circle class="estimate" cx="{place(standing.down):g}" cy="{_LINE}" r="4"/>')
    parts.append(f'<path class="target" d="M{promise:g} {_LINE - 9}v18"/>')
    said = escape(words.say("listed").join(spoken(standing, words)))
    trouble = " trouble" if standing.impossible or standing.unlikely else ""
    return (
        f'<svg class="strip{trouble}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img"'
        f' aria-label="{said}">{"".join(parts)}</svg>'
    )


def spoken(standing: Standing, words: Words) -> tuple[str, str, str]:
    """The same in words."""
    bound = words.say("unbounded") if standing.bound >= 1 else figure(float(1 - standing.bound), words)
    estimate = words.say("untold") if standing.down is None else figure(standing.down, words)
    return (
        words.say("strip_promised", share=_spoken.share(standing.promise.share, words)),
        words.say("strip_bound", share=bound),
        words.say("strip_estimate", share=estimate),
    )


def figure(down: float, words: Words) -> str:
    """A share of the time up, with as many nines as it has and two digits behind them."""
    if down <= 0:
        return words.say("percent", number="100")
    digits = max(0, min(8, math.ceil(-math.log10(down)) - 1))
    floor = math.floor((1 - down) * 10 ** (digits + 2)) / 10**digits
    return words.say("percent", number=f"{floor:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{floor:g}")


def place(down: float) -> float:
    """Where a share of the time down stands on the line: each further nine is as far as the one before."""
    inside = min(_WORST, max(_BEST, down))
    share = (math.log10(_WORST) - math.log10(inside)) / (math.log10(_WORST) - math.log10(_BEST))
    return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)


def _tick(text: str) -> str:
    x = place(1 - float(text) / 100)
    return f'<path class="tick" d="M{x:g} {_LINE - 3}v6"/><text x="{x:g}" y="8">{text}</text>'
