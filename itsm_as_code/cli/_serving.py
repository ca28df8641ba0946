"""Serves a folder on this machine, and tells open pages when it has changed."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from itsm_as_code.errors import WorldRefused

HOST = "127.0.0.1"
"""Nobody else's machine gets to see what isn't published yet."""
PATIENCE = 25.0
"""Seconds that a page waits for news before it asks again."""
_NEWS, _SCRIPT = "/.itsm/news", "/.itsm/reload.js"
_ASKS = f"""// Waits until the site was built anew, and loads the page again.
let known = null;
async function wait() {{
  try {{
    const answer = await fetch("{_NEWS}?" + known);
    const now = await answer.text();
    if (known !== null && now !== known) location.reload();
    known = now;
  }} catch {{
    await new Promise((done) => setTimeout(done, 1000)); // the server is gone; perhaps it comes back
  }}
  wait();
}}
wait();
"""


class News:
    """The number of the newest build; whoever knows an older one needn't wait for the next."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    def tell(self) -> None:
        """There is a new build."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def after(self, known: str) -> str:
        """The number, as soon as it isn't the known one, or patience has come to its end."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != known, PATIENCE if known.isdecimal() else 0)
            return str(self._number)


class _Handler(SimpleHTTPRequestHandler):
    """Files, pages with one more script, and the news; only for those who call this machine by its own name."""

    def __init__(self, news: News, *args: Any, **kwargs: Any) -> None:
        self._news = news
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """A file, or the news."""
        if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
            self.send_error(421)  # a name that somebody else's page leads here by
        elif self.path == _SCRIPT:
            self._send(_ASKS, "text/javascript")
        elif self.path.startswith(f"{_NEWS}?"):
            self._send(self._news.after(self.path.partition("?")[2]), "text/plain")
        elif (page := self._page()) is not None:
            self._send(page.replace("</head>", f'<script src="{_SCRIPT}" defer></script>\n</head>', 1), "text/html")
        else:
            super().do_GET()

    def _page(self) -> str | None:
        place = Path(self.translate_path(self.path))
        place = place / "index.html" if self.path.partition("?")[0].endswith("/") else place
        return place.read_text("utf-8") if place.suffix == ".html" and place.is_file() else None

    def _send(self, text: str, kind: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """A request is no news for whoever writes YAML."""


def server(folder: Path, port: int, news: News) -> ThreadingHTTPServer:
    """A server that listens on this machine only.

    Raises:
        WorldRefused: the port can't be used.
    """
    handler = partial(_Handler, news, directory=str(folder))
    try:
        found = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise WorldRefused(f"port {port} can't be used: {error.strerror}", "choose another --port") from error
    found.daemon_threads = True
    return found
