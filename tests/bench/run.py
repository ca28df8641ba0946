"""Measures whole processes side by side: medians, ratios and peak memory, as a table and as JSON; nothing is asserted.

    python tests/bench/run.py [--sizes 1000,10000] [--jobs cold,warm] [--skip naive] [--out results.json]

The commands of a job take turns, so that a slow minute of the machine hits all alike. Ratios are of processor time,
which counts all processes of a command: where others work on the machine, the wall clock measures them too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from jobs import JOBS, Command, repository

HEAD = "| entities | a file | command | processor | wall | ratio | peak |\n|--:|--:|---|--:|--:|--:|--:|"
LONG = 20.0
"""Seconds; what takes longer is run once."""


class Taken(NamedTuple):
    """One run of a command: seconds by the wall and of processors, its children's among them; the greatest process."""

    seconds: float
    processor: float
    mib: int


def main() -> None:
    """One repository after the other, all jobs on each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="entities: 1000,10000,100000,1000000")
    parser.add_argument("--jobs", default=",".join(JOBS), help="some of them: cold,warm")
    parser.add_argument("--layouts", default="1,100", help="entities to a file")
    parser.add_argument("--skip", default="", help="commands to leave out: naive,check-jsonschema")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, help="also write the results there, as JSON")
    arguments = parser.parse_args()
    jobs = arguments.jobs.split(",")
    results = []
    print(HEAD)  # noqa: T201
    for size in map(int, arguments.sizes.split(",")):
        for per_file in map(int, arguments.layouts.split(",")):
            for row in measured(size, per_file, jobs, frozenset(arguments.skip.split(",")), arguments.runs):
                results.append(row)
                print(line(row), flush=True)  # noqa: T201 - its answer
            if arguments.out:  # after each repository: the next one may take an hour
                answer = {"machine": machine(), "results": results}
                arguments.out.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


def measured(size: int, per_file: int, jobs: list[str], skip: frozenset[str], runs: int) -> list[dict[str, object]]:
    """The rows of one repository; the first command of each job is what the others are compared to."""
    folder = Path(tempfile.mkdtemp(prefix="itsm-bench-"))
    os.environ["ITSM_CACHE_DIR"] = str(folder / "kept")
    rows: list[dict[str, object]] = []
    try:
        place = folder / "repository"
        repository(place, size, per_file)
        for job in jobs:
            commands = [one for one in JOBS[job](place, size, per_file) if one.name not in skip]
            taken = in_turn(commands, runs)
            medians = [statistics.median(one.processor for one in found) for found in taken]
            for command, found, median in zip(commands, taken, medians, strict=True):
                rows.append(
                    {
                        "job": job,
                        "entities": size,
                        "perFile": per_file,
                        "command": command.name,
                        "processor": round(median, 3),
                        "seconds": round(statistics.median(one.seconds for one in found), 3),
                        "lowest": round(min(one.seconds for one in found), 3),
                        "runs": len(found),
                        "ratio": round(median / medians[0], 2),
                        "peakMiB": max(one.mib for one in found),
                        "load": round(os.getloadavg()[0], 1),
                    }
                )
    finally:
        shutil.rmtree(folder)
    return rows


def in_turn(commands: list[Command], runs: int) -> list[list[Taken]]:
    """So many runs of each, after one that isn't counted unless it was long."""
    taken: list[list[Taken]] = [[] for _ in commands]
    for number in range(runs + 1):
        for command, found in zip(commands, taken, strict=True):
            if found and found[0].seconds > LONG:
                continue
            command.before()
            one = run(command)
            if number == 1 and found:
                found.clear()  # the first one warmed the machine
            found.append(one)
    return taken


def run(command: Command) -> Taken:
    """Runs one in a process of its own and waits for it."""
    start = time.perf_counter()
    process = subprocess.Popen(command.argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ((0, 1) if command.may_find else (0,)):
        raise SystemExit(f"{command.name} ended with {process.returncode}: {' '.join(command.argv)[:300]}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def line(row: dict[str, object]) -> str:
    """A result as a row of a table in Markdown."""
    cells = (row["entities"], row["perFile"], row["command"], row["processor"], row["seconds"], row["ratio"])
    return f"| {' | '.join(map(str, cells))} | {row['peakMiB']} MiB |"


def machine() -> dict[str, object]:
    """What it was measured on."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": os.cpu_count(),
        "memoryGiB": round(pages / 2**30, 1),
        "processor": platform.machine(),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "git": subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[-1],
    }


if __name__ == "__main__":
    main()
