"""What a push would do to a repository: which references go from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.errors import WrongUse
from itsm_as_code.sources import _git
from itsm_as_code.sources._commit import Commit, commit_of

_BRANCHES = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """One reference of a push: its full name, and the objects it leads to before and after; None where to nothing."""

    name: str
    before: Commit | None
    after: Commit | None

    @property
    def branch(self) -> str:
        """The branch's short name, `""` where it is none."""
        return self.name.removeprefix(_BRANCHES) if self.name.startswith(_BRANCHES) else ""


def updates(told: str) -> tuple[Update, ...]:
    """What git tells a pre-receive hook on stdin: `before after name`, a line each.

    Raises:
        WrongUse: it is something else.
    """
    found = []
    for line in told.splitlines():
        before, _, rest = line.partition(" ")
        after, _, name = rest.partition(" ")
        if not name.startswith("refs/") or not all(_is_id(one) for one in (before, after)):
            raise WrongUse(
                f"this is no line of a push: {line[:80]!r}", "git calls this itself, as its pre-receive hook"
            )
        found.append(Update(name, _commit(before), _commit(after)))
    return tuple(found)


def common(root: Path, one: Commit, other: Commit) -> Commit | None:
    """The commit at which two histories parted, None where they never met."""
    answer = _git.ask(root, "merge-base", one.id, other.id)
    if answer.code > 1:
        raise _git.refusal(root, answer.err)
    return commit_of(answer.out.decode("ascii").split()[0]) if answer.out else None


def lost(root: Path, before: Commit, after: Commit) -> int:
    """How many commits a branch would no longer hold."""
    return int(_git.tell(root, "rev-list", "--count", before.id, f"^{after.id}", "--"))


def tip(root: Path, branch: str) -> Commit | None:
    """The newest commit of a branch, or of HEAD; None while it has none."""
    full = branch if branch == "HEAD" else f"{_BRANCHES}{branch}"
    answer = _git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{full}^{{commit}}")
    return commit_of(answer.out.decode("ascii").strip(), branch) if not answer.code else None


def staged(root: Path, index: str | None) -> Commit:
    """What is about to be committed, to be read like a revision; `index` is the file that git says it is in."""
    settings = (("GIT_INDEX_FILE", index),) if index else ()
    answer = _git.ask(root, "write-tree", settings=settings)
    if answer.code:
        raise _git.refusal(root, answer.err)
    return commit_of(answer.out.decode("ascii").strip(), "what is staged")


def _is_id(text: str) -> bool:
    return len(text) in (40, 64) and not text.strip("0123456789abcdef")


def _commit(identity: str) -> Commit | None:
    return commit_of(identity) if identity.strip("0") else None
