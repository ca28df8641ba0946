import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.model import TextFile
from itsm_as_code.sources import working_tree

# What adversarial case 100 says is found for certain.
FOUND = ("ok", "in-folder-called-yaml", "newline", "tabname", "quotename", "dash", "colon", "pct", "spaced", "angle")
FOUND += ("nonutf8", "long", "case1", "case2", "nfc", "nfd", "yml", "upper")


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"path: {path}\n")


def paths(root: Path, *given: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return [file.path for file in working_tree.files(root, given, ignore)]


def problems(root: Path) -> dict[str, str]:
    return {file.path: file.problem for file in working_tree.files(root) if file.problem}


def as_nobody(code: str, *arguments: object) -> str:
    """Root reads everything; so what must not be readable is tried by a child without privileges."""
    drop = "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)"
    script = f"import os, sys\n{IMPORTS}\n{drop}\n{code}"  # imported first: nobody may not read the interpreter
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout


def reachable(folder: Path) -> None:
    """Let others pass through the folders that pytest made for one user."""
    for each in (folder, *folder.parents):
        if each.owner() == folder.owner() and each.name.startswith(("pytest-", "popen-", "test_")):
            each.chmod(0o755)


IMPORTS = "from pathlib import Path; from itsm_as_code.sources import working_tree"
LIST_THEM = """
for file in working_tree.files(Path(sys.argv[1])):
    print(ascii((file.path, file.data.decode(), file.problem)))
"""


def test_yaml_files_in_order(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.yaml",
        "a.yml",
        "C.YAML",
        "sub/z.yaml",
        "sub-x.yaml",
        "x.yaml/in.yaml",
        "a.json",
        "itsm.yaml",
        "s/itsm.yaml",
    )
    assert paths(tmp_path) == ["C.YAML", "a.yml", "b.yaml", "s/itsm.yaml", "sub-x.yaml", "sub/z.yaml", "x.yaml/in.yaml"]
    assert next(working_tree.files(tmp_path, ["a.yml"])) == TextFile("a.yml", b"path: a.yml\n")


def test_hidden_and_foreign_folders_are_passed_over(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.yaml",
        ".h.yaml",
        ".git/a.yaml",
        ".venv/a.yaml",
        "venv/a.yaml",
        "node_modules/a.yaml",
        "x/__pycache__/a.yaml",
    )
    assert paths(tmp_path) == ["a.yaml"]


def test_ignored_paths(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "old/b.yaml", "x/draft-c.yaml")
    assert paths(tmp_path, ignore=("old/", "draft-*")) == ["a.yaml"]


def test_given_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.yaml", "sub/b.yaml", "sub/deep/c.yaml", ".hidden.yaml", "text.md", "itsm.yaml")
    assert paths(tmp_path, "sub") == ["sub/b.yaml", "sub/deep/c.yaml"]
    assert paths(tmp_path, "sub/b.yaml", "sub", str(tmp_path / "a.yaml")) == ["a.yaml", "sub/b.yaml", "sub/deep/c.yaml"]
    assert paths(tmp_path, ".hidden.yaml", "itsm.yaml") == [".hidden.yaml"]
    monkeypatch.chdir(tmp_path / "sub")
    assert paths(tmp_path, "deep") == ["sub/deep/c.yaml"]
    assert paths(tmp_path, "..") == ["a.yaml", "sub/b.yaml", "sub/deep/c.yaml"]
    (skipped,) = working_tree.files(tmp_path, ["text.md"])
    assert skipped.note
    assert skipped.problem == "not a .yaml or .yml file; it was skipped"


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("servces", "no file or folder servces", "did you mean services?"),
        ("services/emial.yaml", "no file or folder services/emial.yaml", "did you mean email.yaml?"),
        ("services/email.yaml/x", "no file or folder services/email.yaml/x", "did you mean email.yaml?"),
        ("../elsewhere", "outside the root", "--root"),
        ("/etc/passwd", "outside the root", "--root"),
        ("away", "outside the root", "--root"),
        ("away/x.yaml", "outside the root", "--root"),
        ("a\nb", "no file or folder a\\x0ab", "there is no a\\x0ab"),
        ("a\0b", "no path", ""),
        ("", "no path", ""),
    ],
)
def test_given_paths_that_mean_nothing(tmp_path: Path, given: str, message: str, hint: str) -> None:
    root = tmp_path / "root"
    put(root, "services/email.yaml", "cmdb/db.yaml")
    put(tmp_path, "outside/x.yaml")
    (root / "away").symlink_to(tmp_path / "outside")
    with pytest.raises(WrongUse) as refused:
        paths(root, given)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert "\n" not in refused.value.message + refused.value.hint


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root, "real/a.yaml", "plain.txt", ".git/config")
    put(tmp_path, "outside/secret.yaml")
    links = {
        "inside.yaml": "real/a.yaml",
        "text.yaml": "plain.txt",
        "chain.yaml": "inside.yaml",
        "out.yaml": "../outside/secret.yaml",
        "chained-out.yaml": "out.yaml",
        "dangling.yaml": "nowhere.yaml",
        "one.yaml": "two.yaml",
        "two.yaml": "one.yaml",
        "zero.yaml": "/dev/zero",
        "config.yaml": ".git/config",
        "folder": "real",
        "folder.yaml": "real",
        "up": "..",
        "self": ".",
        "away": "../outside",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert {file.path: file.data for file in working_tree.files(root) if not file.problem} == {
        "chain.yaml": b"path: real/a.yaml\n",
        "inside.yaml": b"path: real/a.yaml\n",
        "real/a.yaml": b"path: real/a.yaml\n",
        "text.yaml": b"path: plain.txt\n",
    }
    away = "a link that leaves the root; it was not followed"
    loop = "a link that leads back to itself"
    assert problems(root) == {
        "away": away,
        "chained-out.yaml": away,
        "config.yaml": "a link into git's own folder; it was not followed",
        "dangling.yaml": "a link to something that does not exist",
        "one.yaml": loop,
        "out.yaml": away,
        "two.yaml": loop,
        "up": away,
        "zero.yaml": away,
    }


def test_a_root_that_is_a_link(tmp_path: Path) -> None:
    put(tmp_path, "real/a.yaml")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "b.yaml").symlink_to(tmp_path / "link" / "a.yaml")
    assert paths(tmp_path / "link") == ["a.yaml", "b.yaml"]
    assert not problems(tmp_path / "link")


def test_what_is_no_file_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
    os.mkfifo("fifo.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("sock.yaml")
        found = list(working_tree.files(tmp_path))
    assert [(file.path, file.problem, file.note) for file in found] == [
        ("fifo.yaml", "a FIFO (named pipe); it was skipped", True),
        ("sock.yaml", "a socket; it was skipped", True),
    ]


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    for name, size in (("fits.yaml", 32 << 20), ("large.yaml", (32 << 20) + 1)):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(size)
    fits, large = working_tree.files(tmp_path)
    assert (len(fits.data), fits.problem) == (32 << 20, "")
    assert (large.data, large.problem) == (b"", "larger than 32 MiB")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, "open.yaml", "secret.yaml", "locked/l.yaml")
    reachable(tmp_path)
    (tmp_path / "secret.yaml").chmod(0)
    (tmp_path / "locked").chmod(0)
    answer = as_nobody(LIST_THEM, tmp_path)
    (tmp_path / "locked").chmod(0o700)
    assert answer.splitlines() == [
        "('locked', '', 'the folder cannot be read: permission denied')",
        "('open.yaml', 'path: open.yaml\\n', '')",
        "('secret.yaml', '', 'cannot be read: permission denied')",
    ]


def test_a_tree_deeper_than_a_path_may_be_long(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=here)  # only this way it gets deeper than a path may be long
        deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    first, deep = working_tree.files(tmp_path)
    assert first == TextFile("a.yaml", b"path: a.yaml\n")
    assert deep.problem == "the folder cannot be read: file name too long"


@pytest.mark.parametrize("name", [b"caf\xe9.yaml", b"a\nb.yaml", b"a\\x0ab.yaml", "é.yaml".encode(), b"\x1b[31m.yaml"])
def test_odd_names_can_be_printed_and_found_again(tmp_path: Path, name: bytes) -> None:
    full = tmp_path / os.fsdecode(name)
    full.write_bytes(b"a: 1\n")
    (file,) = working_tree.files(tmp_path)
    assert file.data == b"a: 1\n"
    assert "\n" not in file.path
    assert "\x1b" not in file.path
    assert working_tree.disk_path(tmp_path, file.path) == full


def test_odd_names_where_the_locale_is_c(tmp_path: Path) -> None:
    put(tmp_path, "é.yaml")
    settings = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", f"import sys; {IMPORTS}\n{LIST_THEM}", str(tmp_path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=settings).stdout
    assert answer.startswith("('\\xe9.yaml', ")


def test_a_root_that_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "file")
    for root in (tmp_path / "file", tmp_path / "nothing"):
        with pytest.raises(WrongUse, match="no folder"):
            working_tree.files(root)


def test_a_bare_repository_has_no_work_tree(generate: Callable[[str], Path]) -> None:
    with pytest.raises(WorldRefused, match="no work tree") as refused:
        working_tree.files(generate("164-bare-repo") / "r.git")
    assert "--rev" in refused.value.hint


def test_config_file_and_root(tmp_path: Path) -> None:
    put(tmp_path, "team/deep/a.yaml")
    assert working_tree.config_file(tmp_path) is None
    assert working_tree.find_root(tmp_path / "team") == tmp_path / "team"
    put(tmp_path, "itsm.yaml")
    assert working_tree.config_file(tmp_path) == TextFile("itsm.yaml", b"path: itsm.yaml\n")
    assert working_tree.find_root(tmp_path / "team" / "deep") == tmp_path
    (tmp_path / "team" / "itsm.yaml").mkdir()
    assert working_tree.find_root(tmp_path / "team" / "deep") == tmp_path
    (tmp_path / "itsm.yaml").unlink()
    (tmp_path / "itsm.yaml").symlink_to("/dev/zero")
    leaving = working_tree.config_file(tmp_path)
    assert leaving is not None
    assert leaving.problem == "a link that leaves the root; it was not followed"


def test_odd_entries(generate: Callable[[str], Path]) -> None:
    root = generate("100-odd-entries")
    found = list(working_tree.files(root))
    text = b"".join(file.data for file in found).decode()
    assert [name for name in FOUND if f"name: {name}," not in text] == []
    assert "outside" not in text
    assert "root:" not in text
    assert len({file.path for file in found}) == len(found)
    reachable(root)
    if os.getuid() == 0:
        seen = as_nobody(LIST_THEM, root)
        assert "name: secret," not in seen
        assert "name: locked," not in seen
        assert seen.count("permission denied") == 2


def test_ten_thousand_files_in_well_under_a_second(tmp_path: Path) -> None:
    for folder in range(100):
        (tmp_path / str(folder)).mkdir()
        for number in range(100):
            (tmp_path / str(folder) / f"{number}.yaml").touch()
    start = time.perf_counter()
    count = sum(1 for _ in working_tree.files(tmp_path, ignore=["*.tmp.yaml", "vendor/"]))
    assert count == 10_000
    assert time.perf_counter() - start < 2  # measured: 0.1 s; the rest is for busy machines


def test_reading_files_does_not_load_git() -> None:
    code = "import sys, itsm_as_code.sources.working_tree, itsm_as_code.sources.writing; print('git' in sys.modules)"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "False\n"
