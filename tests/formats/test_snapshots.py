"""What people read, letter by letter, in files beside this one: reviewed like prose.

`ITSM_SNAPSHOTS=write pytest tests/formats` writes them anew; the difference is then read in git.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from itsm_as_code.changes import diff, plan_of
from itsm_as_code.formats import github, gitlab, junit, table, text
from itsm_as_code.formats._answers import Entry
from itsm_as_code.graph import Level, Scenario, connect, impact
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.validators import check
from tests.formats._reports import EMPTY, FULL
from tests.landscapes import TODAY, landscape_of_files, ref, report_of

FOLDER = Path(__file__).parent / "snapshots"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def plain(answer: str) -> str:
    return COLOUR.sub("", answer) + "\n"


SHOP = """\
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, title: {en: Shop, zh: 商店}, owner: web}
spec:
  type: business
  criticality: critical
  dependsOn:
    - {name: web servers, anyOf: [ci:web-1, ci:web-2, ci:web-3], need: 2}
    - {ref: service:search, mode: soft}
    - {ref: service:ledger, tolerates: 30m}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: search, owner: data}
spec: {dependsOn: [ci:db-1]}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: ledger, owner: data}
spec: {criticality: high, dependsOn: [{anyOf: [ci:db-1, ci:db-2]}]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: shop-gold, owner: web}
spec:
  service: shop
  customer: acme
  status: agreed
  objectives:
    - {metric: availability, target: 99.9%}
    - {metric: response-time, targets: {P1: 15m, P2: 1h}}
"""
NODES = "\n---\n".join(
    f"kind: CI\nmetadata: {{name: {name}, owner: data}}\nspec: {{type: server, location: ci:rack-{rack}}}"
    for name, rack in (("web-1", 1), ("web-2", 1), ("web-3", 2), ("db-1", 1), ("db-2", 2))
) + "".join(f"\n---\nkind: CI\nmetadata: {{name: rack-{n}, owner: data}}\nspec: {{type: rack}}" for n in (1, 2))
PEOPLE = "kind: Team\nmetadata: {name: web}\n---\nkind: Team\nmetadata: {name: data}\n---\n" + (
    "kind: Customer\nmetadata: {name: acme, title: Acme}"
)
ENTRY = "kind: CatalogEntry\nmetadata: {name: shop}\nspec: {service: shop, sla: shop-gold}"
HOUSE = {"services/shop.yaml": SHOP, "cmdb/nodes.yaml": NODES, "people.yaml": PEOPLE, "catalogue.yaml": ENTRY}

WRONG = """\
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messagign}
spec:
  type: busines
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: messaging}
spec:
  service: mail
  objectives:
    - {metric: response-time, targets: {P1: 4h}}
    - {metric: resolution-time, targets: {P1: 2h}}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: a, owner: messaging}
spec: {type: server, availability: 100%, dependsOn: [ci:b]}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: b, owner: messaging}
spec: {type: server, dependsOn: [ci:a]}
"""
LONG = f"""\
apiVersion: itsm/v1
kind: Service
metadata: {{name: s, description: '{"long " * 40}', owner: nobody, title: '{"and longer " * 40}'}}
"""
WIDE = """\
apiVersion: itsm/v1
kind: Service
metadata: {title: 电子邮件服务, owner: 消息组, name: email}
spec: {dependsOn: [service:目录, {name: 邮箱集群, ref: ci:ｍｂｘ}]}
"""
HOSTILE = (
    "apiVersion: itsm/v1\nkind: Service\nmetadata:\n  name: s\n"
    '  owner: "x\\e[2J\\u202egro.elpmaxe\\u2066\\0\\nerror: all is lost"\n'
    "  title: \u202eliame\u202c \u200bzero\n"
)
TABS = "apiVersion: itsm/v1\nkind: Service\nmetadata: {\tname: s,\towner:\tnobody }\n"


def findings(yaml: str, *, quiet: bool = False) -> str:
    return text.findings(report_of(yaml), quiet=quiet)


def unreadable() -> str:
    files = [
        TextFile("link.yaml", b"", "a link that leaves the root; it was not followed"),
        TextFile("b.yaml", b"\xff"),
    ]
    return text.findings(check(connect(read(files)), TODAY))


def failing(*failed: str, duration: int | None = None, level: Level = Level.DOWN) -> str:
    house = landscape_of_files(HOUSE)
    start = datetime(2026, 11, 23, 2, tzinfo=UTC) if duration else None
    return text.impact(impact(house, Scenario({ref(one): level for one in failed}, duration, start), TODAY), house)


def circle() -> str:
    house = landscape_of_files(
        {
            "a.yaml": "kind: Service\nmetadata: {name: a}\nspec: {dependsOn: [{anyOf: [service:b, service:base]}]}\n"
            "---\nkind: Service\nmetadata: {name: b}\nspec: {dependsOn: [service:a]}\n---\n"
            "kind: Service\nmetadata: {name: base}"
        }
    )
    return text.impact(impact(house, Scenario({ref("service:base"): Level.DOWN}), TODAY), house)


AFTER = HOUSE | {
    "services/shop.yaml": SHOP.replace("ci:web-2, ci:web-3], need: 2", "ci:web-2], need: 2")
    .replace("99.9%", "99.5%")
    .replace("P2: 1h", "P2: 30m")
    .replace("mode: soft", "mode: hard")
    .replace("name: search, owner: data", "name: find, formerly: [search], owner: date")
    .replace("service:search", "service:find"),
    "cmdb/nodes.yaml": NODES.replace(
        "kind: CI\nmetadata: {name: web-3, owner: data}", "kind: CI\nmetadata: {name: web-3}"
    ).replace("name: web-1, owner: data}\nspec: {type: server", "name: web-1, owner: data}\nspec: {typ: server"),
    "new.yaml": "kind: CI\nmetadata: {name: web-4, owner: web}\nspec: {type: server}",
    "people.yaml": PEOPLE.replace("---\nkind: Customer\nmetadata: {name: acme, title: Acme}", "").rstrip("\n"),
}


def planned(after: dict[str, str]) -> str:
    names = ("main 3f2c1ab", "working tree")
    return text.plan(plan_of(landscape_of_files(HOUSE), landscape_of_files(after), names, TODAY))


def listed() -> str:
    house = landscape_of_files(
        HOUSE
        | {"wide.yaml": WIDE, "long-folder-name/" * 6 + "x.yaml": "kind: Team\nmetadata: {name: t, title: \u202ex}"}
    )
    return table.entities(house.entities.values(), house)


def logged() -> str:
    changes = diff(landscape_of_files(HOUSE), landscape_of_files(AFTER))
    when = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    return text.log([Entry("3f2c1ab" + "0" * 33, "Li Na <li-na@example.com>", when, "Change \x1b[2Jall", changes)])


SNAPSHOTS: dict[str, Callable[[], str]] = {
    "findings": lambda: findings(WRONG),
    "findings-quiet": lambda: findings(WRONG, quiet=True),
    "findings-none": lambda: findings("kind: Team\nmetadata: {name: web}"),
    "findings-long-line": lambda: findings(LONG),
    "findings-wide-characters": lambda: findings(WIDE),
    "findings-control-characters": lambda: findings(HOSTILE),
    "findings-tabs": lambda: findings(TABS),
    "findings-with-everything": lambda: text.findings(FULL, waived=True),
    "findings-waived": lambda: text.findings(replace(EMPTY, waived=FULL.waived), waived=True),
    "findings-github": lambda: github.findings(FULL, waived=True),
    "findings-gitlab": lambda: gitlab.findings(FULL),
    "findings-junit": lambda: junit.findings(FULL),
    "findings-unreadable-files": unreadable,
    "impact": lambda: failing("ci:rack-1"),
    "impact-of-two-for-a-while": lambda: failing("ci:web-1", "ci:db-1", duration=5400),
    "impact-degraded": lambda: failing("ci:db-1", level=Level.DEGRADED),
    "impact-of-nothing": lambda: failing("service:shop"),
    "impact-held-by-a-circle": circle,
    "plan": lambda: planned(AFTER),
    "plan-without-changes": lambda: planned(HOUSE),
    "table": listed,
    "log": logged,
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_what_people_read(name: str) -> None:
    place, found = FOLDER / f"{name}.txt", plain(SNAPSHOTS[name]())
    if os.environ.get("ITSM_SNAPSHOTS") == "write":
        place.write_text(found, encoding="utf-8")
    assert found == place.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SNAPSHOTS)


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_nothing_that_moves_a_cursor_or_deceives_gets_through(name: str) -> None:
    """The colours are ours; everything else on a terminal is what it looks like."""
    shown = COLOUR.sub("", SNAPSHOTS[name]())
    assert all(char.isprintable() for char in shown.replace("\n", ""))


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_colours_end_where_they_begin(name: str) -> None:
    for line in SNAPSHOTS[name]().splitlines():
        codes = COLOUR.findall(line)
        assert [code == "\x1b[0m" for code in codes] == [False, True] * (len(codes) // 2)


def test_marks_stand_under_what_is_meant() -> None:
    """Measured in columns: a wide character takes two."""
    lines = plain(findings(WIDE)).splitlines()
    (line,) = (line for line in lines if line.startswith(" 3 | metadata"))
    (marks,) = (lines[number + 1] for number, one in enumerate(lines) if one == line)
    before, _, _ = line.partition("消息组")
    assert marks.index("^") == len(before) + sum(ord(char) > 0x2E80 for char in before)
    assert marks.count("^") == 6
