"""The house stands as it was drawn: layers, one room for each outside library, one sentence on each door."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import itsm_as_code

PACKAGE = Path(itsm_as_code.__file__).parent
PROJECT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS = {
    "babel": {"website"},
    "nh3": {"website"},
    "cel_expr_python": {"validators"},
    "click": {"cli"},
    "watchfiles": {"cli"},
    "yaml": {"reading"},
    "yaml_rs": {"reading"},
    "jsonschema": {"reading"},
    "referencing": {"reading"},
    "rapidfuzz": {"reading"},
    "holidays": {"hours"},
    "icalendar": {"formats"},
    "iso4217": {"schemas"},
    "msgspec": {"reading"},
    "networkx": {"graph"},
    "oxidd": {"graph"},
    "jinja2": {"website"},
    "markupsafe": {"website"},
    "markdown_it": {"website"},
    "platformdirs": {"sources"},
    "pydantic": {"schemas", "reading"},
    "pydantic_core": {"schemas", "reading"},
}

PRIVATE_EXCEPTIONS = {
    # Steps of one algorithm that never leave their module.
    "reading/_organisation.py",
    "reading/_scalars.py",
    "reading/_builder.py",
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_imports_run_downward() -> None:
    pytest.importorskip("importlinter")
    script = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


def test_every_outside_library_has_its_room() -> None:
    outside = {}
    for path in MODULES:
        for library in imported(path) - set(sys.stdlib_module_names) - {"itsm_as_code"}:
            outside.setdefault(library, set()).add(name(path).partition("/")[0])
    strangers = {library: rooms for library, rooms in outside.items() if not rooms <= ROOMS.get(library, set())}
    assert strangers == {}


def test_the_core_has_no_clock_no_randomness_and_no_network() -> None:
    forbidden = {"random", "secrets", "socket", "ssl", "urllib", "http", "requests", "time"}
    ends = ("cli/", "sources/")
    found = {name(path): imported(path) & forbidden for path in MODULES if not name(path).startswith(ends)}
    assert {path: names for path, names in found.items() if names and names != {"urllib"}} == {}
    clock = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.time)\(")
    assert [name(p) for p in MODULES if not name(p).startswith(ends) and clock.search(p.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_one_sentence_on_its_door(path: Path) -> None:
    first, _, rest = (ast.get_docstring(parsed(path)) or "").partition("\n")
    assert first.endswith((".", "?"))
    assert first[0].isupper() or first[0] in "`0123456789" or first.startswith("itsm.yaml")
    assert rest == "" or rest.startswith("\n")


def test_no_module_is_named_after_nothing() -> None:
    vague = re.compile(r"_?(utils?|helpers?|manager|common|misc|base_?classes|tools?)\.py")
    assert [name(path) for path in MODULES if vague.fullmatch(path.name)] == []


def test_exceptions_are_drawn_in_one_place() -> None:
    found = set()
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            bases = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
            if any(re.search(r"(Error|Exception|WrongUse|WorldRefused)$", base) for base in bases):
                found.add(name(path))
    assert found - {"errors.py"} <= PRIVATE_EXCEPTIONS
    assert "errors.py" in found


def test_nothing_catches_everything() -> None:
    everything = ("None", "Exception", "BaseException")
    found = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and (ast.unparse(node.type) if node.type else "None") in everything
    ]
    assert found == []


def test_every_exception_from_lint_and_types_says_why() -> None:
    bare = re.compile(r"#\s*(?:noqa(?!: [A-Z0-9, ]+ - \w)|type: ignore(?!\[[a-z-]+\]  # \w))")
    found = [
        f"{name(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


def test_no_rule_prints_or_reads() -> None:
    rules = [path for path in MODULES if name(path).startswith("validators/")]
    for path in rules:
        called = {ast.unparse(node.func) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)}
        assert not called & {"print", "open", "Path"}


@pytest.mark.parametrize(
    "path", [p for p in MODULES if name(p).startswith("validators/") and p.name[0] != "_"], ids=name
)
def test_a_rule_has_its_parts(path: Path) -> None:
    tree = parsed(path)
    assigned = {
        node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {"SEVERITY", "CLAUSE"} <= assigned
    assert "check" in functions
