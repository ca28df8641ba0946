"""The scripts of the site: built from the sources beside them, and of one mind with the Python engine."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.website.explorer_vectors import PLACE, written

FRONTEND = Path(__file__).parents[2] / "itsm_as_code/website/frontend"
ASSETS = FRONTEND.parent / "assets"
BUNDLES = sorted(one.stem for one in (FRONTEND / "src").glob("*.ts"))
NPM = shutil.which("npm")
needs_node = pytest.mark.skipif(
    NPM is None or not (FRONTEND / "node_modules").is_dir(),
    reason="no Node with the front end's packages: make scripts",
)


def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(NPM), "--prefix", str(FRONTEND), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)


def test_bundles_are_built_from_these_sources() -> None:
    sources = [one for one in (FRONTEND / "src").rglob("*") if one.is_file()]
    named = {
        one.relative_to(FRONTEND).as_posix(): one.read_text("utf-8")
        for one in (*sources, FRONTEND / "package-lock.json", FRONTEND / "build.mjs")
    }
    digest = hashlib.sha256("".join(f"{name}\0{named[name]}\0" for name in sorted(named)).encode()).hexdigest()
    marks = {name: (ASSETS / f"{name}.js").read_text("utf-8").partition("\n")[0] for name in BUNDLES}
    assert marks == dict.fromkeys(BUNDLES, f"/*! itsm-as-code, built from {digest} */"), "make scripts builds them"


@needs_node
def test_the_same_sources_give_the_same_bundles(tmp_path: Path) -> None:
    ran = npm("run", "build", "--", str(tmp_path))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert {one.name: one.read_text("utf-8") for one in tmp_path.iterdir()} == {
        one.name: (ASSETS / one.name).read_text("utf-8") for one in tmp_path.iterdir()
    }


@needs_node
def test_the_browser_engine_says_what_the_python_engine_says() -> None:
    ran = npm("test")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_vectors_are_what_the_python_engine_says() -> None:
    assert PLACE.read_text("utf-8") == written(), "python -m tests.website.explorer_vectors writes them again"


def test_vectors_hold_what_is_hard() -> None:
    """A test that compares nothing but calm landscapes would prove little."""
    answers = [one["answer"] for vector in json.loads(PLACE.read_text("utf-8")) for one in vector["scenarios"]]
    costs = [cost for answer in answers for cost in answer["costs"]]
    assert sum(bool(answer["held"]) for answer in answers) >= 3
    assert sum(len(cost["charges"]) > 1 for cost in costs) >= 20
    assert sum(cost["breach"] for cost in costs) >= 20
    assert sum(cost["spent"] is not None for cost in costs) >= 20
    assert sum(one[2] > 0 for answer in answers for one in answer["impacted"]) >= 50


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
    assert {key: one["resolved"] for key, one in lock["packages"].items() if "resolved" in one} == {}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_makes_no_code_and_calls_no_other_host(name: str) -> None:
    text = (ASSETS / f"{name}.js").read_text("utf-8")
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text)
    assert set(re.findall(r"https?://[^`\"' ]+", text)) <= {"http://www.w3.org/2000/svg"}
