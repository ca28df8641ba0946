"""The site while somebody writes: on this machine only, and open pages hear of a new build."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsm_as_code.cli._serving import HOST, News, server
from itsm_as_code.errors import WorldRefused
from itsm_as_code.sources.changes import seen

PAGE = "<html><head></head><body>hello</body></html>"


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
def port(tmp_path: Path, news: News) -> Iterator[int]:
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "index.json").write_text("{}")
    with server(tmp_path, 0, news) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


def asked(port: int, path: str, host: str = HOST) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_a_page_gets_a_script_that_waits_for_news_and_other_files_stay_as_they_are(port: int) -> None:
    assert '<script src="/.itsm/reload.js" defer></script>\n</head>' in asked(port, "/")[1]
    assert asked(port, "/index.json") == (200, "{}")
    assert "location.reload()" in asked(port, "/.itsm/reload.js")[1]
    assert asked(port, "/none.html")[0] == 404


def test_who_knows_an_older_build_hears_of_the_new_one(port: int, news: News) -> None:
    assert asked(port, "/.itsm/news?null") == (200, "0")
    later = threading.Timer(0.2, news.tell)
    later.start()
    assert asked(port, "/.itsm/news?0") == (200, "1")
    later.join()


def test_another_name_for_this_machine_gets_nothing(port: int) -> None:
    assert asked(port, "/", "attacker.example")[0] == 421
    assert asked(port, "/", "localhost")[0] == 200


def test_a_port_in_use_is_said(port: int, tmp_path: Path, news: News) -> None:
    with pytest.raises(WorldRefused, match=str(port)):
        server(tmp_path, port, news)


def test_a_change_is_seen_without_reading(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n")
    before = seen(tmp_path)
    assert seen(tmp_path) == before
    (tmp_path / "a.yaml").write_text("a: 12\n")
    changed = seen(tmp_path)
    (tmp_path / "itsm.yaml").write_text("{}\n")
    assert len({before, changed, seen(tmp_path)}) == 3
