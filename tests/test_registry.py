"""Members are found by being there; what other packages add is found, and costs nothing where nobody adds anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = (
    "import sys; from itsm_as_code import registry; "
    "print('noisy' in registry.names('formats'), 'importlib.metadata' in sys.modules)"
)


def answered(code: str, *places: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def package(folder: Path, info: str, listed: str) -> Path:
    place = folder / info
    place.mkdir(parents=True)
    (place / "entry_points.txt").write_text(listed, encoding="utf-8")
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: more\nVersion: 1\n", encoding="utf-8")
    (folder / "more_formats.py").write_text('"""Writes noise."""\n\ndef findings(*_, **__): return "noise"\n', "utf-8")
    return folder


def test_what_another_package_adds_is_a_member(tmp_path: Path) -> None:
    place = package(tmp_path, "more-1.dist-info", "[itsm_as_code.formats]\nnoisy = more_formats\n")
    assert answered(PROBE, place) == "True True"
    asked = "from itsm_as_code import registry; print(registry.summary('formats', 'noisy'))"
    assert answered(asked, place) == "Writes noise."


@pytest.mark.parametrize("listed", ["[console_scripts]\nmore = more_formats:findings\n", ""])
def test_packages_that_add_nothing_cost_nothing(tmp_path: Path, listed: str) -> None:
    assert answered(PROBE, package(tmp_path, "more-1.dist-info", listed), tmp_path / "is-not-there") == "False False"


def test_a_zip_on_the_path_may_add_something(tmp_path: Path) -> None:
    archive = tmp_path / "more.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))
    assert answered(PROBE, archive) == "False True"


def test_help_and_version_import_nothing_big() -> None:
    for word in ("--help", "--version"):
        code = (
            "import sys; from itsm_as_code.cli import main\n"
            f"sys.argv = ['itsm', '{word}']\n"
            "try: main()\n"
            "finally: print(sorted(sys.modules), file=sys.stderr)\n"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        big = ("pydantic", "networkx", "yaml", "jsonschema", "git", "importlib.metadata", "subprocess")
        assert [name for name in big if f"'{name}'" in ran.stderr] == []
