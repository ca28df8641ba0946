"""The register of changes as text, a block for each change; and whether one was what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.changes.record import Record, Register
from itsm_as_code.formats import _register_words as words
from itsm_as_code.formats._answers import Check
from itsm_as_code.formats._style import counted, pad, paint, visible, width


def register(answer: Register) -> str:
    """The answer of `itsm changes`."""
    heads = [(words.name_of(one), one.type, one.state, words.when(one)) for one in answer.records]
    columns = [max(map(width, column), default=0) for column in zip(*heads, strict=True)]
    blocks = ["\n".join(_block(one, head, columns)) for one, head in zip(answer.records, heads, strict=True)]
    freezes = [
        f"freeze  {words.stretch(one.period)}  {visible(one.title)}: {visible(' '.join(one.reason.split()))}"
        for one in answer.freezes
    ]
    return "\n\n".join([*blocks, *(["\n".join(freezes)] if freezes else [])]) or counted(0, "change")


def _block(record: Record, head: tuple[str, ...], columns: list[int]) -> Iterator[str]:
    name, *rest = (pad(visible(cell), size) for cell, size in zip(head, columns, strict=True))
    yield "  ".join((paint("strong", name), *rest)).rstrip()
    yield f"    {visible(record.title)}"
    facts = [f"asked for by {record.requester}"] if record.requester else []
    for step in record.merges[:1]:
        facts.append(f"merged {step.date:%Y-%m-%d} by {words.person(step.by)} ({step.commit[:10]})")
        facts.append(f"agreed by {words.agreed(step)}" if step.approvals else "nobody's agreement is written down")
        facts += [f"risk {words.risk(step)}"] if step.judged else []
    facts += [words.result(record)] if record.result else []
    if facts:
        yield f"    {paint('quiet', visible(' · '.join(facts)))}"
    for warning in words.warnings(record):
        yield f"    {paint('warning', f'! {visible(warning)}')}"


def verification(record: Record, checks: Sequence[Check]) -> str:
    """The answer of `itsm changes verify`: a line for each thing looked at, by merge."""
    lines = [paint("strong", visible(f"{words.name_of(record)}  {record.title}"))]
    names = max((len(check.name) for check in checks), default=0)
    for commit in dict.fromkeys(check.commit for check in checks):
        lines += ["", f"merged as {paint('name', commit[:10])}"]
        for check in (one for one in checks if one.commit == commit):
            mark = paint("good", "✓") if check.passed else paint("bad", "✗")
            first, *more = map(visible, check.seen)
            lines.append(f"  {mark} {pad(check.name, names)}  {first}")
            lines += [f"    {'':{names}}  {line}" for line in more]
    failed = sum(not check.passed for check in checks)
    end = paint("bad", f"{failed} of {len(checks)} are not as they should be") if failed else "all as it should be"
    return "\n".join([*lines, "", end])
