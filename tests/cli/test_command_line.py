"""What scripts rely on: exit codes, options, where answers and refusals go; never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from itsm_as_code import registry
from itsm_as_code.cli import itsm, main
from tests.conftest import Repository

COMMANDS = sorted(registry.names("cli"))
EXAMPLES = str(Path(__file__).parents[2] / "examples")
GOOD = "kind: Team\nmetadata: {name: web}"
BAD = "kind: Service\nmetadata: {name: shop}"
NOTE = "kind: Service\nmetadata: {name: a, owner: web}\nspec: {dependsOn: [service:b]}\n---\n" + (
    "kind: Service\nmetadata: {name: b, owner: web}\nspec: {dependsOn: [service:a]}"
)
WARNING = "kind: CI\nmetadata: {name: a, owner: web}\nspec: {type: server, availability: 100%}"


class Ran(NamedTuple):
    """What a command left: its exit code, what it answered, and what it refused with."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`itsm` in this process, in an empty folder unless another was entered."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["itsm", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def files(repository: Repository, monkeypatch: pytest.MonkeyPatch, run: Run) -> Repository:
    """The current folder: a repository with one clean file. After `run`, which enters a folder itself."""
    del run
    repository.write({"a.yaml": GOOD})
    monkeypatch.chdir(repository.folder)
    return repository


CODES = [
    # files                                     command                                        exit code
    ({}, ["validate"], 0),
    ({"b.yaml": BAD}, ["validate"], 1),
    ({"b.yaml": BAD}, ["validate", "--fail-on", "never"], 0),
    ({"b.yaml": NOTE}, ["validate", "--fail-on", "warning"], 0),
    ({"b.yaml": WARNING}, ["validate"], 0),
    ({"b.yaml": WARNING}, ["validate", "--fail-on", "warning"], 1),
    ({"b.yaml": "kind: Nothing"}, ["ls"], 0),
    ({"b.yaml": BAD, "itsm.yaml": "rules: {owner-exists: warning}"}, ["validate"], 0),
    ({"b.yaml": BAD, "itsm.yaml": "rules: {owner-exists: off}"}, ["validate", "--fail-on", "warning"], 0),
    ({"itsm.yaml": "rulez: {}"}, ["validate"], 1),
    ({"itsm.yaml": "rules: ["}, ["validate"], 1),
    ({"b.yaml": BAD, "itsm.yaml": "ignore: [b.yaml]"}, ["validate"], 0),
    ({"b.yaml": BAD, "itsm.yaml": ""}, ["validate", "a.yaml"], 0),
    ({"b.yaml": BAD}, ["validate", "a.yaml"], 0),
    ({"b.yaml": BAD, "itsm.yaml": ""}, ["validate", "b.yaml"], 1),
    ({"b.yaml": BAD}, ["validate", "b.yaml"], 1),
    ({}, ["impact", "team:web"], 0),
    ({}, ["explain"], 0),
    ({}, ["explain", "owner-exists"], 0),
    ({}, ["explain", "YAML-Syntax"], 0),
    ({}, ["explain", "sla"], 0),
    ({}, ["schema"], 0),
    ({}, ["schema", "Service"], 0),
    ({}, ["--version"], 0),
    ({}, ["--help"], 0),
]


@pytest.mark.parametrize(("written", "arguments", "code"), CODES, ids=range(len(CODES)))
def test_exit_codes(run: Run, files: Repository, written: dict[str, str], arguments: list[str], code: int) -> None:
    files.write(written)
    found = run(*arguments)
    assert found.code == code
    assert found.out
    assert found.err == ""


REFUSED = [
    # command                                       exit code, what stderr says
    (["validte"], 2, "No such command 'validte'. Did you mean 'validate'?"),
    (["nonsense"], 2, "No such command 'nonsense'."),
    (["validate", "--frm"], 2, "--frm"),
    (["validate", "--format", "yaml"], 2, "'yaml' is not one of 'github', 'gitlab', 'json', 'junit', 'sarif', 'text'"),
    (["validate", "--fail-on", "info"], 2, "'info' is not one of 'error', 'warning', 'never'"),
    (["validate", "--today", "1.7.2026"], 2, "'1.7.2026' is no day; write year-month-day, such as 2026-01-31"),
    (["validate", "--today", "2026-02-30"], 2, "'2026-02-30' is no day"),
    (["validate", "--today", "20260701"], 2, "'20260701' is no day"),
    (["validate", "nowhere"], 2, "nowhere"),
    (["validate", "/"], 2, "outside"),
    (["validate", ".."], 2, "outside"),
    (["validate", "--output", "."], 2, "is a directory"),
    (["validate", "--output", "a.yaml/x"], 3, "a.yaml/x can't be written"),
    (["--root", "nowhere", "ls"], 2, "Directory 'nowhere' does not exist"),
    (["--config", "nowhere", "ls"], 2, "File 'nowhere' does not exist"),
    (["show"], 2, "Missing argument 'REF'"),
    (["show", "team:webb"], 2, "did you mean team:web?"),
    (["show", "service:gone"], 2, "there is no 'service:gone' here"),
    (["ls", "kind:service"], 2, "'kind:service' selects nothing"),
    (["ls", "colour:red"], 2, "selects by 'colour'"),
    (["ls", "+"], 2, "'+' is no selector"),
    (["impact"], 2, "nothing was said to fail"),
    (["impact", "nobody"], 2, "there is no 'nobody' here"),
    (["impact", "web", "--duration", "3"], 2, "--duration '3' is not a length of time"),
    (["impact", "web", "--duration", "1mo"], 2, "--duration '1mo' is not a length of time"),
    (["impact", "web", "--start", "2026-11-22T02:00"], 2, "is no moment with an offset"),
    (["impact", "web", "--start", "soon"], 2, "is no moment with an offset"),
    (["impact", "web=bad"], 2, "'bad' in 'web=bad' is no level to fail at"),
    (["impact", "web", "--duration", "1h", "--find-window", "2h"], 2, "--duration 1h and --find-window 2h differ"),
    (["impact", "web", "--find-window", "0h"], 2, "is no outage to find a window for"),
    (["impact", "web", "--start", "0001-01-01T00:00Z"], 2, "is too far away"),
    (["impact", "web", "--start", "2026-11-22T02:00"], 2, "write 2026-11-22T02:00+08:00, or 2026-11-22T02:00Z"),
    (["impact", "web", "--why", "nobody"], 2, "there is no 'nobody' here"),
    (["impact", "web", "--assume", "web exploded"], 2, "is nothing that can be assumed"),
    (["impact", "web", "--assume", "web removed"], 2, "there is no 'web' here"),
    (["ls", "state:new"], 2, "has nothing to compare with"),
    (["impact", "web", "--level", "ok"], 2, "'ok' is not one of 'at-risk', 'degraded', 'down'"),
    (["explain", "owner-exist"], 2, "did you mean owner-exists?"),
    (["schema", "Servis"], 2, "did you mean service?"),
    (["log", "--limit", "0"], 2, "0 is not in the range"),
    (["import", "nonsense", "a.yaml"], 2, "is not one of"),
    (["plan"], 2, "there is no revision to compare with"),
    (["plan", "main"], 3, "'main' has no commit yet"),
    (["log"], 3, "no commit"),
    (["validate", "--rev", "HEAD"], 3, "'HEAD' has no commit yet"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_refusals(run: Run, files: Repository, arguments: list[str], code: int, words: str) -> None:
    del files
    found = run(*arguments)
    assert words in found.err
    assert (found.code, found.out) == (code, "")
    assert "Traceback" not in found.err


def test_a_path_outside_the_root_is_refused_where_there_are_settings(run: Run, files: Repository) -> None:
    files.write({"itsm.yaml": "", "sub/b.yaml": GOOD.replace("web", "b")})
    for path in ("..", "/", "nowhere"):
        found = run("validate", path)
        assert (found.code, found.out) == (2, "")
        assert path.strip(".") in found.err


def test_output_goes_to_a_file_without_colours(run: Run, files: Repository) -> None:
    files.write({"b.yaml": BAD})
    found = run("validate", "--output", "deep/report.txt")
    assert (found.code, found.out, found.err) == (1, "", "")
    text = (files.folder / "deep/report.txt").read_text(encoding="utf-8")
    assert text == run("validate").out
    assert "\x1b" not in text


def test_json_is_the_same_twice(run: Run) -> None:
    arguments = ["--root", EXAMPLES, "impact", "service:email", "--format", "json", "--today", "2026-07-01"]
    first, second = run(*arguments), run(*arguments)
    assert first == second
    assert json.loads(first.out)["version"] == 1


def test_today_decides_about_terms(run: Run, files: Repository) -> None:
    waiver = "kind: Service\nmetadata: {name: s, waivers: [{rule: owner-exists, reason: new, until: 2026-06-30}]}"
    files.write({"b.yaml": waiver})
    assert run("validate", "--today", "2026-06-30").code == 0
    assert run("validate", "--today", "2026-07-01").code == 1


def test_quiet_leaves_only_what_has_to_be_acted_on(run: Run, files: Repository) -> None:
    assert run("validate", "--quiet").out.strip() == ""
    files.write({"b.yaml": NOTE, "c.yaml": BAD})
    quiet = run("validate", "--quiet").out
    assert "owner-exists" in quiet
    assert "dependency-cycle" not in quiet
    assert "1 error" not in quiet
    assert "dependency-cycle" in run("validate").out


def test_formats_are_those_that_can_write_the_answer(run: Run) -> None:
    for command, answer in (("validate", "findings"), ("ls", "entities"), ("impact", "impact"), ("plan", "plan")):
        names = [name for name in registry.names("formats") if hasattr(registry.member("formats", name), answer)]
        assert f"[{'|'.join(names)}]" in run(command, "--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_begins_with_the_use_and_ends_with_examples(run: Run, name: str) -> None:
    found = run(name, "--help")
    assert found.code == 0
    assert found.out.startswith(f"Usage: itsm {name}")
    examples = found.out.partition("\n  Examples:\n")[2] or found.out.partition("\nExamples:\n")[2]
    lines = [line for line in examples.splitlines() if line.strip()]
    assert len(lines) >= 2
    assert all(line.split()[0:2] == ["itsm", name] for line in lines)
    assert run(name, "-h").out == found.out


def test_help_lists_every_command_with_its_sentence(run: Run) -> None:
    out = run("--help").out
    for name in COMMANDS:
        assert registry.summary("cli", name).split()[0] in next(
            x for x in out.splitlines() if x.startswith(f"  {name} ")
        )


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_of_the_help_can_be_parsed(name: str) -> None:
    """Every option in an example is one that the command has."""
    command = itsm.get_command(click.Context(itsm), name)
    assert command is not None
    commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    known = {option for one in commands for parameter in one.params for option in parameter.opts}
    known |= {option for parameter in itsm.params for option in parameter.opts}
    words = (command.epilog or "").split()
    assert {word for word in words if word.startswith("--")} <= known


LIGHT = """
import sys
from itsm_as_code.cli import main
sys.argv = ["itsm", {arguments}]
try:
    main()
except SystemExit:
    pass
print([name for name in ("networkx", "pydantic", "jinja2", "git", "yaml", "jsonschema") if name in sys.modules])
"""


@pytest.mark.parametrize("arguments", ['"--help"', '"--version"', '"nonsense"'])
def test_help_imports_nothing_heavy(arguments: str) -> None:
    script = LIGHT.replace("{arguments}", arguments)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_impact_and_validate_do_without_networkx(files: Repository) -> None:
    for arguments in ('"validate"', '"impact", "team:web"'):
        script = LIGHT.replace("{arguments}", arguments)
        ran = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=files.folder
        )
        assert not {"networkx", "jinja2", "git", "jsonschema"} & set(
            ran.stdout.splitlines()[-1].strip("[]'").split("', '")
        )


def child(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "itsm_as_code", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_python_m_is_the_same_command_and_speaks_utf_8_in_any_locale(files: Repository) -> None:
    files.write({"b.yaml": "kind: Team\nmetadata: {name: b, title: 消息组}\nspec: {nonsense: 邮箱}"})
    ran = child("validate", cwd=files.folder, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert ran.returncode == 1
    assert "邮箱" in ran.stdout.decode("utf-8")
    assert ran.stderr == b""


def test_a_pipe_that_closes_early_is_no_error(files: Repository) -> None:
    files.write({f"{number}.yaml": BAD.replace("shop", f"s{number}") for number in range(300)})
    command = [sys.executable, "-m", "itsm_as_code", "validate"]
    with subprocess.Popen(command, cwd=files.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.read(10)
        ran.stdout.close()
        assert ran.stderr.read() == b""
        assert ran.wait() in (1, 141)


def test_completion_is_there_for_shells(files: Repository) -> None:
    script = "import sys; sys.argv = ['itsm']; from itsm_as_code.cli import main; main()"
    for shell in ("bash", "zsh", "fish"):
        ran = subprocess.run(
            [sys.executable, "-c", script],
            cwd=files.folder,
            env={**os.environ, "_ITSM_COMPLETE": f"{shell}_source"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "_ITSM_COMPLETE" in ran.stdout
        assert ran.returncode == 0


@pytest.mark.parametrize(("option", "variables", "coloured"), [
    ([], {}, True),
    (["--no-color"], {}, False),
    ([], {"NO_COLOR": "1"}, False),
    (["--color"], {"NO_COLOR": "1"}, False),
])  # fmt: skip
def test_colours_only_where_they_are_wanted(
    files: Repository, option: list[str], variables: dict[str, str], coloured: bool
) -> None:
    """On a real terminal: `pty` gives the child one."""
    pty = pytest.importorskip("pty")
    files.write({"b.yaml": BAD})
    leader, follower = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    subprocess.run(
        [sys.executable, "-m", "itsm_as_code", *option, "validate"],
        cwd=files.folder,
        env={**environment, "TERM": "xterm", **variables},
        stdout=follower,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(follower)
    assert (b"\x1b[" in os.read(leader, 65536)) == coloured
    os.close(leader)


def test_init_gives_a_clean_repository_and_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    assert run("init", "my-cmdb").code == 0
    made = tmp_path / "my-cmdb"
    found = run("--root", str(made), "validate", "--fail-on", "warning")
    assert (found.code, found.err) == (0, "")
    assert run("--root", str(made), "impact", "ci:db-1").out.startswith("If ci:db-1 is down\n")
    before = {path: path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}
    again = run("init", "my-cmdb")
    assert (again.code, again.out) == (2, "")
    assert "already has" in again.err
    assert {path: path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()} == before
    (tmp_path / "taken").write_text("a file")
    assert run("init", "taken").code == 2
    assert run("init", "taken/deeper").code in (2, 3)


@pytest.mark.parametrize("day", ["2026-01-01", "2028-02-29", "2031-12-31"])
def test_the_starters_agreement_has_begun_in_whatever_year_it_is_made(run: Run, tmp_path: Path, day: str) -> None:
    assert run("init", "made", "--today", day).code == 0
    assert f"start: {day[:4]}-01-01" in (tmp_path / "made" / "services" / "shop.yaml").read_text("utf-8")
    assert run("--root", "made", "validate", "--fail-on", "warning", "--today", day).code == 0


def test_show_gives_what_was_written(run: Run, files: Repository) -> None:
    files.write(
        {"b.yaml": "# why\nkind: Service\nmetadata: {name: s, aliases: [t]}\nspec: {dependsOn: [service:gone]}"}
    )
    assert "dependsOn:\n    - service:gone" in run("show", "service:s").out
    assert run("show", "t").out == run("show", "service:s").out
    gone = run("show", "service:gone")
    assert gone.code == 2
    assert "nobody has defined it" in gone.err


def test_root_is_the_nearest_folder_upwards_with_settings(
    run: Run, files: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write({"itsm.yaml": "", "deep/down/b.yaml": BAD})
    monkeypatch.chdir(files.folder / "deep/down")
    assert "team:web" in run("ls").out
    assert "deep/down/b.yaml" in run("validate").out
    assert run("validate", "b.yaml").code == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["itsm", "show", "te"], ["team:web"]),
        (["itsm", "impact", "w"], ["web"]),
        (["itsm", "impact", "team:web", "--duration", "3h", "team:"], ["team:web"]),
        (["itsm", "show", "x"], []),
    ],
)
def test_names_are_completed_in_the_shell(
    run: Run, files: Repository, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: list[str]
) -> None:
    del files
    monkeypatch.setenv("_ITSM_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    assert [line.partition(",")[2] for line in run().out.split()] == expected
