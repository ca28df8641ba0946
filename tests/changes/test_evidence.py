"""Who a word of evidence comes from, and for whom that person speaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.evidence import members, parties_of
from itsm_as_code.changes.evidence import speaks_for as speaks
from tests.changes._cases import case_of, joined
from tests.landscapes import ref

PEOPLE = """
kind: Person
metadata: {name: li-na, title: {en: Li Na, zh: 李娜}}
spec: {email: Li.Na@example.com}
---
kind: Person
metadata: {name: zhang-wei, title: Zhang Wei}
spec: {email: zhang.wei@example.com}
---
kind: Team
metadata: {name: messaging, title: Messaging}
spec: {email: messaging@example.com, members: [li-na], contact: zhang-wei}
---
kind: Customer
metadata: {name: headquarters}
spec: {email: office@example.com, contact: zhang-wei}
"""
CASE = case_of(PEOPLE, PEOPLE)


def speaks_for(case: Case, by: str, party: str, authors: Sequence[str] = ()) -> bool:
    known = parties_of(case)
    wrote = frozenset().union(*map(known.who, authors))
    return speaks(known.who(by), ref(party), members(case, ref(party)), wrote)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Li Na <li.na@example.com>", "person:li-na"),
        ("<LI.NA@EXAMPLE.COM>", "person:li-na"),
        ("li.na@example.com", "person:li-na"),
        ("Somebody Else <li.na@example.com>", "person:li-na"),
        ("Li Na <li.na@elsewhere.example>", ""),
        ("Li Na", "person:li-na"),
        ("李娜", "person:li-na"),
        ("li-na", "person:li-na"),
        ("  person:li-na ", "person:li-na"),
        ("team:messaging", "team:messaging"),
        ("Messaging <messaging@example.com>", "team:messaging"),
        ("customer:headquarters", "customer:headquarters"),
        ("Nobody", ""),
        ("", ""),
        ("<>", ""),
        ("<a@b> <li.na@example.com>", ""),
    ],
)
def test_who_a_text_means(text: str, expected: str) -> None:
    assert " ".join(map(str, sorted(parties_of(CASE).who(text)))) == expected


def test_an_address_of_nobody_means_nobody_without_addresses() -> None:
    text = "kind: Person\nmetadata: {name: li-na}"
    assert parties_of(case_of(text, text)).who("Li Na <li.na@example.com>") == frozenset()
    assert parties_of(case_of(text, text)).who("") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Li Na <li.na@example.com>", "Na Li <LI.NA@example.com>", True),
        ("Li Na <li.na@example.com>", "person:li-na", True),
        ("Li Na", "李娜", True),
        ("Li Na <a@b>", "Li Na <c@d>", False),
        ("li-na", "zhang-wei", False),
        ("Nobody", "nobody", True),
        ("team:messaging", "Messaging <messaging@example.com>", False),
    ],
)
def test_whether_two_texts_mean_one_person(one: str, other: str, same: bool) -> None:
    assert parties_of(CASE).same(one, other) is same
    assert parties_of(CASE).same(other, one) is same


@pytest.mark.parametrize(
    ("by", "party", "authors", "said"),
    [
        ("li-na", "team:messaging", [], True),
        ("zhang-wei", "team:messaging", [], True),
        ("zhang-wei", "customer:headquarters", [], True),
        ("li-na", "customer:headquarters", [], False),
        ("li-na", "person:li-na", [], True),
        ("zhang-wei", "person:li-na", [], False),
        ("messaging@example.com", "team:messaging", [], True),
        ("messaging@example.com", "team:messaging", ["li-na"], False),
        ("messaging@example.com", "team:messaging", ["stranger"], True),
        ("nobody", "team:messaging", [], False),
        ("li-na", "team:no-such", [], False),
    ],
)
def test_for_whom_somebody_speaks(by: str, party: str, authors: list[str], said: bool) -> None:
    assert speaks_for(CASE, by, party, authors) is said


def test_a_branch_cant_put_its_author_into_the_team() -> None:
    joins = PEOPLE.replace("members: [li-na]", "members: [li-na, eve]")
    eve = "kind: Person\nmetadata: {name: eve}\nspec: {email: eve@example.com}"
    case = case_of(joined(PEOPLE, eve), joined(joins, eve))
    assert not speaks_for(case, "eve@example.com", "team:messaging")


def test_a_branch_cant_take_somebodys_address() -> None:
    taken = PEOPLE.replace("email: zhang.wei@example.com", "email: eve@example.com")
    assert parties_of(case_of(PEOPLE, taken)).who("Eve <eve@example.com>") == frozenset()


def test_a_new_team_counts_as_the_branch_has_it() -> None:
    new = "kind: Team\nmetadata: {name: board}\nspec: {members: [li-na]}"
    assert speaks_for(case_of(PEOPLE, joined(PEOPLE, new)), "li-na", "team:board")


def test_people_and_teams_that_are_renamed_stay_who_they_are() -> None:
    renamed = PEOPLE.replace("name: messaging,", "name: mail, formerly: [messaging],")
    renamed = renamed.replace("{name: li-na,", "{name: li, formerly: [li-na],").replace(
        "[li-na], contact", "[li], contact"
    )
    case = case_of(PEOPLE, renamed)
    assert parties_of(case).who("Li Na <li.na@example.com>") == {ref("person:li")}
    assert speaks_for(case, "li.na@example.com", "team:mail")
