"""Work spread over processes: the same answers in the same order, or none, and never a process left behind.

In processes of their own, since a test runner may have threads, beside which nothing is forked.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from itsm_as_code.cores import spread

LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are forked on Linux only")
HEAD = "import os, signal, threading\nfrom itsm_as_code.cores import spread\nfrom itsm_as_code.errors import WrongUse\n"


def said(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", HEAD + code], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stderr == ""
    return ran.stdout.strip()


@LINUX
def test_answers_come_in_the_order_of_the_pieces() -> None:
    code = (
        "far = {n: str(n) * 10 for n in range(99)}\nprint(spread(lambda n: far[n], range(99), 3) == list(far.values()))"
    )
    assert said(code) == "True"


@LINUX
def test_one_after_the_other_works_too() -> None:
    assert said("for _ in range(3): print(os.getpid() in (spread(lambda _: os.getpid(), range(8), 2)))") == (
        "False\nFalse\nFalse"
    )


@pytest.mark.parametrize(("pieces", "processes"), [(range(9), 1), (range(1), 4), (range(0), 4)])
def test_where_it_does_not_pay_one_process_has_to_do_it(pieces: range, processes: int) -> None:
    assert spread(str, pieces, processes) is None


@LINUX
def test_a_process_that_is_killed_leaves_it_to_one() -> None:
    assert said("print(spread(lambda _: os.kill(os.getpid(), signal.SIGKILL), range(4), 2))") == "None"


@LINUX
def test_beside_threads_nothing_is_forked() -> None:
    code = "stop = threading.Event()\nthreading.Thread(target=stop.wait).start()\n"
    code += "print(spread(str, range(4), 2))\nstop.set()"
    assert said(code) == "None"


@LINUX
def test_a_refusal_arrives_as_it_was_said() -> None:
    code = (
        "def refuse(_): raise WrongUse('no such thing', 'try another')\n"
        "try: spread(refuse, range(4), 2)\nexcept WrongUse as error: print(error.message, error.hint)"
    )
    assert said(code) == "no such thing try another"
