"""What files looked like: whatever changes in one shows, and what was in it comes back whole or not at all."""

import os
import time
from pathlib import Path

import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.sources import cache, seen, working_tree


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITSM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(seen, "SETTLED", 0)
    folder = tmp_path / "root"
    folder.mkdir()
    (folder / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "b.yaml").write_text("b: 1\n", encoding="utf-8")
    return folder


def look(root: Path) -> tuple[tuple[str, ...], seen.States]:
    real, names = working_tree.names(root)
    assert names is not None
    return names, seen.states(real, names)


def keep(root: Path) -> seen.Seen:
    names, states = look(root)
    found, pack = seen.seen(names, states, working_tree.named(str(root), names))
    cache.keep(found.pack, pack)
    return found


def unsure(before: seen.Seen, root: Path) -> list[str]:
    return seen.unsure(before, *look(root))


CHANGES = {
    "other content": (lambda a: a.write_text("a: 2\n", encoding="utf-8"), ["a.yaml"]),
    "another file": (lambda a: a.with_name("c.yaml").write_text("c: 1\n", encoding="utf-8"), ["c.yaml"]),
    "another name": (lambda a: a.rename(a.with_name("c.yaml")), ["c.yaml"]),
    "another mode": (lambda a: a.chmod(0o600), ["a.yaml"]),
    "a link": (lambda a: (a.unlink(), a.symlink_to("b.yaml")), ["a.yaml"]),
    "gone": (lambda a: a.unlink(), []),
    "nothing": (lambda _: None, []),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows doesn't tell when a file was changed")
@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_shows(root: Path, name: str) -> None:
    before = keep(root)
    time.sleep(0.02)
    change, expected = CHANGES[name]
    change(root / "a.yaml")
    assert unsure(before, root) == expected


def test_what_changed_just_now_may_change_again_without_a_sign(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "SETTLED", 2 * 10**9)
    assert unsure(keep(root), root) == ["a.yaml", "b.yaml"]


def test_what_was_in_a_file_comes_back_whole_or_not_at_all(root: Path) -> None:
    before = keep(root)
    assert [seen.content(before, number) for number in (0, 1)] == [b"a: 1\n", b"b: 1\n"]
    fresh = {"b.yaml": TextFile("b.yaml", b"b: 2\n"), "c.yaml": TextFile("c.yaml", b"c: 1\n")}
    paths = ("a.yaml", "b.yaml", "c.yaml")
    now = seen.renewed(before, paths, seen.states(str(root), paths), fresh)
    assert now is not None
    assert [seen.content(now, number) for number in range(3)] == [b"a: 1\n", b"b: 2\n", b"c: 1\n"]
    again = seen.from_bytes(seen.as_bytes(now))
    assert again == now
    place = cache.place() / now.pack
    place.write_bytes(place.read_bytes().replace(b"a: 1", b"a: 9"))
    assert [seen.content(now, number) for number in range(3)] == [None, b"b: 2\n", b"c: 1\n"]
    cache.clear()
    assert seen.content(now, 0) is None


def test_a_file_that_cannot_be_read_has_no_content(root: Path) -> None:
    files = [TextFile("a.yaml", b"", "a FIFO"), TextFile("b.yaml", b"b: 1\n")]
    found, pack = seen.seen(("a.yaml", "b.yaml"), look(root)[1], files)
    cache.keep(found.pack, pack)
    assert [seen.content(found, number) for number in (0, 1)] == [b"", b"b: 1\n"]
    assert found.digest(0) != seen.seen(("a.yaml",), look(root)[1], [TextFile("a.yaml", b"")])[0].digest(0)


def test_when_much_has_gathered_all_is_read_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MOST_LATER", 3)
    before = keep(root)
    names, states = look(root)
    assert seen.renewed(before, names, states, {"a.yaml": TextFile("a.yaml", b"a: 2\n")}) is None
    assert seen.renewed(before, names, states, {"a.yaml": TextFile("a.yaml", b"a: 1\n")}) == before


def test_cut_off_or_changed_it_is_none_or_another(root: Path) -> None:
    data = seen.as_bytes(keep(root))
    assert all(seen.from_bytes(data[:length]) is None for length in range(len(data)))
    assert seen.from_bytes(data + b"x") is None
