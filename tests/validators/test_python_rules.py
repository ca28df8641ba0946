"""Rules of other packages, found by entry point: a distribution that is really there, and broken ones."""

from pathlib import Path

import pytest

from tests.acceptance._adversarial import Answer, itsm

RULE = '''"""Every team says whom to turn to first.

ISO/IEC 20000-1 5.3: roles are assigned.
"""

from itsm_as_code.model import Severity
from itsm_as_code.schemas import Part
from itsm_as_code.validators import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "5.3"


class Options(Part):
    """What can be set."""

    besides: str = ""
    """A team that needs none."""


def check(landscape, options):
    """Teams without a contact."""
    for ref, entity in landscape.entities.items():
        if ref.kind == "team" and entity.model.spec.contact is None and ref.name != options.besides:
            yield Complaint(entity, ("metadata", "name"), f"{ref} has no contact", "add contact:")
'''
TEAM = "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: desk}\n"
BROKEN = {
    "import nothing_of_the_kind\n": (
        "team-has-contact among validators can't be loaded from acme_rules.contact: "
        "ModuleNotFoundError: No module named 'nothing_of_the_kind'"
    ),
    "def check(:\n": "team-has-contact among validators can't be loaded from acme_rules.contact: SyntaxError: ",
    "SEVERITY = 1\n": "the rule team-has-contact has no CLAUSE and no check",
    RULE.replace("landscape, options", "landscape, network"): (
        "the rule team-has-contact asks for network; a check may ask for landscape, options, today, used"
    ),
}


def installed(folder: Path, module: str) -> Path:
    """A folder for PYTHONPATH with the distribution acme-rules, as an installer leaves it."""
    (folder / "acme_rules").mkdir(parents=True)
    (folder / "acme_rules" / "__init__.py").write_text("")
    (folder / "acme_rules" / "contact.py").write_text(module)
    info = folder / "acme_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[itsm_as_code.validators]\nteam_has_contact = acme_rules.contact\n")
    return folder


def run(tmp_path: Path, module: str, *arguments: str, settings: str = "") -> Answer:
    place = installed(tmp_path / "site", module)
    root = tmp_path / "root"
    root.mkdir()
    (root / "itsm.yaml").write_text(settings)
    (root / "team.yaml").write_text(TEAM)
    return itsm(*arguments, cwd=root, environment={"PYTHONPATH": str(place)})


def test_it_is_asked_like_any_other(tmp_path: Path) -> None:
    answer = run(tmp_path, RULE, "validate", "--format", "json")
    (found,) = answer.data["findings"]
    assert (found["rule"], found["line"], found["column"]) == ("team-has-contact", 3, 18)
    assert found["message"] == "team:desk has no contact"


def test_it_is_explained(tmp_path: Path) -> None:
    out = run(tmp_path, RULE, "explain", "team-has-contact").out
    assert out.startswith("team-has-contact (warning, ISO/IEC 20000-1 5.3)\n\nEvery team says whom to turn to first.")
    assert "Option besides" in out


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("rules: {team-has-contact: error}", ["error"]),
        ("rules: {team-has-contact: off}", []),
        ("rules: {team-has-contact: {besides: desk}}", []),
    ],
)
def test_it_is_set_like_any_other(tmp_path: Path, settings: str, severity: list[str]) -> None:
    answer = run(tmp_path, RULE, "validate", "--format", "json", settings=settings)
    assert [one["severity"] for one in answer.data["findings"]] == severity


@pytest.mark.parametrize("module", BROKEN)
def test_a_broken_one_is_one_line_that_names_its_package(tmp_path: Path, module: str) -> None:
    answer = run(tmp_path, module, "validate")
    first, second, *rest = answer.err.splitlines()
    assert answer.code == 3
    assert first.startswith(f"error: {BROKEN[module]}")
    assert (second, rest) == ("  = mend or uninstall acme-rules", [])
