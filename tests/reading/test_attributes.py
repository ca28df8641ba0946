"""What organisations add: CI types, attributes and request forms, checked by JSON Schema."""

import pytest

from tests.reading._reading import Told, catalog, entities, told

HEAD = "apiVersion: itsm/v1\n"
MINE = "---\n" + HEAD + "kind: CI\nmetadata: {name: c}\nspec:\n  type: mine\n  attributes: "


def ci(attributes: str, of: str = "virtual-machine") -> str:
    return f"{HEAD}kind: CI\nmetadata: {{name: c}}\nspec:\n  type: {of}\n  attributes: {attributes}\n"


def ci_type(schema: str, more: str = "", name: str = "mine") -> str:
    return f"{HEAD}kind: CIType\nmetadata: {{name: {name}}}\nspec:\n  attributes: {schema}\n{more}"


CASES: dict[str, tuple[str, list[Told]]] = {
    "of another type": (
        ci("{cpu: four}"),
        [("invalid-attribute", "6:21-25", "virtual-machine: 'four' is not of type 'integer'", "")],
    ),
    "mistyped": (
        ci("{cpuu: 4}"),
        [("invalid-attribute", "6:16-20", "virtual-machine: there is no attribute cpuu", "did you mean cpu?")],
    ),
    "two at once": (
        ci("{cpu: 0, addresses: [a, 5]}"),
        [
            ("invalid-attribute", "6:21-22", "virtual-machine: 0 is less than the minimum of 1", ""),
            ("invalid-attribute", "6:39-40", "virtual-machine: 5 is not of type 'string'", ""),
        ],
    ),
    "missing, also where nothing is said": (
        ci_type("{required: [mips]}", "---\n" + ci("{}", "mine")),
        [("invalid-attribute", "12:15-17", "mine: the attribute mips is missing", "add mips: …")],
    ),
    "of the type that is extended": (
        ci_type("{properties: {mips: {type: integer}}}", "  extends: virtual-machine\n---\n" + ci("{cpu: a}", "mine")),
        [("invalid-attribute", "13:21-22", "mine: 'a' is not of type 'integer'", "")],
    ),
    "formats": (
        ci_type(
            "{properties: {ip: {format: ipv4}, d: {format: date}, o: {format: of-ours}}}",
            MINE + "{ip: 999.1.1.1, d: 2026-02-30, o: x}\n",
        ),
        [
            ("invalid-attribute", "12:20-29", "mine: '999.1.1.1' is not a 'ipv4'", ""),
            ("invalid-attribute", "12:34-44", "mine: '2026-02-30' is not a 'date'", ""),
        ],
    ),
    "no JSON Schema": (
        ci_type("{type: strng}"),
        [("invalid-schema", "5:22-27", "'strng' is not valid under any of the given schemas", "")],
    ),
    "no pattern": (ci_type('{pattern: "("}'), [("invalid-schema", "5:25-28", "'(' is not a 'regex'", "")]),
    "another draft": (
        ci_type('{$schema: "http://json-schema.org/draft-04/schema#", exclusiveMinimum: true}'),
        [
            (
                "invalid-schema",
                "5:25-66",
                "only JSON Schema 2020-12 is read",
                "write https://json-schema.org/draft/2020-12/schema, or leave it out",
            )
        ],
    ),
    "a draft that is a number": (
        ci_type("{$schema: 5}"),
        [("invalid-schema", "5:25-26", "5 is not of type 'string'", "")],
    ),
    "a reference outside": (
        ci_type('{properties: {a: {$ref: "https://example.com/a.json"}}}'),
        [
            (
                "invalid-schema",
                "5:39-67",
                "the reference https://example.com/a.json leads out of the schema, nothing is fetched",
                "write the schema out under $defs and refer to #/$defs/…",
            )
        ],
    ),
    "a reference to a file": (
        ci_type('{$ref: "file:///etc/passwd"}'),
        [
            (
                "invalid-schema",
                "5:22-42",
                "the reference file:///etc/passwd leads out of the schema, nothing is fetched",
                "write the schema out under $defs and refer to #/$defs/…",
            )
        ],
    ),
    "a schema without end": (
        ci_type('{$ref: "#"}', MINE + "{a: 1}\n"),
        [("invalid-attribute", "12:15-21", "mine: the type's schema refers to itself without end", "")],
    ),
    "types in a circle": (
        ci_type("{}", "  extends: other\n") + "---\n" + ci_type("{}", "  extends: mine\n", "other"),
        [
            (
                "invalid-schema",
                "6:12-17",
                "types extend one another in a circle: mine → other → mine",
                "types form a tree",
            ),
            (
                "invalid-schema",
                "13:12-16",
                "types extend one another in a circle: other → mine → other",
                "types form a tree",
            ),
        ],
    ),
    "a form": (
        f"{HEAD}kind: CatalogEntry\nmetadata: {{name: a}}\nspec: {{request: {{form: {{type: objct}}}}}}\n",
        [("invalid-schema", "4:31-36", "'objct' is not valid under any of the given schemas", "")],
    ),
}

FINE = {
    "as the type says": ci("{cpu: 4, ram: 16, os: Debian 13}"),
    "nothing said": f"{HEAD}kind: CI\nmetadata: {{name: c}}\nspec: {{type: server}}\n",
    "a type nobody knows is another rule's finding": ci("{a: b}", "nowhere"),
    "a tree of any depth": ci_type('{properties: {child: {$ref: "#"}}}', MINE + "{child: {child: {child: {}}}}\n"),
    "cents": ci_type("{properties: {price: {multipleOf: 0.01}}}", MINE + "{price: 19.99}\n"),
    "very large and very small": ci_type("{properties: {a: {multipleOf: 1.0e-300}}}", MINE + "{a: 1.0e+300}\n"),
    "a property called $ref": ci_type("{properties: {$ref: {type: string}}}"),
    "a schema that is broken is told once, not at each CI": ci_type("{$defs: {a: true}}", MINE + "{}\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_wrong_attributes_and_schemas(case: str) -> None:
    text, expected = CASES[case]
    assert told(text) == expected


@pytest.mark.parametrize("case", FINE)
def test_right_ones(case: str) -> None:
    assert told(FINE[case]) == []


def test_a_wrong_attribute_leaves_the_entity_where_it_is() -> None:
    assert entities(ci("{cpu: four}")) == ["ci:c"]


def test_a_broken_type_is_told_at_the_type_alone() -> None:
    assert [one[0] for one in told(ci_type("{type: strng}", MINE + "{a: 1}\n"))] == ["invalid-schema"]


def test_references_that_branch_without_end_are_given_up() -> None:
    defs = ", ".join(
        f'd{n}: {{anyOf: [{{$ref: "#/$defs/d{n + 1}"}}, {{$ref: "#/$defs/d{n + 1}"}}]}}' for n in range(30)
    )
    text = ci_type(f'{{$defs: {{{defs}, d30: {{type: "null"}}}}, $ref: "#/$defs/d0"}}', MINE + "{a: 1}\n")
    ((code, _, message, _),) = told(text)
    assert (code, message) == ("invalid-attribute", "mine: the type's schema follows more than 10,000 references")


def test_the_nearest_type_of_the_namespace_wins() -> None:
    own = ci_type("{required: [a]}").replace("{name: mine}", "{name: mine, namespace: north}")
    other = ci_type("{required: [b]}")
    text = f"{own}---\n{other}---\n{ci('{}', 'mine').replace('{name: c}', '{name: c, namespace: north}')}"
    assert [one.message for one in catalog(text).findings] == ["mine: the attribute a is missing"]
