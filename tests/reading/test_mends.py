"""What can be mended without asking, as text in and text out; and what is left to people."""

from pathlib import Path

import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.validators import mend
from tests.landscapes import TODAY

HEAD = "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: desk}\n---\napiVersion: itsm/v1\n"
SLA = "kind: SLA\nmetadata: {name: gold, owner: desk}\nspec: "
SERVICE = "kind: Service\nmetadata: {name: email, owner: desk}\n---\napiVersion: itsm/v1\n"
AVAILABILITY = SLA + "{service: email, objectives: [{metric: availability, target: %s}]}\n"
RESPONSE = SLA + "{service: email, objectives: [{metric: response-time, targets: {P1: %s}}]}\n"

SURE = [
    (AVAILABILITY, "99.9", "99.9%"),
    (AVAILABILITY, "99.90", "99.90%"),
    (AVAILABILITY, '"99,9%"', '"99.9%"'),
    (AVAILABILITY, "'>= 99,9 %'", "'>= 99.9%'"),
    (AVAILABILITY, "99.9 percent", "99.9%"),
    (RESPONSE, "15 min", "15m"),
    (RESPONSE, '"1 hour 30 minutes"', '"1h30m"'),
    (RESPONSE, "4H", "4h"),
    (RESPONSE.replace("P1: %s", "%s"), "p1: 15m", "P1: 15m"),
    (SLA + "{service: email, term: {start: %s}}\n", "2026/1/5", "2026-01-05"),
    (SLA + "{service: %s}\n", "emial", "email"),
    (SLA + "\n  service: %s\n", "Service:emial  # ours", "Service:email  # ours"),
    (SLA + "{%s: email}\n", "Service", "service"),
    ("kind: %s\nmetadata: {name: gold}\nspec: {service: email}\n", "Sla", "SLA"),
    ("kind: CI\nmetadata: {name: %s, owner: desk}\nspec: {type: server}\n", "DB-1", "db-1"),
    ("kind: CI\nmetadata: {name: %s, owner: desk}\nspec: {type: server}\n", "0", '"0"'),
    ("kind: CI\nmetadata: {name: db, owner: desk, lifecycle: %s}\nspec: {type: server}\n", "live", "live"),
    ("kind: CI\nmetadata: {name: db, owner: %s}\nspec: {type: server}\n", "dekk", "desk"),
    ("kind: CI\nmetadata: {name: db, %s: desk}\nspec: {type: server}\n", "onwer", "owner"),
    (
        "kind: CI\nmetadata: {name: db, owner: desk}\nspec: {type: server, %s: [service:email]}\n",
        "depends_on",
        "dependsOn",
    ),
    ("kind: CI\nmetadata: {name: db, owner: desk}\nspec: {type: server, dependsOn: [%s]}\n", "email", "service:email"),
]

UNSURE = [
    (AVAILABILITY, "0.999"),  # 99.9% or less than one?
    (AVAILABILITY, '"99.9.9%"'),
    (RESPONSE, "15 M"),  # minutes or months
    (RESPONSE, "15"),
    (RESPONSE, "&fast 15 min"),  # whoever else says *fast has not been asked
    (SLA + "{service: email, term: {start: %s}}\n", "01/02/2026"),
    (SLA + "{service: email, term: {start: %s}}\n", "2026/02/30"),
    (SLA + "{service: %s}\n", "mail-2"),
    (SLA + "{service: email, %s: 4}\n", "x"),
    ("kind: CI\nmetadata: {name: %s, owner: desk}\nspec: {type: server}\n", "Mail Server"),
    ("kind: CI\nmetadata: \n  name: db\n  owner: >-\n    %s\nspec: {type: server}\n", "dekk"),
    ("kind: CI\nmetadata: {name: db, owner: desk, labels: {}, %s: {}}\nspec: {type: server}\n", "lables"),
]


def mended(text: str) -> str:
    """A file after all sure mends."""
    file = TextFile("a.yaml", text.encode())
    found = mend([file], None, TODAY, lambda _: True)
    return next((new.data.decode() for _, new in found.files), text)


@pytest.mark.parametrize(("text", "written", "meant"), SURE)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_is_sure_is_mended_and_nothing_else(text: str, written: str, meant: str, ends: str) -> None:
    whole = "\ufeff" + (HEAD + SERVICE + text).replace("\n", ends)
    after = mended(whole % written)
    assert after == whole % meant
    assert mended(after) == after


@pytest.mark.parametrize(("text", "written"), UNSURE)
def test_what_is_not_sure_is_left(text: str, written: str) -> None:
    whole = (HEAD + SERVICE + text) % written
    assert mended(whole) == whole


def test_a_rename_is_followed() -> None:
    renamed = SERVICE.replace("name: email", "name: mail, formerly: [email]")
    assert mended(HEAD + renamed + SLA + '{service: "email"}\n') == HEAD + renamed + SLA + '{service: "mail"}\n'


def test_two_names_as_near_are_a_question() -> None:
    text = HEAD + SERVICE + SERVICE.replace("email", "emaii") + SLA + "{service: emaib}\n"
    assert mended(text) == text


def test_one_mend_uncovers_the_next() -> None:
    text = HEAD + SERVICE.replace("owner", "ownr") + SLA.replace("SLA", "sla").replace("owner", "ownr")
    text += "{service: emial}\n"
    assert mended(text) == HEAD + SERVICE + SLA + "{service: email}\n"


def test_settings_are_mended_too() -> None:
    settings = TextFile("itsm.yaml", b"rules:\n  ownr-exists: off  # for now\n")
    ((_, new),) = mend([], settings, TODAY, lambda _: True).files
    assert new.data == b"rules:\n  owner-exists: off  # for now\n"


def test_the_examples_need_no_mending() -> None:
    folder = Path(__file__).parents[2] / "examples"
    files = [TextFile(str(path), path.read_bytes()) for path in sorted(folder.rglob("*.yaml"))]
    assert mend(files, None, TODAY, lambda _: True).files == ()
