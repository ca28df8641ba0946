"""Reads the YAML files of a git revision, without checking it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.model import TextFile
from itsm_as_code.sources import _git, _objects, _select, _tree
from itsm_as_code.sources._commit import Commit, Entry, commit_of
from itsm_as_code.sources._differences import Difference, Differences, differences
from itsm_as_code.sources._history import history, trailers
from itsm_as_code.sources._objects import reader
from itsm_as_code.sources._spelling import base_name, check_spelling

__all__ = [
    "Commit",
    "Difference",
    "Differences",
    "Entry",
    "changed",
    "config_file",
    "current_branch",
    "differences",
    "files",
    "files_of",
    "history",
    "reader",
    "resolve",
    "trailers",
]

_NAMESPACES = ("refs/tags/", "refs/heads/", "refs/remotes/")
_HEAD_NAMES = ("HEAD", "@")


def resolve(root: Path, rev: str) -> Commit:
    """The commit that a person's words name; WrongUse where they name none, or two."""
    check_spelling(rev)
    answer = _look_up(root, rev)
    if answer.code:
        raise _not_found(root, rev, answer.err)
    _refuse_ambiguous(root, rev)
    return commit_of(answer.out.decode("ascii").strip(), rev)


def files(root: Path, commit: Commit, ignore: Sequence[str] = (), known: Iterable[TextFile] = ()) -> Iterator[TextFile]:
    """Every YAML file below the root in that commit, sorted by path; selected as in the working tree.

    What is in one of the `known` files isn't read again: git names contents by their digest.
    """
    ignored = _select.ignorer(ignore)
    tree = _tree.entries(root, commit)
    paths = [path for path in tree if _select.is_selected(path) and not ignored(path)]
    return _tree.text_files(root, tree, paths, _objects.ids_of(known, len(commit.id)))


def files_of(root: Path, commit: Commit, paths: Collection[str]) -> Iterator[TextFile]:
    """Only these files of that commit, sorted by path; a path that isn't in it is left out."""
    wanted = set(paths)
    tree = _tree.entries(root, commit)
    return _tree.text_files(root, tree, [path for path in tree if path in wanted])


def config_file(root: Path, commit: Commit) -> TextFile | None:
    """The configuration `itsm.yaml` at the root in that commit, if there is one."""
    return next(files_of(root, commit, (_select.CONFIG_NAME,)), None)


def changed(root: Path, before: Commit, after: Commit) -> tuple[str, ...]:
    """The paths of the YAML files that differ between two commits, sorted."""
    options = ("-r", "-z", "--name-only", "--no-ext-diff", "--no-textconv", "--no-renames", "--relative")
    out = _git.tell(root, "diff-tree", *options, "--ignore-submodules=all", before.id, after.id, "--")
    paths = set(map(_select.shown, out.split(b"\0")[:-1]))
    paths |= {path for path, _ in _tree.link_ends(root, before) ^ _tree.link_ends(root, after)}
    return tuple(sorted(filter(_select.is_selected, paths)))


def current_branch(root: Path) -> str:
    """The branch that is checked out, `""` where HEAD is detached."""
    answer = _git.ask(root, "symbolic-ref", "--quiet", "HEAD")
    if answer.code > 1:
        raise _git.refusal(root, answer.err)
    return answer.out.decode("utf-8", "replace").strip().removeprefix("refs/heads/")


def _look_up(root: Path, name: str) -> _git.Answer:
    return _git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _refuse_ambiguous(root: Path, rev: str) -> None:
    """Git would choose; a plan of the wrong one of two commits would look right. One commit twice is no harm."""
    name = base_name(rev)
    if name in _HEAD_NAMES or name.startswith("refs/"):  # git always means the real HEAD, whatever is called so
        return
    same = [full for full in _references(root, *(f"{space}{name}" for space in _NAMESPACES)) if _short(full) == name]
    commits = {_look_up(root, full).out for full in same} if len(same) > 1 else set()
    if len(commits) > 1:
        names = " and ".join(same)
        raise WrongUse(f"{name!r} is ambiguous: {names} are different commits", f"say {same[0]} in full")


def _not_found(root: Path, rev: str, err: str) -> WrongUse | WorldRefused:
    where = _git.ask(root, "rev-parse", "--is-shallow-repository")
    if where.code:
        return _git.refusal(root, where.err)
    if "promisor" in err or "not allowed" in err:
        return _git.refusal(root, err)
    head = _git.ask(root, "symbolic-ref", "--quiet", "HEAD").out.decode("utf-8", "replace").strip()
    if base_name(rev) in (*_HEAD_NAMES, head, head.removeprefix("refs/heads/")) and _look_up(root, "HEAD").code:
        return WorldRefused(f"{rev!r} has no commit yet", "commit something first")
    if where.out.strip() == b"true":
        return WorldRefused(f"this shallow clone does not reach {rev!r}", "git fetch --unshallow, then try again")
    return WrongUse(f"no commit called {rev!r}", _near(root, rev))


def _near(root: Path, rev: str) -> str:
    name = base_name(rev)
    references = _references(root, *_NAMESPACES)
    for full in references:
        if (
            _short(full) == name and not _look_up(root, full).code
        ):  # such as a branch that is spelled like a commit's id
            return f"did you mean {full}?"
    near = get_close_matches(name, sorted({_short(full) for full in references} - {name}), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else "git branch --all and git tag list the names"


def _references(root: Path, *prefixes: str) -> list[str]:
    """The full names of these references, or of those below them."""
    out = _git.tell(root, "for-each-ref", "--format=%(refname)", *(prefix.rstrip("/") for prefix in prefixes))
    return sorted(out.decode("utf-8", "surrogateescape").splitlines())


def _short(full: str) -> str:
    return full.split("/", 2)[2]
