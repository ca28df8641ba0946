"""The site in a real browser, opened from the disk: it shows, it has its style, and nothing hostile comes alive."""

from __future__ import annotations

import json
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from tests.website._sites import Page, built, example_files, harms, text_files, write
from tests.website.test_website_hostile import HOSTILE

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
DARK_PAPER = (0x14, 0x17, 0x1A)


def browse(page: Path, profile: Path, *options: str) -> str:
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    command = [str(BROWSER), *quiet, f"--user-data-dir={profile}", *options, page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def first_pixel(png: bytes) -> tuple[int, int, int]:
    """The colour of the upper left corner, which no filter of the format changes."""
    data, place = b"", 8
    while place < len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        data += png[place + 8 : place + 8 + size] if png[place + 4 : place + 8] == b"IDAT" else b""
        place += size + 12
    red, green, blue = zlib.decompress(data)[1:4]
    return red, green, blue


@needs_browser
def test_the_site_opens_from_the_disk_with_its_style(tmp_path: Path) -> None:
    write(built(example_files()), tmp_path / "site")
    page = tmp_path / "site/entity/service/s-default/n-email.html"
    shown = Page(browse(page, tmp_path / "profile", "--dump-dom"))
    assert "Corporate e-mail" in shown.text
    assert "svg" in {tag for tag, _ in shown.tags}
    picture = tmp_path / "page.png"
    dark = ("--blink-settings=preferredColorScheme=0", "--window-size=800,600", f"--screenshot={picture}")
    browse(page, tmp_path / "profile", *dark)
    assert first_pixel(picture.read_bytes()) == DARK_PAPER


@needs_browser
def test_hostile_texts_stay_texts_in_a_browser(tmp_path: Path) -> None:
    text = "\n\n".join(one for one in HOSTILE if len(one) < 200)
    words = {"name": "a", "title": text, "description": text, "links": [{"title": one, "url": one} for one in HOSTILE]}
    document = {"apiVersion": "itsm/v1", "kind": "Service", "metadata": words}
    write(built(text_files(json.dumps(document))), tmp_path / "site")
    shown = browse(tmp_path / "site/entity/service/s-default/n-a.html", tmp_path / "profile", "--dump-dom")
    assert harms(shown) == []
    assert "alert(1)" in Page(shown).text
