"""The small language that picks entities: one table of selectors and what they pick."""

import pytest

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, select
from tests.landscapes import landscape_of_files

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
metadata: {name: db-1, owner: data, labels: {tier: gold}}
spec: {type: database, location: ci:rack}
---
kind: CI
metadata: {name: db-2, owner: data}
spec: {type: database}
---
kind: CI
metadata: {name: rack}
spec: {type: rack}
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
    ("+service:shop", "ci:db-1 ci:db-2 ci:rack service:api service:shop"),
    ("1+service:shop", "service:api service:shop"),
    ("2+service:shop", "ci:db-1 ci:db-2 service:api service:shop"),
    ("+service:api+", "ci:db-1 ci:db-2 ci:rack service:api service:shop"),
    ("@service:api", "ci:db-1 ci:db-2 ci:rack service:api service:shop"),
    ("+service:shop,kind:ci", "ci:db-1 ci:db-2 ci:rack"),
]


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    return landscape_of_files(FILES)


@pytest.mark.parametrize(("selector", "expected"), PICKED)
def test_selectors(landscape: Landscape, selector: str, expected: str) -> None:
    assert " ".join(sorted(str(ref) for ref in select(landscape, selector))) == expected


def test_excluded(landscape: Landscape) -> None:
    assert " ".join(str(ref) for ref in select(landscape, "kind:ci", "ci:db-* rack")) == "ci:lab/db-1"


REFUSED = [
    # selector                message                                          hint
    ("nobody", "'nobody' selects nothing", "itsm ls lists what there is; itsm ls --help explains selectors"),
    ("", "'' selects nothing", "itsm ls lists what there is; itsm ls --help explains selectors"),
    ("kind:service,kind:ci", "'kind:service,kind:ci' selects nothing", ""),
    ("lable:tier=gold", "'lable:tier=gold' selects by 'lable', which there is not", "did you mean label:tier=gold?"),
    ("servise:shop", "'servise:shop' selects by 'servise', which there is not", "did you mean service:shop?"),
    ("a+b+c", "'a+b+c' is no selector", "write kind:service"),
    ("+", "'+' is no selector", "write kind:service"),
    ("@", "'@' is no selector", "write kind:service"),
    ("shop+" + "9" * 5000, f"{'shop+' + '9' * 5000!r} is no selector", "write kind:service"),
]


@pytest.mark.parametrize(("selector", "message", "hint"), REFUSED, ids=range(len(REFUSED)))
def test_what_can_not_be_picked(landscape: Landscape, selector: str, message: str, hint: str) -> None:
    with pytest.raises(WrongUse) as refused:
        select(landscape, selector)
    assert refused.value.message == message
    assert hint in refused.value.hint


def test_an_empty_type_is_nobodys(landscape: Landscape) -> None:
    with pytest.raises(WrongUse):
        select(landscape, "type:")
