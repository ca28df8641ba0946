"""Measures `itsm log` of one entity in a history of 2,000 commits; nothing is asserted.

python tests/bench/history.py [--commits 2000] [--runs 5]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import run  # from beside this file

FILES, PER_FILE = 10, 50


def main() -> None:
    """One entity that every twentieth commit changes, and one that hardly any does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="itsm-bench-"))
    try:
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
        stream = b"".join(commits(arguments.commits))
        subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
        log = [sys.executable, "-m", "itsm_as_code", "--root", str(folder), "log"]
        what = {
            "itsm log service:s-0": [*log, "service:s-0"],
            "itsm log service:s-499": [*log, "service:s-499"],
            "itsm log service:s-0 --fields": [*log, "service:s-0", "--fields"],
        }
        for name, seconds in run.measure(what, arguments.runs).items():
            print(f"{name:<32}{seconds:6.2f} s")  # noqa: T201 - a bench shows what it measured
    finally:
        shutil.rmtree(folder)


def commits(number: int) -> Iterator[bytes]:
    """The stream that git fast-import takes: each commit changes one service in one of ten files of fifty."""
    files = [[service(file * PER_FILE + place, 0) for place in range(PER_FILE)] for file in range(FILES)]
    for commit in range(number):
        file, place = commit % FILES, commit // FILES * 7 % PER_FILE
        files[file][place] = service(file * PER_FILE + place, commit)
        touched = {file} if commit else set(range(FILES))
        if commit % 20 == 0:
            files[0][0] = service(0, commit)
            touched.add(0)
        yield b"commit refs/heads/main\ncommitter Li Na <li-na@example.com> %d +0800\ndata 6\nchange\n" % (
            1_700_000_000 + commit * 3600
        )
        for one in sorted(touched):
            data = b"---\n".join(files[one])
            yield b"M 100644 inline services/%d.yaml\ndata %d\n%s\n" % (one, len(data), data)


def service(number: int, commit: int) -> bytes:
    """One service as of a commit."""
    lines = (
        f"apiVersion: itsm/v1\nkind: Service\nmetadata:\n  name: s-{number}\n  title: As of {commit}\n  owner: web\n"
    )
    return f"{lines}spec: {{lifecycle: live, criticality: high}}\n".encode()


if __name__ == "__main__":
    main()
