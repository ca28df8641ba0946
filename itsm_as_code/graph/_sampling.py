"""Drawn by lot: how likely failure is where no diagram fits, with the interval it lies in. The same lots every time.

The numbers are read from SHAKE-256 (FIPS 202) of the names, so that nothing here is random: another run, another
machine and another version of Python draw the same.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import reduce
from hashlib import shake_256
from math import log, log1p, sqrt
from operator import or_
from typing import NamedTuple

from itsm_as_code.graph._fallen import fallen, passes
from itsm_as_code.graph._structure import Structure, Top

BLOCK = 1 << 16
"""Samples drawn together, a bit each."""
BLOCKS = 16
CONFIDENCE = 0.95
QUANTILE = 1.959963984540054
"""Of the normal distribution, for that confidence on both sides."""


class Interval(NamedTuple):
    """A share of so many samples, and between which the true one lies with 95 % confidence (Wilson 1927)."""

    share: float
    low: float
    high: float
    samples: int


def sampled(house: Structure, chances: Mapping[int, float], top: Top) -> Interval:
    """How likely the dependencies of the top take it down; its own event is left out."""
    hits = 0
    shaky = [(number, chance, str(house.refs[number])) for number, chance in chances.items() if number != top.number]
    for block in range(BLOCKS):
        down = fallen(house, {number: _happens(chance, f"{block} {name}") for number, chance, name in shaky})
        hits += reduce(or_, (passes(gate, down) for gate in top.gates), 0).bit_count()
    return _wilson(hits, BLOCK * BLOCKS)


def _wilson(hits: int, samples: int) -> Interval:
    share, squared = hits / samples, QUANTILE**2
    middle = (share + squared / (2 * samples)) / (1 + squared / samples)
    half = QUANTILE / (1 + squared / samples) * sqrt(share * (1 - share) / samples + squared / (4 * samples**2))
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half), samples)


def _happens(chance: float, seed: str) -> int:
    """The samples of a block in which an event happens, drawn by how far it is from one to the next."""
    if chance >= 1:
        return (1 << BLOCK) - 1
    if chance <= 0:
        return 0
    bits, at, rare = bytearray(BLOCK // 8), -1, log1p(-chance)
    for drawn in _uniform(seed):
        at += 1 + int(log(drawn) / rare)
        if at >= BLOCK:
            break
        bits[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(bits, "little")


def _uniform(seed: str, count: int = 256) -> Iterator[float]:
    """Numbers between 0 and 1, neither of them included, without end."""
    part = 0
    while True:
        drawn = shake_256(f"{seed} {part}".encode()).digest(8 * count)
        yield from (((whole >> 11) + 0.5) / (1 << 53) for (whole,) in struct.iter_unpack("<Q", drawn))
        part += 1
