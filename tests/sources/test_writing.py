import json
import os
from pathlib import Path

import pytest

from itsm_as_code.errors import WorldRefused
from itsm_as_code.model import TextFile
from itsm_as_code.sources.writing import MANIFEST, Written, write


def pages(**texts: str) -> list[TextFile]:
    return [TextFile(name.replace("__", "/") + ".html", text.encode()) for name, text in texts.items()]


def on_disk(out: Path) -> dict[str, str]:
    found = (path for path in out.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(out).as_posix(): path.read_text() for path in found}


def test_files_are_written_once(tmp_path: Path) -> None:
    out = tmp_path / "new" / "site"
    assert write(out, pages(a="1", deep__er__b="2")) == Written(2, 0, 0)
    assert on_disk(out) == {"a.html": "1", "deep/er/b.html": "2"}
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert write(out, pages(a="1", deep__er__b="2")) == Written(0, 2, 0)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert write(out, pages(a="1", deep__er__b="3")) == Written(1, 1, 0)
    assert on_disk(out) == {"a.html": "1", "deep/er/b.html": "3"}


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write(tmp_path, pages(a="1"))
    finally:
        os.umask(mask)
    assert (tmp_path / "a.html").stat().st_mode & 0o777 == 0o644


def test_the_manifest_does_not_depend_on_the_order(tmp_path: Path) -> None:
    write(tmp_path / "one", pages(a="1", b="2"))
    write(tmp_path / "two", pages(b="2", a="0"))
    write(tmp_path / "two", pages(b="2", a="1"))
    first, second = ((tmp_path / name / MANIFEST).read_bytes() for name in ("one", "two"))
    assert first == second
    assert list(json.loads(first)["files"]) == ["a.html", "b.html"]


def test_what_a_person_wrote_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("mine")
    (tmp_path / "same.html").write_text("same")
    with pytest.raises(WorldRefused, match=r"not generated, or were edited since: a\.html") as refused:
        write(tmp_path, pages(b="1", a="1", same="same"))
    assert "--out" in refused.value.hint
    assert on_disk(tmp_path) == {"a.html": "mine", "same.html": "same"}
    assert write(tmp_path, pages(b="1", a="1"), force=True) == Written(2, 0, 0)


def test_what_a_person_edited_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, pages(**dict.fromkeys("abcdefg", "1")))
    for name in "abcdefg":
        (tmp_path / f"{name}.html").write_text("edited")
    with pytest.raises(WorldRefused, match=r"a\.html, b\.html, c\.html, d\.html, e\.html and 2 more"):
        write(tmp_path, pages(**dict.fromkeys("abcdefg", "2")))
    assert set(on_disk(tmp_path).values()) == {"edited"}


def test_clean_removes_what_is_no_longer_made(tmp_path: Path) -> None:
    write(tmp_path, pages(a="1", old__x="1", old__y__z="1", edited="1"))
    (tmp_path / "edited.html").write_text("2")
    (tmp_path / "mine.html").write_text("mine")
    assert write(tmp_path, pages(a="1")) == Written(0, 1, 0)
    assert len(on_disk(tmp_path)) == 5
    assert write(tmp_path, pages(a="1"), clean=True) == Written(0, 1, 2)
    assert on_disk(tmp_path) == {"a.html": "1", "edited.html": "2", "mine.html": "mine"}
    assert not (tmp_path / "old").exists()
    assert write(tmp_path, pages(a="1"), clean=True) == Written(0, 1, 0)


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../../x",
        "/etc/x",
        "C:/x",
        "C:x",
        "a\\..\\x",
        "",
        "a//b",
        "./a",
        "a/.",
        "a\0b",
        "//host/x",
        "\ud800",
        "a/",
        MANIFEST,
    ],
)
def test_paths_that_leave_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(WorldRefused, match="is no path to write to") as refused:
        write(tmp_path / "out", [TextFile("a", b""), TextFile(path, b"")])
    assert refused.value.message.isprintable()
    assert not (tmp_path / "out").exists()


def test_links_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    out = tmp_path / "out"
    (out / "real").mkdir(parents=True)
    (out / "away").symlink_to("../outside")
    (out / "near").symlink_to("real")
    for path in ("away/x.html", "away/deep/x.html"):
        with pytest.raises(WorldRefused, match="leads out of"):
            write(out, [TextFile(path, b"1")])
    assert write(out, [TextFile("near/x.html", b"1")]) == Written(1, 0, 0)
    assert list((tmp_path / "outside").iterdir()) == []
    (out / "page.html").symlink_to("../outside/page.html")
    with pytest.raises(WorldRefused, match=r"page\.html"):
        write(out, pages(page="1"))
    write(out, pages(page="1"), force=True)
    assert not (out / "page.html").is_symlink()
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"files": 1}', '{"files": {"a": 1}}', '{"files": {"../victim": ["x"]}}', "[" * 100_000, "\xff"],
)
def test_a_broken_manifest(tmp_path: Path, text: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "victim").write_text("1")
    (out / MANIFEST).write_text(text, encoding="latin-1")
    with pytest.raises(WorldRefused):
        write(out, pages(a="1"), clean=True)
    assert (tmp_path / "victim").exists()
    assert on_disk(out) == {}


def test_a_manifest_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).symlink_to("/dev/zero")
    with pytest.raises(WorldRefused, match="no plain file"):
        write(tmp_path, pages(a="1"))


def test_an_interruption_does_not_make_strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, pages(a="1", b="1"))
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "b.html":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(WorldRefused, match="no space left on device") as refused:
            write(tmp_path, pages(a="2", b="2"))
    assert refused.value.hint
    assert on_disk(tmp_path) == {"a.html": "2", "b.html": "1"}
    assert write(tmp_path, pages(a="3", b="3")) == Written(2, 0, 0)


def test_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        with pytest.raises(WorldRefused, match="could not write to"):
            write(out, pages(a="1"))
    with pytest.raises(WorldRefused):
        write(tmp_path / "out", [TextFile("a", b""), TextFile("a/b", b"")])
    (tmp_path / "dir" / "a.html").mkdir(parents=True)
    for force in (False, True):
        with pytest.raises(WorldRefused):
            write(tmp_path / "dir", pages(a="1"), force=force)
