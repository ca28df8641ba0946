"""Measures whole processes side by side and prints medians and ratios; nothing is asserted.

python tests/bench/run.py [--entities 10000] [--runs 5]
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = sys.executable


def main() -> None:
    """Both layouts, every command in turn, so that a slow minute of the machine hits all alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--naive", action="store_true", help="also what one would write in an afternoon (minutes)")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="itsm-bench-"))
    try:
        for per_file in (1, 100):
            place = folder / str(per_file)
            make = [PYTHON, str(HERE / "generate.py"), str(place)]
            subprocess.run([*make, "--entities", str(arguments.entities), "--per-file", str(per_file)], check=True)
            show(per_file, measure(commands(place, arguments.naive), arguments.runs))
    finally:
        shutil.rmtree(folder)


def commands(place: Path, naive: bool) -> dict[str, list[str]]:
    """What is measured, by name."""
    itsm = [PYTHON, "-m", "itsm_as_code", "--root", str(place)]
    found = {
        "bare": [PYTHON, str(HERE / "bare.py"), str(place)],
        "itsm validate": [*itsm, "validate", "--quiet"],
        "itsm impact": [*itsm, "impact", "ci:host-0"],
    }
    return found | ({"naive": [PYTHON, str(HERE / "naive.py"), str(place)]} if naive else {})


def measure(what: dict[str, list[str]], runs: int) -> dict[str, float]:
    """The median of so many runs of each, in seconds, after one that isn't counted."""
    times: dict[str, list[float]] = {name: [] for name in what}
    for number in range(runs + 1):
        for name, command in what.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if number:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def show(per_file: int, medians: dict[str, float]) -> None:
    """One line of JSON for each layout."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    ratios = {f"{name} / bare": round(seconds / medians["bare"], 2) for name, seconds in medians.items()}
    answer = {
        "python": platform.python_version(),
        "entitiesPerFile": per_file,
        "seconds": {name: round(seconds, 3) for name, seconds in medians.items()},
        "ratios": ratios,
        "peakMiB": peak,
    }
    print(json.dumps(answer))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
