"""The small language that picks entities: one table of selectors and what they pick."""

import pytest

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, Words, faulty, select
from tests.landscapes import landscape_of_files, ref

FILES = {
    "services/shop.yaml": """\
kind: Service
metadata: {name: shop, owner: web, labels: {tier: gold, beta: true, ring: 2}}
spec: {type: business, dependsOn: [service:api]}
---
kind: Service
metadata: {name: api, owner: team:web, labels: {tier: silver}}
spec: {dependsOn: [ci:db-1, ci:db-2]}
""",
    "cmdb/deep/db.yaml": """\
kind: CI
metadata: {name: db-1, aliases: [first], owner: data, labels: {tier: gold}}
spec: {type: database, location: ci:rack}
---
kind: CI
metadata: {name: db-2, owner: data}
spec: {type: database}
---
kind: CI
metadata: {name: rack}
spec: {type: rack, location: ci:hall}
---
kind: CI
metadata: {name: db-1, namespace: lab, owner: data}
spec: {type: database}
---
kind: Team
metadata: {name: web}
---
kind: Team
metadata: {name: data}
""",
}

PICKED = [
    ("*", "ci:db-1 ci:db-2 ci:lab/db-1 ci:rack service:api service:shop team:data team:web"),
    ("kind:service", "service:api service:shop"),
    ("kind:Service", "service:api service:shop"),
    ("shop", "service:shop"),
    ("SHOP", "service:shop"),
    ("db-1", "ci:db-1 ci:lab/db-1"),
    ("ci:db-1", "ci:db-1"),
    ("ci:db-*", "ci:db-1 ci:db-2"),
    ("ci:lab/*", "ci:lab/db-1"),
    ("ci:*/db-1", "ci:db-1 ci:lab/db-1"),
    ("service:*", "service:api service:shop"),
    ("owner:web", "service:api service:shop"),
    ("owner:team:web", "service:api service:shop"),
    ("owner:W*", "service:api service:shop"),
    ("label:tier", "ci:db-1 service:api service:shop"),
    ("label:tier=gold", "ci:db-1 service:shop"),
    ("label:tier=*l*", "ci:db-1 service:api service:shop"),
    ("label:beta=true", "service:shop"),
    ("label:ring=2", "service:shop"),
    ("type:database", "ci:db-1 ci:db-2 ci:lab/db-1"),
    ("type:business", "service:shop"),
    ("path:services/**", "service:api service:shop"),
    ("path:**/db.yaml,kind:team", "team:data team:web"),
    ("ci:db-1 ci:db-2", "ci:db-1 ci:db-2"),
    ("kind:ci,label:tier=gold", "ci:db-1"),
    ("kind:ci,label:tier=gold kind:team,web", "ci:db-1 team:web"),
    ("ci:db-1+", "ci:db-1 service:api service:shop"),
    ("ci:db-1+1", "ci:db-1 service:api"),
    ("ci:db-1+0", "ci:db-1"),
    ("ci:rack+2", "ci:db-1 ci:rack service:api"),
    ("+service:shop", "ci:db-1 ci:db-2 ci:hall ci:rack service:api service:shop"),
    ("1+service:shop", "service:api service:shop"),
    ("2+service:shop", "ci:db-1 ci:db-2 service:api service:shop"),
    ("+service:api+", "ci:db-1 ci:db-2 ci:hall ci:rack service:api service:shop"),
    ("@service:api", "ci:db-1 ci:db-2 ci:hall ci:rack service:api service:shop"),
    ("+service:shop,kind:ci", "ci:db-1 ci:db-2 ci:rack"),
    ("path:services", "service:api service:shop"),
    ("path:cmdb/*", "ci:db-1 ci:db-2 ci:lab/db-1 ci:rack team:data team:web"),
    ("path:*/db.yaml label:ring=2", "service:shop"),
    ("place:rack", "ci:db-1"),
    ("place:hall", "ci:db-1 ci:rack"),
    ("place:ci:h*", "ci:db-1 ci:rack"),
    ("label:tier=bronze kind:team", "team:data team:web"),
    ("ci:first", "ci:db-1"),
    ("selector:gold", "ci:db-1 service:shop"),
    ("selector:gold,kind:ci", "ci:db-1"),
    ("selector:shown,kind:service", "service:api service:shop"),
    ("state:modified", "ci:db-1 ci:rack"),
    ("state:new", "ci:rack"),
    ("state:modified+,kind:service", "service:api service:shop"),
]
WORDS = Words(
    {
        "gold": "label:tier=gold",
        "shown": "@selector:gold",
        "a": "kind:ci,selector:b",
        "b": "selector:a",
        "bad": "ci:db-9",
    },
    {"modified": frozenset({ref("ci:db-1"), ref("ci:rack")}), "new": frozenset({ref("ci:rack")})},
)


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    return landscape_of_files(FILES)


@pytest.mark.parametrize(("selector", "expected"), PICKED)
def test_selectors(landscape: Landscape, selector: str, expected: str) -> None:
    assert " ".join(sorted(str(ref) for ref in select(landscape, selector, words=WORDS))) == expected


def test_excluded(landscape: Landscape) -> None:
    assert " ".join(str(ref) for ref in select(landscape, "kind:ci", "ci:db-* rack")) == "ci:lab/db-1"


REFUSED = [
    # selector                message                                          hint
    ("nobody", "'nobody' selects nothing", "itsm ls lists what there is; itsm ls --help explains selectors"),
    ("", "'' selects nothing", "itsm ls lists what there is; itsm ls --help explains selectors"),
    ("kind:service,kind:ci", "'kind:service,kind:ci' selects nothing", ""),
    ("lable:tier=gold", "'lable:tier=gold' selects by 'lable', which there is not", "did you mean label:tier=gold?"),
    ("servise:shop", "'servise:shop' selects by 'servise', which there is not", "did you mean service:shop?"),
    ("kind:ci,lable:x", "'lable:x' selects by 'lable', which there is not (column 9 of 'kind:ci,lable:x')", "label:x"),
    ("a+b+c", "'a+b+c' is no selector: 'b' in column 3 doesn't go with what is before it", "write kind:service"),
    ("kind:ci a+b", "'a+b' is no selector: 'b' in column 11 doesn't go with what is before it", "write kind:service"),
    ("+", "'+' is no selector: there is no name before its end in column 2", "write kind:service"),
    ("@", "'@' is no selector: there is no name before its end in column 2", "write kind:service"),
    ("kind:ci,,rack", "'kind:ci,,rack' has nothing beside a comma, in column 9", "a,b picks what is in both"),
    (
        "shop+" + "9" * 5000,
        f"{'shop+' + '9' * 5000!r} is no selector: '9' in column 15 doesn't go with what is before it",
        "write kind:service",
    ),
    ("ci:db-3", "'ci:db-3' selects nothing", "did you mean ci:db-1 or ci:db-2?"),
    ("kind:ci ci:db-3", "'ci:db-3' selects nothing (column 9 of 'kind:ci ci:db-3')", "did you mean ci:db-1"),
    ("ci:ck*", "'ci:ck*' selects nothing", "did you mean ci:rack?"),
    ("owner:wbe", "'owner:wbe' selects nothing", "did you mean owner:web?"),
    ("place:racks", "'place:racks' selects nothing", "did you mean place:rack?"),
    ("label:tier=gld", "'label:tier=gld' selects nothing", "did you mean label:tier=gold?"),
    ("path:cmbd", "'path:cmbd' selects nothing", "did you mean path:cmdb?"),
    ("selector:golden", "there is no selector of the name 'golden'", "did you mean selector:gold?"),
    ("selector:a", "selector:a leads back to itself: a → b → a", ""),
    ("selector:bad", "'ci:db-9' selects nothing", "ci:db-1"),
    ("state:old", "there is no state 'old'", "write state:modified or state:new"),
]


@pytest.mark.parametrize(("selector", "message", "hint"), REFUSED, ids=range(len(REFUSED)))
def test_what_can_not_be_picked(landscape: Landscape, selector: str, message: str, hint: str) -> None:
    with pytest.raises(WrongUse) as refused:
        select(landscape, selector, words=WORDS)
    assert refused.value.message == message
    assert hint in refused.value.hint


def test_an_empty_type_is_nobodys(landscape: Landscape) -> None:
    with pytest.raises(WrongUse):
        select(landscape, "type:")


def test_a_state_needs_something_to_compare_with(landscape: Landscape) -> None:
    with pytest.raises(WrongUse, match="state:new has nothing to compare with") as refused:
        select(landscape, "state:new")
    assert "--base" in refused.value.hint


def test_named_selectors_that_can_not_be_used(landscape: Landscape) -> None:
    named = {**WORDS.named, "empty": "label:tier=none", "changed": "state:modified"}
    assert [name for name, _ in faulty(landscape, named)] == ["a", "b", "bad"]
