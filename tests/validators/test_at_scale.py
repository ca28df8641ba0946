"""What keeps thousands of entities quick: models are made for few of them, and processes find what one finds."""

import importlib.util
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from itsm_as_code.graph import Landscape, connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import _shares, read
from itsm_as_code.validators import _check, rules

TODAY = date(2026, 11, 25)
ENTITIES = 400
ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    place = Path(__file__).parents[1] / "bench" / "generate.py"
    found = importlib.util.spec_from_file_location("generate", place)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def landscape() -> Landscape:
    """Shaped like real ones, its entities known by their facts, as other processes tell them."""
    texts = generator().documents(ENTITIES)
    return connect(read([TextFile(f"{name}.yaml", text.encode()) for name, text in texts], 2))


def test_rules_ask_the_facts_of_an_entity_before_they_have_its_model_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that fails this asks `entity.model` of every item; see `Entity.facts` and `Entity.says`."""
    monkeypatch.setattr(_shares, "WORTH_IT", 0)
    monkeypatch.setattr(_shares, "spread", lambda work, pieces, _: [work(piece) for piece in pieces])
    found = landscape()
    assert not made(found)
    for rule in rules():
        before = made(found)
        list(_check.ask(rule, _check.settings_of(_check.NO_SETTINGS, found, rules()), found, TODAY))
        assert made(found)["ci"] - before["ci"] <= ENTITIES * 0.1, rule.name


def made(found: Landscape) -> Counter[str]:
    return Counter(ref.kind for ref, entity in found.entities.items() if "model" in entity.__dict__)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are forked on Linux only")
def test_several_processes_find_the_same() -> None:
    """In a process of its own: the runner of the tests may have threads, beside which nothing is forked."""
    code = (
        "from tests.validators.test_at_scale import ENTITIES, TODAY, _check, _shares, landscape, made\n"
        "from itsm_as_code.validators import check\n"
        "_shares.WORTH_IT = _check.WORTH_IT = 0\n"
        "found = landscape()\n"
        "assert not made(found)\n"
        "several = check(found, TODAY, processes=3)\n"
        "assert sum(made(found).values()) < ENTITIES * 0.1\n"
        "assert several == check(found, TODAY), 'differs'\n"
        "assert several.findings\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
