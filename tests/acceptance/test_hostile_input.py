"""Whatever lies in the folder, whatever is typed: an answer or one line, an exit code, in time, never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from itsm_as_code import registry
from tests.acceptance._adversarial import Answer, data, itsm, limit

GOOD = b"apiVersion: itsm/v1\nkind: Team\nmetadata: {name: good, owner: good}\n"
DEPTH = 10_000
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES: dict[str, tuple[bytes, str | None]] = {
    # what the file holds, and the code that is told of it; None where nothing is
    "no YAML": (b"a: b: c\n", "yaml-syntax"),
    "prose": (b"Dear all,\n\nthe mail is down: sorry.\n", "yaml-syntax"),
    "binary": (bytes(range(256)) * 64, "encoding"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "encoding"),
    "empty": (b"", None),
    "a list": (b"- a\n- b\n", "not-an-entity"),
    "duplicate keys": (b"a: 1\na: 2\n", "yaml-duplicate-key"),
    "billion laughs": (BOMB.encode(), "yaml-alias"),
    "deep by indentation": ("".join(f"{' ' * depth}a:\n" for depth in range(2000)).encode(), "yaml-depth"),
    "deep lists": (b"- " * DEPTH + b"a\n", "yaml-depth"),
    "deep brackets": (b"[" * DEPTH + b"]" * DEPTH + b"\n", "yaml-depth"),
    "deep brackets never closed": (b"[" * 60_000, "yaml-depth"),
    "deep braces": (b"{a: " * DEPTH + b"b" + b"}" * DEPTH + b"\n", "yaml-depth"),
    "deep brackets inside an entity": (
        GOOD[:-2] + b", annotations: {x-a: " + b"[" * DEPTH + b"]" * DEPTH,
        "yaml-depth",
    ),
    "deep keys": (b"? " * DEPTH + b"a\n", "yaml-key"),
    "one very long key": (b"a" * 200_000 + b": b\n", "yaml-syntax"),
    "one very long text": (b"a: " + b"b" * 2_000_000 + b"\n", "not-an-entity"),
    "many documents": (b"--- a\n" * 20_000, "not-an-entity"),
    "many tabs": (b"\t" * 100_000, "yaml-syntax"),
    "Latin-1": (b"a: caf\xe9\n", "encoding"),
    "UTF-16": ("a: b\n".encode("utf-16"), "encoding"),
    "half a character": (b"a: \xe4\xbd", "encoding"),
    "a huge number": (b"a: " + b"9" * 5000 + b"\n", "yaml-number"),
    "endless anchors": (b"".join(b"a%d: &a%d b\n" % (n, n) for n in range(20_000)), "not-an-entity"),
}


def validate(root: Path, *arguments: str, **environment: str) -> Answer:
    call = ("--root", str(root), "validate", "--format", "json", "--today", "2026-11-22", *arguments)
    return itsm(*call, cwd=root, environment=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    (root / "good.yaml").write_bytes(GOOD)
    return root


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_told_and_hides_nothing(folder: Path, case: str) -> None:
    content, code = FILES[case]
    (folder / "bad.yaml").write_bytes(content)
    answer = validate(folder)
    found = {one["rule"] for one in answer.data["findings"] if one["path"] == "bad.yaml"}
    assert found == ({code} if code else set())
    assert answer.code == (1 if code else 0)
    assert answer.data["summary"]["entities"] == 1
    assert answer.err == ""


def test_memory_stays_small(folder: Path) -> None:
    for number, (content, _) in enumerate(FILES.values()):
        (folder / f"{number}.yaml").write_bytes(content)
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'itsm_as_code', 'validate'], stdout=subprocess.DEVNULL, timeout=100)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True, timeout=120
    )
    kilobytes = int(run.stdout) // (1024 if sys.platform == "darwin" else 1)
    assert kilobytes < 500 * 1024


def test_entries_that_are_no_files(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_bytes(GOOD.replace(b"good", b"secret"))
    os.mkfifo(folder / "fifo.yaml")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "self").symlink_to(".")
    (folder / "folder.yaml").mkdir()
    answer = validate(folder)
    told = {(one["path"], one["severity"]) for one in answer.data["findings"]}
    assert told == {
        ("fifo.yaml", "info"),
        ("gone.yaml", "error"),
        ("loop.yaml", "error"),
        ("out.yaml", "error"),
        ("zero.yaml", "error"),
    }
    assert "secret" not in answer.out.replace("secret.yaml", "")


def test_the_odd_entries(tmp_path: Path) -> None:
    script = data() / "adversarial" / "make" / "100-odd-entries.sh"
    if not script.is_file():
        pytest.skip("the adversarial repositories are not here")
    root = tmp_path / "odd"
    subprocess.run(["bash", str(script), str(root)], check=True, capture_output=True)
    answers = [itsm("--root", str(root), "ls", "--format", "json", cwd=root, environment=more) for more in ({}, C)]
    names = {one["name"] for one in answers[0].data["entities"]}
    told = validate(root)
    (root / "locked").chmod(0o700)
    assert answers[0].out == answers[1].out
    found = {
        "ok",
        "in-folder-called-yaml",
        "newline",
        "tabname",
        "quotename",
        "dash",
        "colon",
        "pct",
        "spaced",
        "angle",
    }
    assert names >= found | {"nonutf8", "long", "case1", "case2", "nfc", "nfd", "yml"}
    assert not names & {"outside", "swp", "bak", "hid"}
    problems = {one["path"] for one in told.data["findings"] if one["rule"] == "unreadable-file"}
    assert problems >= {"out-of-tree.yaml", "passwd.yaml", "zero.yaml", "fifo.yaml", "dangling.yaml", "loop-a.yaml"}
    assert "root:" not in told.out
    text = itsm("--root", str(root), "validate", cwd=root).out
    assert "\t" not in text
    assert "\udce9" not in text


C = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
AS_NOBODY = """
import importlib.readers, os, sys
from itsm_as_code import cli, reading, registry
for folder in ("cli", "formats", "schemas", "validators"):
    for name in registry.names(folder):
        registry.member(folder, name)
reading.read([])
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.argv = ["itsm", "--root", sys.argv[1], "validate", "--format", "json"]
cli.main()
"""


def test_what_must_not_be_read_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "closed.yaml").write_bytes(GOOD.replace(b"good", b"closed"))
    (folder / "closed.yaml").chmod(0)
    (folder / "locked").mkdir(0)
    for place in (tmp_path, *tmp_path.parents):
        if place.owner() == "root" and place != Path("/") and len(place.parts) > 2:
            place.chmod(0o755)
    run = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(folder)], cwd="/", capture_output=True, text=True, timeout=30, check=False
    )
    (folder / "locked").chmod(0o700)
    assert run.stderr == ""
    told = {(one["path"], one["rule"]) for one in json.loads(run.stdout)["findings"]}
    assert told == {("closed.yaml", "unreadable-file"), ("locked", "unreadable-file")}
    assert run.returncode == 1


def test_any_locale_and_any_file_name(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.yaml")).write_bytes(
        GOOD.replace(b"good", b"other").replace(b"owner", "消".encode())
    )
    answers = [
        validate(folder, **environment) for environment in ({}, C, {"LANG": "tr_TR.UTF-8"}, {"PYTHONHASHSEED": "2"})
    ]
    assert len({answer.out for answer in answers}) == 1
    assert "消" in answers[0].out
    texts = [itsm("validate", cwd=folder, environment=environment) for environment in ({}, C)]
    assert texts[0].out == texts[1].out
    assert texts[0].code == 1


@pytest.mark.parametrize("command", ["ls", "validate", "--help", "show team:t0001"])
def test_a_closed_pipe_is_no_mistake(folder: Path, command: str) -> None:
    text = b"---\n".join(GOOD.replace(b"good", b"t%04d" % number) for number in range(3000))
    (folder / "many.yaml").write_bytes(text)
    shell = f"{sys.executable} -m itsm_as_code {command} | head -c 1 > /dev/null; echo ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True, text=True, timeout=30, check=True)
    assert run.stderr == ""
    assert run.stdout.strip() in {"0", "1", "141"}


NONSENSE = (
    ["nonsense"],
    ["--nonsense"],
    ["validate", "--nonsense"],
    ["validate", "--format", "nonsense"],
    ["validate", "--today", "yesterday"],
    ["validate", "--today", "2026-02-30"],
    ["validate", "--fail-on", "nonsense"],
    ["validate", "nowhere"],
    ["validate", "../.."],
    ["--root", "nowhere", "validate"],
    ["--config", "nowhere", "validate"],
    ["show", "service:nowhere"],
    ["show", ""],
    ["show"],
    ["ls", "kind:nowhere"],
    ["ls", "x++"],
    ["ls", "\x1b[31m"],
    ["impact"],
    ["impact", "service:nowhere"],
    ["impact", "team:good", "--duration", "nonsense"],
    ["impact", "team:good", "--start", "nonsense"],
    ["impact", "team:good", "--level", "nonsense"],
    ["impact", "--", "-rf"],
    ["cuts", "service:nowhere"],
    ["cuts", "service:mail", "--order", "nonsense"],
    ["availability", "service:nowhere"],
    ["cache", "nonsense"],
    ["cache", "clear", "nonsense"],
    ["explain", "nonsense"],
    ["schema", "nonsense"],
    ["import", "nonsense", "x"],
    ["import", "gitlab"],
    ["plan"],
    ["plan", "--against-open"],
    ["plan", "--backtest", "--limit", "nonsense"],
    ["log", "--nonsense"],
    ["log", "--fields"],
    ["log", "--limit", "nonsense"],
    ["export", "nonsense"],
    ["export", "codeowners", "--for", "nonsense"],
    ["changes", "--nonsense"],
    ["changes", "nonsense"],
    ["changes", "--since", "yesterday"],
    ["changes", "verify"],
    ["changes", "verify", "x", "--approvals", "nowhere"],
    ["hook", "nonsense"],
    ["hook", "install", "nonsense"],
    ["hook", "run", "nonsense"],
    ["hook", "run", "commit-msg", "nowhere"],
    ["hook", "nonsense"],
    ["hook", "install", "nonsense"],
    ["hook", "run", "nonsense"],
    ["hook", "run", "commit-msg", "nowhere"],
    ["init", "/dev/null/x"],
    ["site", "nonsense"],
    ["site", "build", "--nonsense"],
)
REFUSED = (
    ["changes"],
    ["changes", "verify", "chg-1"],
    ["hook", "status"],
    ["hook", "install"],
    ["hook", "uninstall"],
    ["hook", "run", "pre-commit"],
    ["hook", "status"],
    ["hook", "install"],
    ["hook", "uninstall"],
    ["hook", "run", "pre-commit"],
    ["validate", "--rev", "HEAD"],
    ["plan", "main"],
    ["plan", "main", "--against", "nonsense"],
    ["log"],
    ["init", "/dev/null/x"],
    ["validate", "-o", "/dev/null/x"],
)


@pytest.mark.parametrize("call", [*NONSENSE, *REFUSED], ids=" ".join)
def test_nonsense_is_one_line_and_an_exit_code(folder: Path, call: list[str]) -> None:
    answer = itsm(*call, cwd=folder)
    assert answer.code in ((2, 3) if call in REFUSED else (2,)), (answer.out, answer.err)
    said = [line for line in answer.err.splitlines() if line.strip()]
    assert 1 <= len(said) <= 4, said
    assert not set(answer.err) & {chr(code) for code in (*range(32), *range(127, 160))} - {"\n"}


def test_every_command_is_among_them() -> None:
    called = {call[0] for call in NONSENSE}
    assert called >= set(registry.names("cli"))


@pytest.mark.parametrize("name", registry.names("cli"))
def test_every_command_stands_in_an_empty_folder(tmp_path: Path, name: str) -> None:
    answer = itsm(name, cwd=tmp_path)
    assert answer.code in (0, 2, 3)
    assert answer.out or answer.err or name == "init"


def test_settings_that_are_broken_are_told(folder: Path) -> None:
    for text in ("rules: {nonsense: loud}\n", "a: [", "- a\n", "title: {}\n", "ignore: 5\n", "\x00", "rules: 5\n"):
        (folder / "itsm.yaml").write_text(text)
        answer = validate(folder)
        assert answer.code == 1, text
        assert {one["path"] for one in answer.data["findings"]} == {"itsm.yaml"}, text


def test_a_folder_that_goes_deep(folder: Path) -> None:
    deep = folder
    for _ in range(150):
        deep = deep / "abcdefgh"
    deep.mkdir(parents=True)
    (deep / "a.yaml").write_bytes(GOOD.replace(b"good", b"deep"))
    assert validate(folder).data["summary"]["entities"] == 2
    shutil.rmtree(folder / "abcdefgh")


def test_the_limits_of_these_tests_are_real() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "bytearray(2_000_000_000)"],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "MemoryError" in run.stderr
