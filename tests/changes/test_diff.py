"""The semantic diff: every kind of change with its field, its texts and what it means; and what is no change."""

import pytest

from itsm_as_code.changes import EntityChange, diff
from tests.landscapes import landscape_of, landscape_of_files


def service(spec: str = "", metadata: str = "") -> str:
    return f"kind: Service\nmetadata: {{name: email{metadata}}}\nspec: {{{spec}}}"


def group(text: str) -> str:
    return service(f"dependsOn: [{{name: cluster, {text}}}]")


def sla(spec: str) -> str:
    return f"kind: SLA\nmetadata: {{name: gold}}\nspec: {{{spec}}}"


def objective(text: str) -> str:
    return sla(f"objectives: [{text}]")


def fields(before: str, after: str) -> list[tuple[str, str | None, str | None, str]]:
    (change,) = diff(landscape_of(before), landscape_of(after))
    return [(field.path, field.before, field.after, field.effect) for field in change.fields]


CLUSTER = "spec.dependsOn[cluster]"
AVAILABILITY = "spec.objectives[availability].target"
RESPONSE = "spec.objectives[response-time].targets"

CHANGES = [
    (service(), service(metadata=", title: E-mail"), ("metadata.title", None, "E-mail", "neutral")),
    (
        service(metadata=", title: {en: Mail, zh: 邮件}"),
        service(metadata=", title: {en: Mail, zh: 邮箱}"),
        ("metadata.title.zh", "邮件", "邮箱", "neutral"),
    ),
    (service(metadata=", owner: a"), service(metadata=", owner: b"), ("metadata.owner", "team:a", "team:b", "neutral")),
    (
        service(metadata=", labels: {tier: gold}"),
        service(metadata=", labels: {tier: 1}"),
        ("metadata.labels.tier", "gold", "1", "neutral"),
    ),
    (service("lifecycle: planned"), service("lifecycle: live"), ("spec.lifecycle", "planned", "live", "tightened")),
    (service("lifecycle: live"), service("lifecycle: retired"), ("spec.lifecycle", "live", "retired", "breaking")),
    (
        service(),
        service("supportTeams: [a]"),
        ("spec.supportTeams[team:a]", None, "team:a", "neutral"),
    ),
    (
        service("dependsOn: [ci:a]"),
        service("dependsOn: [{ref: ci:a, mode: soft}]"),
        ("spec.dependsOn[ci:a].mode", "hard", "soft", "loosened"),
    ),
    (
        service("dependsOn: [{ref: ci:a, mode: soft}]"),
        service("dependsOn: [ci:a]"),
        ("spec.dependsOn[ci:a].mode", "soft", "hard", "tightened"),
    ),
    (
        service("dependsOn: [{ref: ci:a, tolerates: 4h}]"),
        service("dependsOn: [{ref: ci:a, tolerates: 30m}]"),
        ("spec.dependsOn[ci:a].tolerates", "4h", "30m", "tightened"),
    ),
    (
        service("dependsOn: [ci:a]"),
        service("dependsOn: [{ref: ci:a, tolerates: 30m}]"),
        ("spec.dependsOn[ci:a].tolerates", None, "30m", "loosened"),
    ),
    (
        group("anyOf: [ci:a, ci:b], need: 1"),
        group("anyOf: [ci:a, ci:b], need: 2"),
        (f"{CLUSTER}.need", "1", "2", "tightened"),
    ),
    (
        group("anyOf: [ci:a, ci:b], need: 2"),
        group("anyOf: [ci:a, ci:b]"),
        (f"{CLUSTER}.need", "2", "1", "loosened"),
    ),
    (
        group("anyOf: [ci:a, ci:b, ci:c], need: 34%"),
        group("anyOf: [ci:a, ci:b, ci:c], need: 33%"),
        (f"{CLUSTER}.need", "2", "1", "loosened"),
    ),
    (
        group("anyOf: [ci:a, ci:b, ci:c], need: 1"),
        group("anyOf: [ci:a, ci:b], need: 1"),
        (f"{CLUSTER}.anyOf[ci:c]", "ci:c", None, "loosened"),
    ),
    (
        objective("{metric: availability, target: 99.9%}"),
        objective("{metric: availability, target: 99.5%}"),
        (AVAILABILITY, "99.9%", "99.5%", "loosened"),
    ),
    (
        objective("{metric: availability, target: 99%}"),
        objective("{metric: availability, target: 99.5%}"),
        (AVAILABILITY, "99%", "99.5%", "tightened"),
    ),
    (
        objective("{metric: response-time, targets: {P1: 15m}}"),
        objective("{metric: response-time, targets: {P1: 1h}}"),
        (f"{RESPONSE}.P1", "15m", "1h", "loosened"),
    ),
    (
        objective("{metric: response-time, targets: {P1: 1mo}}"),
        objective("{metric: response-time, targets: {P1: 20d}}"),
        (f"{RESPONSE}.P1", "1mo", "20d", "tightened"),
    ),
    (
        objective("{metric: response-time, targets: {P1: 15m, P2: 1h}}"),
        objective("{metric: response-time, targets: {P1: 15m}}"),
        (f"{RESPONSE}.P2", "1h", None, "loosened"),
    ),
    (
        objective("{metric: queue, target: <= 4h}"),
        objective("{metric: queue, target: <= 5h}"),
        ("spec.objectives[queue].target", "<= 4h", "<= 5h", "loosened"),
    ),
    (
        objective("{metric: rating, target: '>= 4.5'}"),
        objective("{metric: rating, target: '>= 4.6'}"),
        ("spec.objectives[rating].target", ">= 4.5", ">= 4.6", "tightened"),
    ),
    (sla("status: draft"), sla("status: agreed"), ("spec.status", "draft", "agreed", "tightened")),
    (sla("status: agreed"), sla("status: draft"), ("spec.status", "agreed", "draft", "loosened")),
    (sla("status: agreed"), sla("status: retired"), ("spec.status", "agreed", "retired", "breaking")),
    (
        sla("term: {start: 2026-01-01}"),
        sla("term: {start: 2026-01-01, end: 2026-12-31}"),
        ("spec.term.end", None, "2026-12-31", "loosened"),
    ),
    (
        sla("signatures: [{party: provider, by: li-na, on: 2026-01-01}]"),
        sla("signatures: [{party: provider, by: wang-fang, on: 2026-01-01}]"),
        ("spec.signatures[provider].by", "person:li-na", "person:wang-fang", "neutral"),
    ),
    (
        "kind: CI\nmetadata: {name: a}\nspec: {type: server, attributes: {disks: [1, 2], note: {need: 1}}}",
        "kind: CI\nmetadata: {name: a}\nspec: {type: server, attributes: {disks: [1, 3], note: {need: 1}}}",
        ("spec.attributes.disks", "1, 2", "1, 3", "neutral"),
    ),
    (
        "kind: CI\nmetadata: {name: a}\nspec: {type: server, attributes: {need: 2, on: true}}",
        "kind: CI\nmetadata: {name: a}\nspec: {type: server, attributes: {need: 1, on: true}}",
        ("spec.attributes.need", "2", "1", "neutral"),
    ),
    (
        "kind: Calendar\nmetadata: {name: a}\nspec: {hours: {mon-fri: ['09:00-17:00']}}",
        "kind: Calendar\nmetadata: {name: a}\nspec: {hours: {mon-fri: ['09:00-18:00']}}",
        ("spec.hours.mon-fri", "09:00-17:00", "09:00-18:00", "tightened"),
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES, ids=[row[2][0] for row in CHANGES])
def test_one_field_changes(before: str, after: str, expected: tuple[str, str | None, str | None, str]) -> None:
    assert fields(before, after) == [expected]


WHOLE = [
    # an item that comes or goes as a whole is told in one line
    (
        objective("{metric: availability, target: 99%}"),
        sla(""),
        ("spec.objectives[availability]", "target 99%", None, "loosened"),
    ),
    (
        sla(""),
        objective("{metric: response-time, targets: {P1: 15m, P2: 1h}}"),
        ("spec.objectives[response-time]", None, "targets {P1: 15m, P2: 1h}", "tightened"),
    ),
    (service(), service("dependsOn: [ci:a]"), ("spec.dependsOn[ci:a]", None, "ci:a", "neutral")),
    (
        service(),
        service("dependsOn: [{ref: ci:a, mode: soft, tolerates: 60m}]"),
        ("spec.dependsOn[ci:a]", None, "mode soft, tolerates 1h", "neutral"),
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), WHOLE, ids=[row[2][0] for row in WHOLE])
def test_an_item_comes_or_goes(before: str, after: str, expected: tuple[str, str | None, str | None, str]) -> None:
    assert fields(before, after) == [expected]


SAME = [
    # other layout                         one meaning
    (
        "kind: Service\nmetadata: {name: a}\nspec: {type: business}",
        "spec:\n  type: 'business'\nmetadata:\n  name: a\nkind: Service",
    ),
    (service("dependsOn: [ci:a]"), service("dependsOn: [{ref: CI:a, mode: hard}]")),
    (service("dependsOn: [ci:a, service:b]"), service("dependsOn: [service:b, ci:a]")),
    (service("dependsOn: [{ref: ci:a, tolerates: 60m}]"), service("dependsOn: [{ref: ci:a, tolerates: PT1H}]")),
    (group("anyOf: [ci:a, ci:b]"), group("anyOf: [ci:b, ci:a], need: 1")),
    (group("anyOf: [ci:a, ci:b], need: 50%"), group("anyOf: [ci:a, ci:b], need: 1")),
    (group("allOf: [ci:a, ci:b]"), group("allOf: [ci:a, ci:b], need: 100%")),
    (objective("{metric: availability, target: 99.90%}"), objective("{target: '99.9%', metric: availability}")),
    (sla("term: {start: 2026-01-01}"), sla("term: {start: '2026-01-01'}")),
    (sla("hours: 24x7"), sla("hours: calendar:24x7")),
    (service(metadata=", owner: web"), service(metadata=", owner: team:web")),
    (service(metadata=", owner: web"), service(metadata=", owner: team:default/web")),
    (service(metadata=", namespace: default"), service()),
    ("# a comment\n" + service(), service()),
    (service(metadata=", labels: {a: 'x', b: y}"), service(metadata=", labels: {b: y, a: x}")),
]


@pytest.mark.parametrize(("before", "after"), SAME, ids=range(len(SAME)))
def test_what_means_the_same_is_no_change(before: str, after: str) -> None:
    assert diff(landscape_of(before), landscape_of(after)) == ()
    assert diff(landscape_of(after), landscape_of(before)) == ()


def test_moving_files_and_splitting_documents_is_no_change() -> None:
    first, second = service("dependsOn: [ci:a]"), sla("service: email")
    together = landscape_of_files({"all.yaml": f"{first}\n---\n{second}"})
    apart = landscape_of_files({"services/x/email.yaml": first, "agreements/gold.yml": second})
    assert diff(together, apart) == ()


def told(changes: tuple[EntityChange, ...]) -> list[str]:
    return [f"{one.action} {one.ref}" + (f" was {one.formerly}" if one.formerly else "") for one in changes]


def named(name: str, more: str = "", spec: str = "") -> str:
    return f"kind: Service\nmetadata: {{name: {name}{more}}}\nspec: {{{spec}}}"


ACTIONS = [
    # before                         after                                           what is told
    (named("a"), named("a"), []),
    (named("a"), named("b"), ["delete service:a", "create service:b"]),
    (named("a"), named("b", ", formerly: [a]"), ["rename service:b was service:a"]),
    (named("a"), named("b", ", formerly: [x, a]"), ["rename service:b was service:a"]),
    (named("a"), f"{named('a')}\n---\n{named('b', ', formerly: [a]')}", ["create service:b"]),
    (
        named("a"),
        f"{named('b', ', formerly: [a]')}\n---\n{named('c', ', formerly: [a]')}",
        ["rename service:b was service:a", "create service:c"],
    ),
    (named("b", ", formerly: [a]"), named("b", ", formerly: [a]"), []),
    (named("a"), named("a", spec="nonsense: 1"), ["unreadable service:a"]),
    (named("a"), "kind: Service\nmetadata: {name: a}\nspec: {type: [}", ["unreadable service:a"]),
    (named("a"), "kind: Service\nmetadata: {name: a}\nmetadata: {name: a}", ["unreadable service:a"]),
    (named("a", spec="nonsense: 1"), named("a"), ["update service:a"]),
    (named("a", spec="nonsense: 1"), named("a", spec="rubbish: 1"), []),
    (named("a", spec="nonsense: 1"), named("b"), ["create service:b"]),
    (named("a"), named("a", ", namespace: lab"), ["delete service:a", "create service:lab/a"]),
]


@pytest.mark.parametrize(("before", "after", "expected"), ACTIONS, ids=range(len(ACTIONS)))
def test_what_happened_to_an_entity(before: str, after: str, expected: list[str]) -> None:
    assert sorted(told(diff(landscape_of(before), landscape_of(after)))) == sorted(expected)


def test_a_rename_tells_what_else_changed() -> None:
    before, after = landscape_of(named("a")), landscape_of(named("b", ", formerly: [a]", "type: business"))
    (change,) = diff(before, after)
    assert [field.path for field in change.fields] == ["metadata.formerly", "metadata.name", "spec.type"]


def test_a_change_says_where_it_stands_now_and_a_deletion_where_it_stood() -> None:
    before = landscape_of_files({"old.yaml": f"{named('x')}\n---\n{named('gone')}"})
    after = landscape_of_files({"new.yaml": f"# moved\n{named('x', '', 'type: business')}"})
    gone, x = diff(before, after)
    assert (gone.location.path, gone.location.line) == ("old.yaml", 6)
    assert (x.location.path, x.location.line) == ("new.yaml", 2)
