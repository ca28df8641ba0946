"""What people read, letter by letter, in files beside this one: reviewed like prose.

`ITSM_SNAPSHOTS=write pytest tests/formats` writes them anew; the difference is then read in git.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from itsm_as_code.changes import Factor, Risk, diff, plan_of
from itsm_as_code.changes.backtest import Replayed, Step, backtest
from itsm_as_code.formats import dot, github, gitlab, junit, markdown, mermaid, table, text
from itsm_as_code.formats._answers import Entry
from itsm_as_code.graph import (
    Availability,
    Estimate,
    Level,
    Scenario,
    availability,
    connect,
    cuts,
    explain,
    impact,
    quietest,
    ranking,
)
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.validators import check
from tests.formats._reports import EMPTY, FULL
from tests.landscapes import TODAY, landscape_of, landscape_of_files, ref, report_of

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


def costly(written: ModuleType, start: str = "2026-11-23T10:00+08:00", **more: bool) -> str:
    house = landscape_of_files(HOUSE)
    scenario = Scenario({ref("ci:rack-1"): Level.DOWN}, 3 * 3600, datetime.fromisoformat(start))
    found = impact(house, scenario, TODAY)
    quiet = quietest(house, found.courses, 3 * 3600, datetime.fromisoformat("2026-11-30T10:00+08:00"), 86_400)
    return str(written.impact(replace(found, quieter=quiet), house, **more))


def explained(failed: str, asked: str) -> str:
    house = landscape_of_files(HOUSE)
    scenario = Scenario({ref(failed): Level.DOWN})
    found = replace(impact(house, scenario, TODAY), why=explain(house, scenario, ref(asked)))
    return text.impact(found, house)


def crowd(written: ModuleType) -> str:
    """Five thousand things that stand on one, under three teams."""
    grave = ("critical", "high", "medium", "low")
    documents = ["kind: CI\nmetadata: {name: hub}\nspec: {type: server}"]
    documents += [
        f"kind: CI\nmetadata: {{name: c{n}, owner: team-{n % 3}}}\n"
        f"spec: {{type: server, dependsOn: [ci:hub], criticality: {grave[n % 4]}}}"
        for n in range(4990)
    ]
    documents += [
        f"kind: Service\nmetadata: {{name: s{n}, owner: team-{n % 3}}}\n"
        f"spec: {{criticality: {grave[n % 4]}, dependsOn: [ci:c{n}]}}"
        for n in range(10)
    ]
    house = landscape_of("\n---\n".join(documents))
    return str(written.impact(impact(house, Scenario({ref("ci:hub"): Level.DOWN}), TODAY), house))


EVIL = """\
kind: Service
metadata: {name: shop, title: '"]; x --> y; <script>alert(1)</script> |`@all` [a](http://e.example) www.e.example'}
spec: {dependsOn: [{name: '**b** | `c` "; } -> <img>', anyOf: [ci:a, ci:b], need: 2}]}
---
kind: CI
metadata: {name: a}
spec: {type: server}
---
kind: CI
metadata: {name: b}
spec: {type: server}
"""


def hostile(written: ModuleType) -> str:
    house = landscape_of(EVIL)
    return str(written.impact(impact(house, Scenario({ref("ci:a"): Level.DOWN}), TODAY), house))


def cut_down(name: str) -> str:
    house = landscape_of_files(HOUSE)
    return text.cuts(cuts(house, ref(name), 3), house)


RELIABLE = HOUSE | {
    "cmdb/nodes.yaml": NODES.replace(
        "name: db-1, owner: data}\nspec: {", "name: db-1, owner: data}\nspec: {availability: 99.5%, "
    )
    .replace("name: web-1, owner: data}\nspec: {", "name: web-1, owner: data}\nspec: {availability: 99%, ")
    .replace("name: rack-1, owner: data}\nspec: {", "name: rack-1, owner: data}\nspec: {availability: 99.8%, ")
}


def available(name: str) -> Availability:
    return availability(landscape_of_files(RELIABLE), ref(name), TODAY)


def several() -> str:
    return text.availability(
        [available(f"service:{name}") for name in ("shop", "search", "ledger")], landscape_of_files(RELIABLE)
    )


def drawn() -> str:
    shop = available("service:shop")
    lots = Estimate(0.002345678, 0.00229, 0.0024, 1 << 20)
    return text.availability([replace(shop, estimate=lots, importance=())], landscape_of_files(RELIABLE))


def weak_points() -> str:
    house = landscape_of_files(HOUSE)
    return text.ranking(ranking(house), house)


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


def planned(after: dict[str, str], written: ModuleType = text, before: dict[str, str] = HOUSE, **more: int) -> str:
    names = ("main 3f2c1ab", "working tree")
    found = plan_of(landscape_of_files(before), landscape_of_files(after), names, TODAY)
    return str(written.plan(found, **more))


def weakened(written: ModuleType) -> str:
    """Nothing is wrong with it, and yet: a spare less, a longer wait, a dearer offer, another calendar."""
    after = RELIABLE | {
        "services/shop.yaml": SHOP.replace("ci:web-2, ci:web-3], need: 2", "ci:web-2], need: 1").replace("15m", "30m"),
        "catalogue.yaml": ENTRY[:-1] + ", price: {amount: '12.00', currency: EUR, per: month}}",
    }
    return planned(after, written, RELIABLE)


def reorganised(written: ModuleType) -> str:
    """Three hundred entities at once."""
    lots = "\n---\n".join(f"kind: CI\nmetadata: {{name: c{n}, owner: web}}\nspec: {{type: server}}" for n in range(300))
    before = HOUSE | {"lots.yaml": lots}
    return planned(HOUSE | {"lots.yaml": lots.replace("owner: web", "owner: data")}, written, before)


def attacked(written: ModuleType) -> str:
    """What users write stays what users write."""
    after = EVIL.replace("need: 2", "need: 1").replace(
        "name: b}", "name: b, title: '<!-- x --> | </details> @all\\n# h'}"
    )
    return planned({"a.yaml": after}, written, {"a.yaml": EVIL})


def backtested() -> str:
    """Five earlier changes, of which two caused trouble."""
    factors = [(40, 12), (25, 0), (25, 12), (0, 0), (0, 3)]
    troubles: list[tuple[str, ...]] = [("chg-1: INC-9",), (), ("reverted",), (), ()]
    found = []
    for number, ((grave, hours), trouble) in enumerate(zip(factors, troubles, strict=True)):
        step = Step(
            f"{number}f2c1ab", datetime(2026, 1, 9 - number, tzinfo=UTC), f"Merge {number}", frozenset(), frozenset()
        )
        each = (Factor("criticality", "high", grave, "reaches"), Factor("serviceHours", 0, hours, "inside"))
        level = "high" if grave + hours > 30 else "low"
        found.append(Replayed(step, Risk(grave + hours, level, each), trouble))
    return text.backtest(backtest(found, 3))


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
    "impact-that-costs": lambda: costly(text),
    "impact-markdown": lambda: costly(markdown),
    "impact-mermaid": lambda: costly(mermaid),
    "impact-dot": lambda: costly(dot),
    "impact-why": lambda: explained("ci:rack-1", "service:shop"),
    "impact-why-not": lambda: explained("service:shop", "ci:rack-2"),
    "impact-of-thousands": lambda: crowd(text),
    "impact-of-thousands-markdown": lambda: crowd(markdown),
    "impact-of-thousands-mermaid": lambda: crowd(mermaid),
    "impact-hostile-markdown": lambda: hostile(markdown),
    "impact-hostile-mermaid": lambda: hostile(mermaid),
    "impact-hostile-dot": lambda: hostile(dot),
    "impact-of-nothing": lambda: failing("service:shop"),
    "impact-held-by-a-circle": circle,
    "cuts": lambda: cut_down("service:shop"),
    "cuts-none": lambda: cut_down("ci:rack-1"),
    "cuts-ranking": weak_points,
    "availability": lambda: text.availability([available("service:shop")], landscape_of_files(RELIABLE)),
    "availability-kept": lambda: text.availability([available("service:ledger")], landscape_of_files(RELIABLE)),
    "availability-drawn": drawn,
    "availability-of-several": several,
    "plan": lambda: planned(AFTER),
    "plan-without-changes": lambda: planned(HOUSE),
    "plan-backtest": backtested,
    "plan-narrow": lambda: planned(AFTER, columns=60),
    "plan-weakened": lambda: weakened(text),
    "plan-of-hundreds": lambda: reorganised(text),
    "plan-hostile": lambda: attacked(text),
    "plan-markdown": lambda: planned(AFTER, markdown),
    "plan-markdown-weakened": lambda: weakened(markdown),
    "plan-markdown-without-changes": lambda: planned(HOUSE, markdown),
    "plan-markdown-hostile": lambda: attacked(markdown),
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
