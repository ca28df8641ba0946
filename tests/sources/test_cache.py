"""The cache: whole answers or none, whatever happens to it; and what stands for files and the program."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.sources import cache, fingerprint

KEY, OTHER = "0" * 64, "f" * 64


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ITSM_CACHE_DIR", str(folder))
    return folder


def test_what_was_kept_comes_back(place: Path) -> None:
    assert cache.kept(KEY) is None
    cache.keep(KEY, b"answer")
    assert cache.kept(KEY) == b"answer"
    assert cache.kept(OTHER) is None
    assert cache.info() == cache.Info(place, 1, 22)
    assert cache.clear().answers == 1
    assert cache.kept(KEY) is None


def test_without_a_name_it_lies_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITSM_CACHE_DIR")
    assert cache.place().name == "itsm"


@pytest.mark.parametrize("spoil", [b"", b"short", b"x" * 16, b"\0" * 4_000])
def test_a_spoilt_answer_is_none(place: Path, spoil: bytes) -> None:
    cache.keep(KEY, b"answer")
    (place / KEY).write_bytes(spoil)
    assert cache.kept(KEY) is None
    cache.keep(KEY, b"answer")
    assert cache.kept(KEY) == b"answer"


def test_a_stretch_of_what_was_kept(place: Path) -> None:
    cache.keep(KEY, b"some answer")
    assert cache.part(KEY, 5, 3) == b"ans"
    assert cache.part(KEY, 99, 3) == b""
    assert cache.part(OTHER, 0, 1) is None
    place.chmod(0o777)
    assert cache.part(KEY, 0, 1) is None or os.name == "nt"


def test_each_flipped_bit_is_seen(place: Path) -> None:
    cache.keep(KEY, b"answer")
    whole = (place / KEY).read_bytes()
    for position in range(len(whole)):
        (place / KEY).write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert cache.kept(KEY) is None
    for length in range(len(whole)):
        (place / KEY).write_bytes(whole[:length])
        assert cache.kept(KEY) is None


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_a_folder_that_others_may_write_to_is_not_believed(place: Path) -> None:
    cache.keep(KEY, b"answer")
    place.chmod(0o777)
    assert cache.kept(KEY) is None
    cache.keep(OTHER, b"answer")
    assert not (place / OTHER).exists()
    place.chmod(0o700)
    assert cache.kept(KEY) == b"answer"


def test_where_nothing_can_be_written_nothing_is_kept(place: Path) -> None:
    place.write_text("a file stands where the folder should be", encoding="utf-8")
    cache.keep(KEY, b"answer")
    assert cache.kept(KEY) is None
    assert cache.info().answers == 0
    assert cache.clear().answers == 0
    assert place.read_text(encoding="utf-8").startswith("a file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_only_be_read_serves(place: Path) -> None:
    cache.keep(KEY, b"answer")
    place.chmod(0o500)
    assert cache.kept(KEY) == b"answer"
    cache.keep(OTHER, b"answer")
    place.chmod(0o700)
    assert cache.kept(OTHER) is None


@pytest.mark.skipif(os.name == "nt", reason="limits are those of POSIX")
def test_on_a_full_disk_nothing_is_kept_and_nothing_fails(place: Path) -> None:
    code = (
        "import resource, signal; from itsm_as_code.sources import cache\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"cache.keep('{KEY}', b'x' * 100_000); print(cache.kept('{KEY}'))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "None\n"
    assert list(place.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_run_that_is_killed_leaves_whole_answers(place: Path) -> None:
    code = (
        "from itsm_as_code.sources import cache\n"
        "for number in range(10**6): cache.keep(f'{number:064x}', bytes(200_000)); print(number, flush=True)"
    )
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(0.02)
            run.send_signal(signal.SIGKILL)
    whole = [path.name for path in place.iterdir() if len(path.name) == 64]
    assert whole
    assert all(cache.kept(name) == bytes(200_000) for name in whole)
    cache.clear()
    assert list(place.iterdir()) == []


def test_runs_beside_each_other_see_whole_answers() -> None:
    answers = [bytes([number]) * 50_000 for number in range(8)]

    def work(number: int) -> bool:
        cache.keep(KEY, answers[number % 8])
        return cache.kept(KEY) in answers

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))


def test_the_oldest_answers_go(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr(cache, "MOST", 10_000)
    for number in range(20):
        cache.keep(f"{number:064x}", bytes(1_000))
        os.utime(place / f"{number:064x}", (number, number))
        assert cache.info().size <= 10_000
    assert cache.kept(f"{0:064x}") is None
    assert cache.kept(f"{19:064x}") is not None
    cache.keep(KEY, bytes(20_000))
    assert cache.kept(KEY) is None


def test_other_files_in_the_folder_stay(place: Path) -> None:
    cache.keep(KEY, b"answer")
    (place / "notes.txt").write_text("mine", encoding="utf-8")
    assert cache.clear().answers == 1
    assert [path.name for path in place.iterdir()] == ["notes.txt"]


def test_contents_stand_for_every_part_of_every_file() -> None:
    files = [
        [TextFile("a", b"b")],
        [TextFile("ab", b"")],
        [TextFile("a", b"b", "problem")],
        [TextFile("a", b"b", "problem", note=True)],
        [TextFile("a", b""), TextFile("b", b"")],
        [],
    ]
    assert len({fingerprint.contents(some) for some in files}) == len(files)
    assert fingerprint.program() == fingerprint.program()
