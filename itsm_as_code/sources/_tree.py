"""Turns a commit's tree into text files; links are followed inside the tree and never on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from itsm_as_code.model import TextFile
from itsm_as_code.sources import _git, _objects, _select
from itsm_as_code.sources._commit import Commit

_LINK = b"120000"
_SUBMODULE = b"160000"
_MOST_LINKS = 40


class Node(NamedTuple):
    """A file or a link in a tree."""

    id: str
    is_link: bool


Tree = dict[str, Node]
"""Shown path, relative to the root → what lies there, sorted by path."""


def entries(root: Path, commit: Commit) -> Tree:
    """Every file and link below the root in that commit; submodules have no content here."""
    return _parsed(_listing(root, commit))


def link_ends(root: Path, commit: Commit) -> set[tuple[str, str]]:
    """Each link of the tree with the object it leads to: it changes when that does, though git sees no change in it."""
    listing = _listing(root, commit)
    if b"\0" + _LINK + b" " not in b"\0" + listing:
        return set()
    tree = _parsed(listing)
    links = _targets(root, tree)
    ends = ((path, _end(path, tree, links)) for path in links)
    return {(path, tree[end].id if isinstance(end, str) else end.problem) for path, end in ends}


def _listing(root: Path, commit: Commit) -> bytes:
    # Run inside the root, ls-tree lists only what is below it, by paths relative to it.
    return _git.tell(root, "ls-tree", "-r", "-z", commit.id)


def _parsed(listing: bytes) -> Tree:
    lines = (line.partition(b"\t") for line in listing.split(b"\0")[:-1])
    found = {_select.shown(path): _node(about) for about, _, path in lines if not about.startswith(_SUBMODULE)}
    return dict(sorted(found.items()))


def _node(about: bytes) -> Node:
    mode, _, identity = about.split()
    return Node(identity.decode("ascii"), mode == _LINK)


def text_files(
    root: Path, tree: Tree, paths: Iterable[str], known: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[TextFile]:
    """These paths of the tree, in their order, with their content; what is `known` by its id isn't read again."""
    chosen = list(paths)
    links = _targets(root, tree) if any(tree[path].is_link for path in chosen) else {}
    ends = {path: _end(path, tree, links) if tree[path].is_link else path for path in chosen}
    wanted = [end for end in ends.values() if isinstance(end, str)]
    bytes_of = _objects.contents(root, (tree[end].id for end in wanted if tree[end].id not in known))
    for path, end in ends.items():
        if isinstance(end, str):
            data = known[tree[end].id] if tree[end].id in known else next(bytes_of)
            yield TextFile(path, b"", _select.TOO_LARGE) if data is None else TextFile(path, data)
        elif end.problem:
            yield end


def _targets(root: Path, tree: Tree) -> dict[str, str]:
    """What each link of the tree says, as a shown path."""
    links = [path for path, node in tree.items() if node.is_link]
    texts = _objects.contents(root, (tree[path].id for path in links))
    return {path: _select.shown(text or b"") for path, text in zip(links, texts, strict=True)}


def _end(path: str, tree: Tree, links: dict[str, str]) -> str | TextFile:
    """The path of the file that a link leads to, or what is wrong; a link to a folder has neither data nor problem."""
    todo = path.split("/")[::-1]
    done: list[str] = []
    hops = 0
    while todo:
        part = todo.pop()
        if part == ".." and not done:
            return TextFile(path, b"", _select.LEAVES_ROOT)
        if part == "..":
            done.pop()
        elif part not in ("", "."):
            done.append(part)
        target = links.get("/".join(done))
        if target is None:
            continue
        hops += 1
        if problem := _problem(target, hops):
            return TextFile(path, b"", problem)
        done.pop()
        todo += target.split("/")[::-1]
    end = "/".join(done)
    return end if end in tree else TextFile(path, b"", "" if _is_folder(end, tree) else _select.DANGLING)


def _problem(target: str, hops: int) -> str:
    if target.startswith("/"):
        return _select.LEAVES_ROOT
    return _select.LINK_LOOP if hops > _MOST_LINKS else ""


def _is_folder(path: str, tree: Tree) -> bool:
    return not path or any(other.startswith(f"{path}/") for other in tree)
