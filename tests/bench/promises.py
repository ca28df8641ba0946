"""Measures checking 1,000 agreements over 10,000 configuration items against reading them; nothing is asserted.

python tests/bench/promises.py [--agreements 1000] [--cis 10000] [--runs 3] [--rules]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from itsm_as_code.graph import connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.validators import check, rules
from itsm_as_code.validators._rule import Question

TODAY = date(2026, 7, 1)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe")
TERM = "term: {start: 2026-01-01, end: 2027-12-31, noticePeriod: 90d, reviewEvery: 12mo}"
LONG = "term: {start: 2025-12-01, end: 2028-12-31, noticePeriod: 90d, reviewEvery: 12mo}"
SIGNED = "signatures: [{party: provider, by: ann, on: 2025-11-01}, {party: customer, by: ann, on: 2025-11-02}]"
SUPPLIED = SIGNED.replace("provider", "supplier")


def documents(agreements: int, cis: int) -> Iterator[str]:
    """Services in layers over CIs on hosts; SLAs on the services, OLAs on CIs, contracts on hosts."""
    hosts, slas, olas = cis // 20, agreements * 4 // 10, agreements * 4 // 10
    contracts = agreements - slas - olas
    yield "kind: Person\nmetadata: {name: ann}\n"
    yield "kind: Customer\nmetadata: {name: staff}\n"
    yield "kind: Supplier\nmetadata: {name: maker}\n"
    yield from (f"kind: Team\nmetadata: {{name: team-{n}}}\n" for n in range(50))
    for n, zone in enumerate(ZONES):
        hours = '{mon-fri: ["07:00-19:00"]}' if n % 2 else '{mon-sun: ["00:00-24:00"]}'
        off = ", holidays: {country: CN}" if n % 2 else ""
        yield f"kind: Calendar\nmetadata: {{name: hours-{n}}}\nspec: {{timezone: {zone}, hours: {hours}{off}}}\n"
    for n in range(hosts):
        yield f"kind: CI\nmetadata: {{name: host-{n}, owner: team-{n % 50}}}\nspec: {{type: server, rto: 1h}}\n"
    for n in range(cis - hosts):
        yield (
            f"kind: CI\nmetadata: {{name: vm-{n}, owner: team-{n % 50}}}\nspec:\n  type: virtual-machine\n"
            f"  dependsOn: [{{ref: ci:host-{n * 7 % hosts}, as: runs-on}}, ci:host-{n % hosts}]\n"
        )
    for n in range(slas):
        group = ", ".join(f"ci:vm-{(n * 31 + k * 97) % (cis - hosts)}" for k in range(4))
        below = f", service:svc-{n // 2}" if n else ""
        yield (
            f"kind: Service\nmetadata: {{name: svc-{n}, owner: team-{n % 50}}}\nspec:\n"
            f"  dependsOn: [{{anyOf: [{group}], need: 2}}, ci:vm-{n}{below}]\n"
        )
        yield (
            f"kind: SLA\nmetadata: {{name: sla-{n}, owner: team-{n % 50}}}\nspec:\n  service: svc-{n}\n"
            f"  customer: staff\n  provider: team-{n % 50}\n  status: agreed\n  {TERM}\n  hours: hours-{n % 5}\n"
            "  window: {period: month}\n  objectives:\n    - {metric: availability, target: 97%}\n"
            "    - {metric: response-time, targets: {P1: 1h, P2: 2h, P3: 1d}}\n"
            f"    - {{metric: resolution-time, targets: {{P1: 8h, P2: 1d, P3: 5d}}}}\n  {SIGNED}\n"
        )
    for n in range(olas):
        yield (
            f"kind: OLA\nmetadata: {{name: ola-{n}, owner: team-{n % 50}}}\nspec:\n"
            f"  covers: [ci:vm-{n}, ci:vm-{n * 31 % (cis - hosts)}]\n"
            f"  customer: team-{n % 50}\n  provider: team-{n % 50}\n  status: agreed\n"
            f"  {LONG}\n  hours: hours-{n % 3 * 2}\n"
            "  window: {period: month}\n  objectives:\n    - {metric: availability, target: 99.8%}\n"
            "    - {metric: response-time, targets: {P1: 30m, P2: 1h}}\n"
            f"    - {{metric: resolution-time, targets: {{P1: 4h, P2: 12h}}}}\n  {SIGNED}\n"
        )
    for n in range(contracts):
        yield (
            f"kind: Contract\nmetadata: {{name: care-{n}, owner: team-{n % 50}}}\nspec:\n"
            f"  covers: [ci:host-{n}]\n  supplier: maker\n  status: agreed\n  {LONG}\n  hours: hours-{n % 3 * 2}\n"
            "  window: {period: month}\n  objectives:\n    - {metric: availability, target: 99.99%}\n"
            f"    - {{metric: response-time, targets: {{P1: 30m}}}}\n  {SUPPLIED}\n"
        )


def main() -> None:
    """Reading, connecting, checking, in one process; the median of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agreements", type=int, default=1_000)
    parser.add_argument("--cis", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rules", action="store_true", help="also what each rule takes, slowest first")
    chosen = parser.parse_args()
    texts = [f"apiVersion: itsm/v1\n{one}" for one in documents(chosen.agreements, chosen.cis)]
    batches = range(0, len(texts), 100)
    files = [TextFile(f"part-{n:06}.yaml", "---\n".join(texts[n : n + 100]).encode()) for n in batches]
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(chosen.runs):
        start = time.process_time()
        catalog = read(files)
        taken["read"].append(time.process_time() - start)
        start = time.process_time()
        landscape = connect(catalog)
        taken["connect"].append(time.process_time() - start)
        start = time.process_time()
        report = check(landscape, TODAY)
        taken["check"].append(time.process_time() - start)
    median = {name: round(statistics.median(times), 3) for name, times in taken.items()}
    ratio = round(median["check"] / median["read"], 2)
    answer = {"seconds": median, "check / read": ratio, "findings": len(report.findings)}
    print(json.dumps(answer))  # noqa: T201 - its answer
    if chosen.rules:
        slowest(files)


def slowest(files: list[TextFile]) -> None:
    """What each rule takes on a fresh landscape; what several share is counted at the first."""
    landscape = connect(read(files))
    spent = {}
    for rule in rules():
        start = time.process_time()
        found = sum(1 for _ in rule.check(Question(landscape, TODAY, rule.options())))
        spent[rule.name] = (time.process_time() - start, found)
    for name, (seconds, found) in sorted(spent.items(), key=lambda item: -item[1][0])[:20]:
        print(f"{seconds:8.3f} s  {found:6}  {name}")  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
