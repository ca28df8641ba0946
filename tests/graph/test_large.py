"""Landscapes that punish counting paths instead of nodes, and recursion instead of a list of what is left."""

from time import perf_counter

from tests.landscapes import Needs, fails, services

LIMIT = 10
"""Seconds each of these may take, reading included; they take well under one."""


def _hit(needs: Needs, *failed: str) -> int:
    start = perf_counter()
    found = fails(services(needs), *failed)
    assert perf_counter() - start < LIMIT
    return len(found.impacted)


def test_a_ladder_of_sixty_diamonds_has_two_to_the_sixty_paths() -> None:
    ladder: dict[str, list[str]] = {"d60": []}
    for rung in range(60):
        ladder |= {f"d{rung}": [f"l{rung}", f"r{rung}"], f"l{rung}": [f"d{rung + 1}"], f"r{rung}": [f"d{rung + 1}"]}
    assert _hit(ladder, "d60") == 180


def test_a_chain_of_five_thousand() -> None:
    chain = {f"c{number}": [f"c{number + 1}"] if number < 4999 else [] for number in range(5000)}
    assert _hit(chain, "c4999") == 4999


def test_a_quorum_of_fifteen_in_thirty() -> None:
    members = [f"n{number}" for number in range(30)]
    quorum: Needs = {"quorum": [{"name": "cluster", "anyOf": members, "need": 15}], **dict.fromkeys(members, ())}
    landscape = services(quorum)
    (one,) = fails(landscape, *members[:15]).impacted
    assert one.level.word == "at-risk"
    (one,) = fails(landscape, *members[14:]).impacted
    assert (one.level.word, one.reason.left) == ("down", 14)


def test_a_circle_of_a_thousand() -> None:
    circle = {f"c{number}": [f"c{(number + 1) % 1000}"] for number in range(1000)}
    assert _hit(circle, "c0") == 999
