"""What must be true of any mending: it ends, it keeps every byte outside of its edits, and it leaves less to mend."""

from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.model import TextFile
from itsm_as_code.reading import mended, read
from itsm_as_code.validators import mend
from tests.landscapes import TODAY

TYPOS = {
    "kind: Team": ["kind: team", "kind: Taem"],
    "owner: desk": ["ownr: desk", "owner: dekk", "owner: 'Dekk'", "owner: &o dekk"],
    "99.9%": ["99.9", "'99,9 %'", "0.9"],
    "15m": ["15 min", "'15 Minutes'", "15"],
    "service: email": ["Service: email", "service: emial", "service: mail-2"],
    "2026-01-01": ["2026/1/1", "01.01.2026"],
    "lifecycle: live": ["lifecycle: Live", "lifecycle: alive # ä 邮", "life_cycle: live"],
}
TEXT = """\
apiVersion: itsm/v1
kind: Team  # ours, 服务台
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {lifecycle: live}
---
apiVersion: itsm/v1
kind: SLA
metadata: { name: "gold",   owner: desk }
spec:
  service: email
  term: {start: 2026-01-01}   # and on
  objectives:
    - {metric: availability, target: 99.9%}
    - {metric: response-time, targets: {P1: 15m}}
"""
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


@st.composite
def files(draw: st.DrawFn) -> TextFile:
    """The text with some mistakes, in any line ends, with or without a byte order mark."""
    text = TEXT
    for right, wrong in TYPOS.items():
        text = text.replace(right, draw(st.sampled_from([right, *wrong])))
    return TextFile("a.yaml", (draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(LINE_ENDS))).encode())


@given(files())
@settings(max_examples=60, deadline=None)
def test_mending_twice_is_mending_once(file: TextFile) -> None:
    for _, new in mend([file], None, TODAY, lambda _: True).files:
        assert mend([new], None, TODAY, lambda _: True).files == ()


@given(files())
@settings(max_examples=60, deadline=None)
def test_only_the_edited_stretches_change(file: TextFile) -> None:
    found = [one for one in read([file]).findings if one.edits]
    new, taken = mended(file, found)
    before, after = (
        file.data.decode().removeprefix("\ufeff").split("\n"),
        new.data.decode().removeprefix("\ufeff").split("\n"),
    )
    assert file.data[:3] == new.data[:3]
    assert len(before) == len(after)
    for edit in sorted({edit for one in taken for edit in one.edits}, key=lambda edit: -edit.location.column):
        line, start, end = edit.location.line - 1, edit.location.column - 1, edit.location.end_column - 1
        before[line] = before[line][:start] + edit.text + before[line][end:]
    assert before == after


@given(files())
@settings(max_examples=60, deadline=None)
def test_a_file_is_never_changed_for_nothing(file: TextFile) -> None:
    done = mend([file], None, TODAY, lambda _: True)
    assert bool(done.files) == bool(done.findings)
