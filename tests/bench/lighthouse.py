"""What Lighthouse says of the example site: performance, accessibility, good practice and search, out of 100.

    python tests/bench/lighthouse.py          needs Node's npx and Chromium; takes a minute

Served from this machine, as a phone on a slow line would see it: Lighthouse slows the line and the processor down.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PAGES = {
    "home": "index.html",
    "catalogue entry": "entity/catalogentry/s-default/n-mailbox.html",
    "entity": "entity/service/s-default/n-email.html",
    "explorer": "explorer.html#down=ci:mbx-1&down=ci:mbx-2&for=3h",
    "home, Chinese": "zh/index.html",
}
LIGHTHOUSE = "lighthouse@13"
FLAGS = "--headless=new --no-sandbox"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def scores(url: str, chromium: str) -> dict[str, int]:
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    report = json.loads(done.stdout)
    return {name: round(100 * one["score"]) for name, one in report["categories"].items()}


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or shutil.which("npx") is None:
        sys.exit("Lighthouse needs Chromium and Node's npx")
    with tempfile.TemporaryDirectory() as folder:
        build = f"{sys.executable} -m itsm_as_code site build --quiet --today 2026-11-25 --out {folder}".split()
        subprocess.run(build, cwd=PROJECT / "examples", check=True)
        with served(Path(folder)) as address:
            for name, page in PAGES.items():
                found = scores(address + page, chromium)
                said = "  ".join(f"{kind} {score}" for kind, score in found.items())
                print(f"{name:16} {said}", flush=True)  # noqa: T201 - a bench shows what it measured


if __name__ == "__main__":
    main()
