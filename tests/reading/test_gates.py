"""Gates two and three, shape and type: what is refused, where, in which words."""

import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.reading import CODES, read
from tests.reading._reading import Told, catalog, entities, refused, service, team, told

KINDS = (
    "CI, CIType, Calendar, CatalogEntry, Change, ChangePolicy, ChangeTemplate, Contract, Customer, Freeze, Indicator, "
    "MaintenanceWindow, OLA, Person, Rule, SLA, Service, Supplier, Team"
)
METADATA = "aliases, annotations, description, formerly, labels, links, name, namespace, owner, title, waivers"
LIFECYCLE = "lifecycle is one of planned, live, deprecated or retired"
HEAD = "apiVersion: itsm/v1\n"
SLA = f"{HEAD}kind: SLA\nmetadata: {{name: a}}\nspec:\n"

SHAPE: dict[str, tuple[str, Told]] = {
    "list": ("- a\n- b\n", ("not-an-entity", "1:1-3:1", "this document is a list, not an entity", "")),
    "list of entities": (
        "- kind: Team\n",
        (
            "not-an-entity",
            "1:1-2:1",
            "this document is a list, not an entity",
            "write each entity as a document of its own, with --- between them",
        ),
    ),
    "number": ("42\n", ("not-an-entity", "1:1-3", "this document is a single value, not an entity", "")),
    "text": ("hello\n", ("not-an-entity", "1:1-6", "this document is a single value, not an entity", "")),
    "another mapping": (
        "a: 1\n",
        (
            "not-an-entity",
            "1:1-2:1",
            "this is YAML, but no entity",
            "an entity begins with apiVersion: itsm/v1 and kind: …; list other files under ignore in itsm.yaml",
        ),
    ),
    "no version": (
        "kind: Team\nmetadata: {name: a}\n",
        ("missing-field", "1:1-5", "every entity needs apiVersion", "add apiVersion: itsm/v1"),
    ),
    "no kind": (
        f"{HEAD}metadata: {{name: a}}\n",
        ("missing-field", "1:1-11", "every entity needs kind", "add kind: Service, or another kind"),
    ),
    "another version": (
        "apiVersion: v1\nkind: Team\nmetadata: {name: a}\n",
        ("api-version", "1:13-15", "this program reads itsm/v1", "write apiVersion: itsm/v1"),
    ),
    "mistyped kind": (
        f"{HEAD}kind: Sevice\nmetadata: {{name: a}}\n",
        ("unknown-kind", "2:7-13", "there is no kind Sevice", "did you mean Service?"),
    ),
    "kind in lower case": (
        f"{HEAD}kind: catalogentry\nmetadata: {{name: a}}\n",
        ("unknown-kind", "2:7-19", "there is no kind catalogentry", "did you mean CatalogEntry?"),
    ),
    "no such kind": (
        f"{HEAD}kind: Zebra\nmetadata: {{name: a}}\n",
        ("unknown-kind", "2:7-12", "there is no kind Zebra", f"it knows {KINDS}"),
    ),
    "no metadata": (
        f"{HEAD}kind: Team\n",
        ("missing-field", "2:1-5", "every entity needs metadata", "add metadata: …"),
    ),
    "metadata of nothing": (
        f"{HEAD}kind: Team\nmetadata:\n",
        ("missing-field", "3:10-10", "every entity needs metadata", "add metadata: …"),
    ),
    "no name": (
        f"{HEAD}kind: Team\nmetadata: {{}}\n",
        ("missing-field", "3:1-9", "metadata needs name", "add name: …"),
    ),
}

TYPE: dict[str, tuple[str, Told]] = {
    "mistyped field": (
        service("  ownr: x\n"),
        ("unknown-field", "5:3-7", "metadata has no field ownr", "did you mean owner?"),
    ),
    "field in other case": (
        service("  Owner: x\n"),
        ("unknown-field", "5:3-8", "metadata has no field Owner", "did you mean owner?"),
    ),
    "field of nowhere": (
        service("  colour: x\n"),
        ("unknown-field", "5:3-9", "metadata has no field colour", f"it knows {METADATA}"),
    ),
    "field beside spec": (
        service("specs: {}\n"),
        ("unknown-field", "5:1-6", "an entity has no field specs", "did you mean spec?"),
    ),
    "field inside a list": (
        service("spec: {dependsOn: [ci:b, {ref: ci:a, modee: soft}]}\n"),
        ("unknown-field", "5:38-43", "spec.dependsOn has no field modee", "did you mean mode?"),
    ),
    "mistyped form of a dependency": (
        service("spec: {dependsOn: [{rfe: ci:a}]}\n"),
        ("unknown-field", "5:21-24", "spec.dependsOn has no field rfe", "did you mean ref?"),
    ),
    "two forms of a dependency": (
        service("spec: {dependsOn: [{ref: ci:a, anyOf: [ci:b]}]}\n"),
        (
            "wrong-value",
            "5:20-46",
            "dependsOn[0]: a dependency has exactly one of ref, anyOf and allOf",
            "for several ways to be satisfied, use anyOf with need",
        ),
    ),
    "dependency that is a number": (
        service("spec: {dependsOn: [ci:a, 5]}\n"),
        (
            "wrong-value",
            "5:26-27",
            "dependsOn[1]: a dependency is a reference or a mapping",
            "write service:name or ci:name, or {ref: …}",
        ),
    ),
    "one for a list": (
        service("spec: {dependsOn: ci:a}\n"),
        ("wrong-value", "5:19-23", "dependsOn takes a list, this is a text", ""),
    ),
    "no such choice": (
        service("spec: {lifecycle: lively}\n"),
        ("wrong-value", "5:19-25", LIFECYCLE, "did you mean live?"),
    ),
    "choice in other case": (
        service("spec: {lifecycle: Live}\n"),
        ("wrong-value", "5:19-23", LIFECYCLE, "did you mean live?"),
    ),
    "choice far off": (service("spec: {lifecycle: 5}\n"), ("wrong-value", "5:19-20", LIFECYCLE, "")),
    "need without a unit": (
        service("spec: {dependsOn: [{anyOf: [ci:a], need: 1.5}]}\n"),
        (
            "wrong-value",
            "5:42-45",
            "need: need is a whole number or a percentage",
            "write need: 2 or need: 50%",
        ),
    ),
    "owner that is a number": (
        service("  owner: 5\n"),
        ("wrong-value", "5:10-11", "owner: a reference is one text", "write its name"),
    ),
    "owner that is nobody": (
        service('  owner: ""\n'),
        ("wrong-value", "5:10-12", "owner: this names nothing", "write its name"),
    ),
    "name with a space": (
        service("  aliases: [Corporate Mail]\n"),
        (
            "wrong-value",
            "5:13-27",
            "aliases[0]: a name is made of a-z and 0-9, with - . _ inside",
            "write corporate-mail",
        ),
    ),
    "missing part": (
        service("  links: [{title: x}]\n"),
        ("missing-field", "5:11-21", "metadata.links needs url", "add url: …"),
    ),
    "annotation of our own": (
        service("  annotations: {y: 1}\n"),
        ("wrong-value", "5:16-22", "annotations: the annotation 'y' does not begin with x-", "write x-y"),
    ),
    "label of several": (
        service("  labels: {a: [1]}\n"),
        ("wrong-value", "5:11-19", "labels: the label a has no single value", "write a text, a number, true or false"),
    ),
    "labels as a list": (
        service("  labels: [a]\n"),
        ("wrong-value", "5:11-14", "labels: labels are a mapping", "write them as {tier: gold, region: cn}"),
    ),
    "title that is a number": (
        service("  title: 5\n"),
        (
            "wrong-value",
            "5:10-11",
            "title: this takes a text, or one for each language",
            "write it in quotes, or as {en: …, zh: …}",
        ),
    ),
    "title in no language": (
        service("  title: {english!: a}\n"),
        ("wrong-value", "5:10-23", "title: 'english!' is not a language", "use a tag such as en, zh or pt-BR"),
    ),
    "day that never was": (
        service("  waivers: [{rule: a, reason: b, until: 2026-02-30}]\n"),
        ("wrong-value", "5:41-51", "until: there is no day 2026-02-30", "that month has 28 days"),
    ),
    "reason that is a number": (
        service("  waivers: [{rule: a, reason: 5, until: 2026-02-28}]\n"),
        ("wrong-value", "5:31-32", "reason takes a text, this is a number", 'write it in quotes: "5"'),
    ),
    "name that is a number": (
        f"{HEAD}kind: Service\nmetadata: {{name: 123}}\n",
        ("wrong-value", "3:18-21", "name: a name is a text", 'write it in quotes: "123"'),
    ),
    "no spec": (
        f"{HEAD}kind: CI\nmetadata: {{name: a}}\n",
        ("missing-field", "2:1-5", "every entity needs spec", "add spec: …"),
    ),
    "no type": (
        f"{HEAD}kind: CI\nmetadata: {{name: a}}\nspec: {{}}\n",
        ("missing-field", "4:1-5", "spec needs type", "add type: …"),
    ),
    "target that is a share": (
        f"{SLA}  objectives: [{{metric: availability, target: 0.999}}]\n",
        (
            "wrong-value",
            "5:47-52",
            "target: 0.999 is a bare number, a share is written with its unit",
            "99.9% was probably meant",
        ),
    ),
    "target with a comma": (
        f"{SLA}  objectives: [{{metric: availability, target: '99,9%'}}]\n",
        ("wrong-value", "5:47-54", "target: '99,9%' is not a percentage", "write 99.9%"),
    ),
    "duration without a unit": (
        f"{SLA}  objectives:\n    - metric: response-time\n      targets: {{P1: 15}}\n",
        (
            "wrong-value",
            "7:21-23",
            "P1: 15 has no unit",
            "write 15m for minutes, 15h for hours or 15d for days",
        ),
    ),
    "term that ends first": (
        f"{SLA}  term: {{start: 2026-02-01, end: 2026-01-01}}\n",
        (
            "wrong-value",
            "5:9-45",
            "term: the term ends on 2026-01-01, before it starts on 2026-02-01",
            "swap the two days",
        ),
    ),
    "money without quotes": (
        f"{HEAD}kind: CatalogEntry\nmetadata: {{name: a}}\nspec: {{price: {{amount: 12, currency: CNY}}}}\n",
        (
            "wrong-value",
            "4:24-26",
            "amount: 12 is a bare number, which may lose its cents",
            'write it in quotes with a point: "12"',
        ),
    ),
    "hours over midnight": (
        f'{HEAD}kind: Calendar\nmetadata: {{name: a}}\nspec: {{hours: {{fri: ["22:00-06:00"]}}}}\n',
        (
            "wrong-value",
            "4:22-35",
            "fri[0]: 22:00-06:00 ends before it begins",
            'hours over midnight are written as two: "22:00-24:00" and "00:00-06:00"',
        ),
    ),
}


@pytest.mark.parametrize("case", SHAPE)
def test_what_is_no_entity(case: str) -> None:
    text, expected = SHAPE[case]
    assert told(text) == [expected]
    assert entities(text) == []


@pytest.mark.parametrize("case", TYPE)
def test_one_mistake_is_one_finding_and_the_name_stays_known(case: str) -> None:
    text, expected = TYPE[case]
    assert told(text) == [expected]
    assert len(refused(text)) == 1
    assert entities(text) == []


def test_every_code_of_these_gates_is_explained() -> None:
    assert {expected[0] for _, expected in (*SHAPE.values(), *TYPE.values())} <= set(CODES)


def test_a_finding_of_type_says_whose_it_is() -> None:
    (finding,) = catalog(service("  ownr: x\n")).findings
    assert str(finding.ref) == "service:a"


def test_what_has_no_name_is_said_to_be_nobody() -> None:
    (finding,) = catalog(f"{HEAD}kind: Team\nmetadata: {{}}\n").findings
    assert finding.ref is None


def test_all_mistakes_of_an_entity_are_told_at_once() -> None:
    text = service("  ownr: x\n  title: 5\nspec: {lifecycle: lively, criticality: urgent}\n")
    assert [one[1] for one in told(text)] == ["5:3-7", "6:10-11", "7:19-25", "7:40-46"]


def test_a_field_left_out_is_found_at_the_nearest_thing_above() -> None:
    (entity,) = (one for one in catalog(service("spec:\n  dependsOn: [ci:b]\n")).entities if not one.shipped)
    places = {
        (): (2, 1),
        ("metadata", "name"): (4, 9),
        ("metadata", "owner"): (3, 1),
        ("spec", "dependsOn", 0): (6, 15),
        ("spec", "dependsOn", 0, "ref"): (6, 15),
        ("spec", "lifecycle"): (5, 1),
    }
    assert {path: (entity.locate(path).line, entity.locate(path).column) for path in places} == places


def test_findings_stand_in_the_order_of_files_and_lines() -> None:
    found = catalog(team("b", ", x: 1"), service("  ownr: x\n  zzz: y\n"), "- a\n").findings
    assert [(one.location.path, one.location.line) for one in found] == [
        ("a.yaml", 3),
        ("b.yaml", 5),
        ("b.yaml", 6),
        ("c.yaml", 1),
    ]


EMPTY = ("lifecycle:", "dependsOn:", "criticality:", "partOf:", "type: # to be said", "supportTeams: ~")


@pytest.mark.parametrize("line", EMPTY)
def test_a_key_without_a_value_is_as_if_it_were_not_there(line: str) -> None:
    head = f"{HEAD}kind: Service\nmetadata: {{name: a}}\n"
    assert told(f"{head}spec:\n  {line}\n") == []
    assert told(f"{head}spec:\n") == []
    (with_it,), (without,) = (
        [one.model for one in read([TextFile("a.yaml", text.encode())]).entities if not one.shipped]
        for text in (f"{head}spec:\n  {line}\n", head)
    )
    assert with_it == without


def test_null_stays_null_in_what_belongs_to_the_organisation() -> None:
    text = f"{HEAD}kind: CI\nmetadata: {{name: a, labels: , annotations: {{x-a: {{b: ~}}}}}}\nspec: {{type: server}}\n"
    (entity,) = [one for one in read([TextFile("a.yaml", text.encode())]).entities if not one.shipped]
    assert entity.model.metadata.annotations == {"x-a": {"b": None}}
    assert entity.model.metadata.labels == {}
