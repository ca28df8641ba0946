"""GitLab's runbooks: service-catalog.yml and teams.yml become services and teams.

How it is mapped:

| there | here |
|---|---|
| a service's `name`, `friendly_name`, `tier`, `label` | Service: name, title, the labels `tier` and `gitlab-label` |
| `business.requirement`, `business.business_value` | `description` |
| the first of `teams` | `owner`: an assumption, and told as one |
| the other `teams` | `supportTeams` |
| `technical.dependencies` | `dependsOn`, hard: GitLab says nothing about what works without them |
| `technical.project`, `technical.documents`, `operations.runbooks`, `operations.playbooks` | `links` |
| a team's `url`, `slack_channel`, `oncall_schedule` | Team: `links`, `chat`, `onCall` |
| everything else that has a value | annotations such as `x-gitlab-technical.logging` |

Names that nothing answers to, unknown teams and services that depend on themselves stay as they
are: `itsm validate` shows them where people can mend them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from itsm_as_code.importers._imported import Entry, Imported, entity, readable, shown, text_of, told, written
from itsm_as_code.importers._kept import keep
from itsm_as_code.importers._names import Mention, fitted, named
from itsm_as_code.model import FieldPath, Finding, Severity, TextFile
from itsm_as_code.reading import Foreign

RULE = "import-gitlab"
TOOL = "gitlab"

_LISTS = {"services": "service", "teams": "team"}
_LINKS: Mapping[tuple[str, ...], str] = {
    ("technical", "project"): "Project",
    ("technical", "documents", "design"): "Design",
    ("technical", "documents", "architecture"): "Architecture",
    ("technical", "documents", "readiness_review"): "Readiness review",
    ("technical", "documents", "service"): "Documentation",
    ("technical", "documents", "security"): "Security",
    ("operations", "runbooks"): "Runbook",
    ("operations", "playbooks"): "Playbook",
    ("url",): "Team page",
}
_DEPENDENCIES = ("technical", "dependencies")
_ADDRESS = re.compile(r"(https?://|mailto:)\S+")

Names = Mapping[Hashable, str]
Result = tuple[str, dict[str, Any], list[Finding]]


def documents(files: Sequence[TextFile]) -> Imported:
    """The services and teams of a catalogue, one file a service, and what is to be told about them."""
    found, notes = readable(files, RULE)
    notes += [note for document in found for note in _outside(document)]
    entries = [(kind, entry) for document in found for kind, entry in _entries(document)]
    names, changes = named(_mentions(entries), RULE)
    results = [result for kind, entry in entries if (result := _mapped(kind, entry, names)) is not None]
    notes += [*changes, *(note for _, _, about in results for note in about)]
    return Imported(written((path, document) for path, document, _ in results), told(notes))


def _outside(document: Foreign) -> Iterator[Finding]:
    """What stands beside the two lists, and what a list holds that is no entry."""
    value = document.value
    if not isinstance(value, dict) or not _LISTS.keys() & value.keys():
        words = "this is neither a service catalogue nor a list of teams: left out"
        yield Finding(RULE, Severity.INFO, words, document.locate())
        return
    for key, inside in value.items():
        if key not in _LISTS:
            hint = "each service carries its tier as a label" if key == "tiers" else ""
            yield Finding(
                RULE, Severity.INFO, f"{shown(key)} has no place here: left out", document.locate((key,)), hint=hint
            )
        elif not isinstance(inside, list):
            yield Finding(RULE, Severity.ERROR, f"{key} is not a list: nothing of it was read", document.locate((key,)))
        else:
            yield from _unreadable(document, key, inside)


def _unreadable(document: Foreign, key: str, inside: list[Any]) -> Iterator[Finding]:
    for index, item in enumerate(inside):
        if not isinstance(item, dict) or text_of(item.get("name")) is None:
            words = f"{key}[{index}] has no name: left out"
            yield Finding(RULE, Severity.ERROR, words, document.locate((key, index)))


def _entries(document: Foreign) -> Iterator[tuple[str, Entry]]:
    value = document.value if isinstance(document.value, dict) else {}
    for key, kind in _LISTS.items():
        items = value.get(key)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and text_of(item.get("name")) is not None:
                yield kind, Entry(document, (key, index), item)


def _mentions(entries: Sequence[tuple[str, Entry]]) -> Iterator[Mention]:
    """First what is described, names that need no change before the others; then what is only referred to."""
    described = [
        Mention(kind, (kind, name), name, entry.at("name"))
        for kind, entry in entries
        if (name := text_of(entry.get("name")))
    ]
    yield from sorted(described, key=lambda mention: mention.text != fitted(mention.text))
    for kind, entry in entries:
        if kind == "service":
            for path, name in _teams(entry):
                yield Mention("team", ("team", name), name, entry.at(*path))
            for path, name in _dependencies(entry):
                yield Mention("service", ("service", name), name, entry.at(*path))


def _mapped(kind: str, entry: Entry, names: Names) -> Result | None:
    """The file and document of an entry, or None where no name can be made of its own."""
    name = names.get((kind, text_of(entry.get("name"))))
    if name is None:
        return None
    return _service(entry, name, names) if kind == "service" else _team(entry, name)


def _service(entry: Entry, name: str, names: Names) -> Result:
    links, linked = _links(entry)
    words, described = _description(entry)
    teams = {path: names["team", text] for path, text in _teams(entry) if ("team", text) in names}
    needs = {path: names["service", text] for path, text in _dependencies(entry) if ("service", text) in names}
    labels = {"tier": text_of(entry.get("tier")), "gitlab-label": text_of(entry.get("label"))}
    used = {*_plain(entry, "name", "friendly_name", "tier", "label"), *linked, *described, *teams, *needs}
    empty, without = _without_service(entry)
    kept, notes = keep(entry, used | empty, TOOL)
    owner, *others = teams.values() or [None]
    metadata = {
        "name": name,
        "title": text_of(entry.get("friendly_name")) or _unlike(entry, name),
        "description": words,
        "owner": owner,
        "labels": {key: value for key, value in labels.items() if value is not None},
        "links": links,
        "annotations": kept,
    }
    spec = {
        "type": "technical",
        "lifecycle": "live",
        "dependsOn": [f"service:{need}" for need in needs.values()],
        "supportTeams": others,
    }
    return f"services/{name}.yaml", entity("Service", metadata, spec), [*notes, *without, *_assumed(entry, teams)]


def _team(entry: Entry, name: str) -> Result:
    links, linked = _links(entry)
    used = {*_plain(entry, "name", "slack_channel", "oncall_schedule"), *linked}
    kept, notes = keep(entry, used, TOOL)
    metadata = {"name": name, "title": _unlike(entry, name), "links": links, "annotations": kept}
    spec = {"chat": text_of(entry.get("slack_channel")), "onCall": text_of(entry.get("oncall_schedule"))}
    return "teams.yaml", entity("Team", metadata, spec), notes


def _unlike(entry: Entry, name: str) -> str | None:
    """The foreign name as a title, where it had to be changed."""
    text = text_of(entry.get("name"))
    return text if text != name else None


def _plain(entry: Entry, *keys: str) -> Iterator[FieldPath]:
    """Those of the fields that hold one text."""
    return ((key,) for key in keys if text_of(entry.get(key)) is not None)


def _description(entry: Entry) -> tuple[str, list[FieldPath]]:
    paths = [("business", key) for key in ("requirement", "business_value")]
    texts = {path: text for path in paths if (text := text_of(entry.get(*path)))}
    return "\n\n".join(texts.values()), list(texts)


def _links(entry: Entry) -> tuple[list[dict[str, str]], list[FieldPath]]:
    """The addresses among the fields that hold some; what is no address stays an annotation."""
    texts = ((path, title, text) for way, title in _LINKS.items() for path, text in _texts(entry, way))
    found = [(path, {"title": title, "url": text}) for path, title, text in texts if _ADDRESS.fullmatch(text)]
    return [link for _, link in found], [path for path, _ in found]


def _texts(entry: Entry, way: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """The texts at a path, whether one stands there or a list of them."""
    value = entry.get(*way)
    places = (((*way, index), item) for index, item in enumerate(value)) if isinstance(value, list) else ((way, value),)
    for path, item in places:
        text = text_of(item)
        if text is not None:
            yield path, text


def _teams(entry: Entry) -> Iterator[tuple[FieldPath, str]]:
    return _texts(entry, ("teams",))


def _assumed(entry: Entry, teams: Mapping[FieldPath, str]) -> Iterator[Finding]:
    for path in list(teams)[:1]:
        words = "the first team of a service is taken for its owner"
        hint = "GitLab doesn't say which of them answers for it; look through them"
        yield Finding(RULE, Severity.INFO, words, entry.at(*path), hint=hint)


def _needed(entry: Entry) -> Iterator[tuple[FieldPath, Any]]:
    """What is written in the list of dependencies, item by item."""
    items = entry.get(*_DEPENDENCIES)
    yield from (((*_DEPENDENCIES, index), item) for index, item in enumerate(items if isinstance(items, list) else ()))


def _dependencies(entry: Entry) -> Iterator[tuple[FieldPath, str]]:
    """The names of the services it needs, and where each stands."""
    for path, item in _needed(entry):
        text = text_of(item.get("service")) if isinstance(item, dict) else None
        if text is not None:
            yield (*path, "service"), text


def _without_service(entry: Entry) -> tuple[set[FieldPath], list[Finding]]:
    """The items of the list that name nothing: the paths of the empty ones, and a note about each."""
    empty, notes = set(), []
    for path, item in _needed(entry):
        if isinstance(item, dict) and text_of(item.get("service")) is not None:
            continue
        where = f"{shown(str(entry.get('name')))}: {'.'.join(_DEPENDENCIES)}[{path[-1]}]"
        if not item or (isinstance(item, dict) and not any(item.values())):
            empty.add(path)
            words = f"{where} names no service: left out"
        else:
            words = f"{where} is no dependency that can be read: kept as an annotation"
        notes.append(
            Finding(RULE, Severity.WARNING, words, entry.at(*path), hint="name the service, or delete the line")
        )
    return empty, notes
