"""CODEOWNERS for GitHub and GitLab: who is asked to review a file follows from the owners of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from itsm_as_code.exporters._exported import Exported
from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import Ref, TextFile

TARGETS = ("github", "gitlab")
_PLACES = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
_HEAD = "# Written by itsm export codeowners from the owners of what stands in each file. Edits are lost.\n"
_CANNOT = {"github": "[]!*?\\#", "gitlab": "[]!*?\\"}
"""Characters that a path can't be told apart from a pattern by: GitHub knows no way to write them."""


def files(landscape: Landscape, target: str = "github", prefix: str = "") -> Exported:
    """One line a file, sorted; of the teams that own something in it, each with its handle there.

    A team without a handle is stood for by those of its members; what nobody can be named for is told.
    """
    owners = _owners(landscape)
    handles = {team: _handles(landscape, team, target) for teams in owners.values() for team in teams}
    lines = []
    silent = [team for team in sorted(handles) if not handles[team]]
    notes = [f"{team} has no handle for {target}, and none of its members has" for team in silent]
    for path, teams in sorted(owners.items()):
        named = sorted({handle for team in teams for handle in handles[team]})
        if set(path) & set(_CANNOT[target]) or not path.isprintable():
            notes.append(f"{path} has a name that CODEOWNERS can't hold")
        elif named:
            lines.append(f"{_pattern(prefix + path, target)} {' '.join(named)}\n")
        else:
            notes.append(f"{path} is left without an owner")
    return Exported((TextFile(_PLACES[target], "".join([_HEAD, *lines]).encode()),), tuple(notes))


def _owners(landscape: Landscape) -> Mapping[str, set[Ref]]:
    """File → the teams that own something in it; a team's own entry is its own."""
    found: dict[str, set[Ref]] = {}
    for ref, entity in landscape.entities.items():
        if not entity.shipped:
            owner = target_of(landscape, ref, "owner") or (ref if ref.kind == "team" else None)
            teams = found.setdefault(entity.file.path, set())
            if owner is not None and owner in landscape.entities:
                teams.add(owner)
    return found


def _handles(landscape: Landscape, team: Ref, target: str) -> Iterable[str]:
    own = _handle(landscape, team, target)
    if own:
        return [own]
    links = landscape.links_from.get(team, ())
    members = (link.target for link in links if link.relation == "members" and link.target in landscape.entities)
    return sorted(filter(None, (_handle(landscape, member, target) for member in members)))


def _handle(landscape: Landscape, party: Ref, target: str) -> str:
    return str(landscape.entities[party].model.spec.handles.get(target, ""))


def _pattern(path: str, target: str) -> str:
    """The path from the top; a space would end it."""
    hidden = path.replace("#", "\\#") if target == "gitlab" else path
    return "/" + hidden.replace(" ", "\\ ")
