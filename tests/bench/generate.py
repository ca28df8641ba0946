"""Writes repositories of any size, shaped like real ones: hubs, layers, groups, agreements, a few cycles.

    python tests/bench/generate.py FOLDER --entities 10000 --per-file 1

The same size gives the same bytes. About three quarters are CIs on shared hosts, a fifth services in layers,
the rest teams, agreements and catalogue entries.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

REGIONS = ("cn", "eu", "us")
HEAD = "apiVersion: itsm/v1\nkind: {kind}\nmetadata:\n  name: {name}\n  title: {title}\n"


def documents(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """`count` entities as (name of a file without its ending, YAML), the same for the same count."""
    choose = random.Random(seed)  # noqa: S311 - data for a measurement, no secret
    teams = max(2, count // 200)
    hosts = max(3, count // 20)
    services = max(3, count // 5)
    agreements = max(1, count // 40)
    cis = count - teams - hosts - services - 2 * agreements - 1
    yield "customers/all", _head("Customer", "all-staff", "All staff", "")
    yield from ((f"teams/team-{number}", _team(number)) for number in range(teams))
    yield from ((f"hosts/host-{number}", _host(number, teams)) for number in range(hosts))
    yield from ((f"cis/vm-{number}", _machine(number, teams, hosts, choose)) for number in range(max(0, cis)))
    for number in range(services):
        yield f"services/svc-{number}", _service(number, services, max(1, cis), teams, choose)
    for number in range(agreements):
        yield f"slas/sla-{number}", _sla(number, services, teams)
        yield f"entries/entry-{number}", _entry(number, services)


def _head(kind: str, name: str, title: str, owner: str, labels: str = "") -> str:
    text = HEAD.format(kind=kind, name=name, title=title)
    return text + (f"  owner: {owner}\n" if owner else "") + (f"  labels: {{{labels}}}\n" if labels else "")


def _team(number: int) -> str:
    return _head("Team", f"team-{number}", f"Team {number}", "") + (
        f"spec:\n  email: team-{number}@example.com\n  onCall: https://oncall.example.com/team-{number}\n"
    )


def _host(number: int, teams: int) -> str:
    labels = f"region: {REGIONS[number % 3]}, env: production"
    return _head("CI", f"host-{number}", f"Host {number}", f"team-{number % teams}", labels) + (
        "spec:\n  type: server\n  lifecycle: live\n  environment: production\n  availability: 99.95%\n"
        "  attributes: {cpu: 64, ram: 512, os: Debian 12}\n"
    )


def _machine(number: int, teams: int, hosts: int, choose: random.Random) -> str:
    host = min(int(choose.paretovariate(1.1)), hosts) - 1  # a few hubs carry many
    labels = f"region: {REGIONS[number % 3]}, env: production, tier: t{number % 4}"
    return _head("CI", f"vm-{number}", f"Virtual machine {number}", f"team-{number % teams}", labels) + (
        f"  description: Runs part of the workload of area {number % 97}.\n"
        "spec:\n  type: virtual-machine\n  lifecycle: live\n  environment: production\n"
        f"  dependsOn:\n    - {{ref: ci:host-{host}, as: runs-on}}\n    - ci:host-{number % hosts}\n"
        "  attributes: {cpu: 4, ram: 16, os: Debian 12}\n"
    )


def _service(number: int, services: int, cis: int, teams: int, choose: random.Random) -> str:
    group = ", ".join(sorted({f"ci:vm-{choose.randrange(cis)}" for _ in range(3)}))
    below = choose.randrange(number) if number else 0
    needs = [f"    - {{name: workers, anyOf: [{group}], need: 1}}\n"]
    needs += [f"    - service:svc-{below}\n"] if number else []
    needs += [f"    - {{ref: service:svc-{(number + 1) % services}, mode: soft}}\n"] if number % 50 == 0 else []
    labels = f"region: {REGIONS[number % 3]}, tier: t{number % 4}"
    return _head("Service", f"svc-{number}", f"Service {number}", f"team-{number % teams}", labels) + (
        f"  description: Business capability {number} for area {number % 97}.\n"
        '  links: [{title: Runbook, url: "https://wiki.example.com/runbook"}]\n'
        "spec:\n  type: technical\n  lifecycle: live\n  criticality: medium\n  dependsOn:\n" + "".join(needs)
    )


def _sla(number: int, services: int, teams: int) -> str:
    return _head("SLA", f"sla-{number}", f"Agreement {number}", f"team-{number % teams}") + (
        f"spec:\n  service: svc-{number % services}\n  customer: all-staff\n  provider: team-{number % teams}\n"
        "  status: agreed\n  hours: 24x7\n  term: {start: 2026-01-01, end: 2027-12-31}\n  objectives:\n"
        "    - {metric: availability, target: 99.5%}\n"
        "    - {metric: response-time, targets: {P1: 15m, P2: 30m}}\n"
        "    - {metric: resolution-time, targets: {P1: 4h, P2: 8h}}\n"
    )


def _entry(number: int, services: int) -> str:
    return _head("CatalogEntry", f"entry-{number}", f"Offer {number}", "") + (
        f"spec: {{service: svc-{number % services}, sla: sla-{number}, category: general}}\n"
    )


def write(folder: Path, entities: int, per_file: int) -> None:
    """Writes a repository with so many entities to a file; 1 gives each its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "itsm.yaml").write_text("title: Benchmark\n", encoding="utf-8")
    batch: list[str] = []
    number = 0
    for place, text in documents(entities):
        if per_file == 1:
            path = folder / f"{place}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            continue
        batch.append(text)
        if len(batch) == per_file:
            (folder / f"part-{number:06}.yaml").write_text("---\n".join(batch), encoding="utf-8")
            batch, number = [], number + 1
    if batch:
        (folder / f"part-{number:06}.yaml").write_text("---\n".join(batch), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entities", type=int, default=10_000)
    parser.add_argument("--per-file", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.entities, arguments.per_file)
