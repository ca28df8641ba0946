"""What the documentation tells its readers to do works, and its links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from itsm_as_code.validators import Complaint
from tests.docs._console import run, steps
from tests.landscapes import landscape_of

ROOT = Path(__file__).resolve().parents[2]
RUN = [*sorted((ROOT / "docs/how-to").glob("*.md")), ROOT / "README.md"]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
DECISIONS = sorted((ROOT / "docs/decisions").glob("0*.md"))
BACKSTAGE = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, description: Where customers order}
spec: {type: service, lifecycle: production, owner: web, dependsOn: [resource:orders]}
"""
_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a reader has before them: the example organisation, in a git repository with one commit on main."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "tests/data/gitlab", tmp_path / "runbooks/services")
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog/catalog-info.yaml").write_text(BACKSTAGE, encoding="utf-8")
    for key in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{key}_NAME", "Reader")
        monkeypatch.setenv(f"GIT_{key}_EMAIL", "reader@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("NO_COLOR", "1")
    for words in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "Begin")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
@pytest.mark.usefixtures("workplace")
def test_every_command_of_a_page_works(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for step in steps(page.read_text(encoding="utf-8")):
        code = run(step, monkeypatch)
        said = capsys.readouterr()
        assert code == step.code, (
            f"{page.name}:{step.line} {' '.join(step.words)}\n{said.out[-2000:]}{said.err[-2000:]}"
        )


def test_every_how_to_has_a_command_that_is_run() -> None:
    pages = {page.stem: list(steps(page.read_text(encoding="utf-8"))) for page in (ROOT / "docs/how-to").glob("*.md")}
    assert {name for name, found in pages.items() if not found} == {"README"}


def test_steps_are_read_as_a_reader_would() -> None:
    lines = (
        "```console",
        "$ itsm ls   # exit 2",
        "$ pip x",
        "$ cd a && itsm ls",
        "$ itsm x # until Ctrl-C",
        "out",
        "```",
        "",
    )
    found = [(step.line, step.words, step.code) for step in steps("\n".join(lines))]
    assert found == [(2, ("itsm", "ls"), 2), (4, ("cd", "a"), 0), (4, ("itsm", "ls"), 0)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link for link in _LINK.findall(prose) if not re.match(r"[a-z]+:", link[0])]
    assert [target for target, anchor in links if not _leads(page.parent / target, anchor)] == []


def _leads(place: Path, anchor: str) -> bool:
    """Whether there is such a file, with a heading of that name where one is named."""
    if not place.exists() or not anchor:
        return place.exists()
    heads = re.findall(r"^#+ (.*)$", place.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor in {"#" + re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.stem)
def test_decisions_have_one_form(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {decision.name[:4]} ")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads[:4] == ["Status", "Context", "Decision", "Consequences"]


def test_decisions_are_all_in_the_index() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert [one.name for one in DECISIONS if f"({one.name})" not in index] == []
    assert len({one.name[:4] for one in DECISIONS}) == len(DECISIONS)


def _rule_of_the_recipe() -> ModuleType:
    """The rule that CONTRIBUTING.md shows, as the module it would be."""
    source = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("````python\n")[2].partition("````")[0]
    module = ModuleType("team_has_contact")
    exec(compile(source, "team_has_contact.py", "exec"), vars(module))  # noqa: S102 - it is our own page
    return module


@pytest.mark.parametrize(("label", "complaints"), [("Wrong", 1), ("Right", 0)])
def test_rule_of_the_recipe_does_what_it_says(label: str, complaints: int) -> None:
    module = _rule_of_the_recipe()
    example = (module.__doc__ or "").partition(f"{label}:\n```yaml\n")[2].partition("```")[0]
    found = list(module.check(landscape_of(example)))
    assert len(found) == complaints
    assert all(isinstance(one, Complaint) for one in found)


README = (ROOT / "README.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| [^|]+ \| (`itsm .*`.*) \|$", re.MULTILINE)
TABLE = [command for row in _ROW.findall(README) for command in re.findall(r"`(itsm [^`]+)`", row)]


@pytest.mark.usefixtures("workplace")
def test_every_command_of_the_readmes_table_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(TABLE) == 22
    monkeypatch.chdir("examples")
    for command in TABLE:
        if command != "itsm site serve":
            (step,) = steps(f"```console\n$ {command}\n```\n")
            code = run(step, monkeypatch)
            assert code == 0, f"{command}\n{capsys.readouterr().out[-2000:]}"


@pytest.mark.usefixtures("workplace")
def test_the_readmes_first_screen_is_what_the_program_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    block = README[README.index("```console") : README.index("```\n", README.index("```console") + 3) + 4]
    (step,) = steps(block)
    assert run(step, monkeypatch) == 0
    printed = capsys.readouterr().out.splitlines()
    shown = [line for line in block.splitlines()[2:-1] if line.strip() not in ("…", "")]
    assert len(shown) == 11
    assert [line for line in shown if line not in printed] == []
