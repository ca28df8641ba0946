"""What rules say, word by word, and where: tables of text, place, message and hint."""

import pytest

from tests.landscapes import place, report_of

TEAM = "\n---\napiVersion: itsm/v1\nkind: Team\nmetadata: {name: web, formerly: [portal]}\n"

EMAIL = """\
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: web, formerly: [mail]}
spec:
  dependsOn:
    - service:direcotry
    - {ref: service:mail, mode: soft}
    - {anyOf: [directory, team:web, servce:directory], need: 4}
    - ci:email
---
apiVersion: itsm/v1
kind: Service
metadata: {name: directory, owner: webb}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: crm, owner: portal}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: wiki}
"""


def test_references_that_lead_nowhere() -> None:
    found = [(one.rule, place(one), one.message, one.hint) for one in report_of(EMAIL + TEAM).findings]
    unknown = "unknown-reference"
    assert found == [
        (unknown, "6:7-24", 'no service "direcotry"', "did you mean service:directory?"),
        (unknown, "7:13-25", 'no service "mail"', "did you mean service:email (formerly mail)?"),
        (unknown, "8:16-25", '"directory" does not say its kind', "write service:directory"),
        (
            unknown,
            "8:27-35",
            'dependsOn takes a service or ci, "team:web" is none',
            "define it, or see what there is with itsm ls kind:service",
        ),
        (unknown, "8:37-53", 'there is no kind "servce"', "did you mean service:directory?"),
        ("need-within-bounds", "8:62-63", "4 must work, and the group has 3 members", "need lies between 1 and 3"),
        (unknown, "9:7-15", 'no ci "email"', "did you mean service:email?"),
        ("owner-exists", "13:36-40", 'no team "webb"', "did you mean team:web?"),
        ("owner-exists", "17:30-36", 'no team "portal"', "did you mean team:web (formerly portal)?"),
        ("owner-exists", "21:1-9", "service:wiki has no owner", "add owner: and the name of a team"),
    ]


AGREEMENTS = """\
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: web}
spec:
  service: email
  objectives:
    - {metric: availability, target: 0.999%}
    - {metric: availability, target: 40%}
    - {metric: response-time, targets: {P1: 2h, P2: 1h, P3: 1mo}}
    - metric: resolution-time
      targets:
        P1: 90m
        P2: 59m
        P3: 30d
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: web}
"""


def test_promises_that_contradict_themselves() -> None:
    report = report_of(AGREEMENTS + TEAM)
    found = [(one.rule, place(one), one.message, [place_of(r) for r in one.related]) for one in report.findings]
    assert found == [
        ("plausible-target", "7:38-44", "0.999% is almost certainly a fraction", []),
        ("objective-promised-once", "8:16-28", "sla:gold promises availability twice", ["7:16-28"]),
        ("plausible-target", "8:38-41", "40% is hardly a promise", []),
        ("priorities-ordered", "9:45-47", "response-time of P1 is 2h, longer than 1h for P2", ["9:53-55"]),
        ("response-within-resolution", "9:45-47", "P1 is answered within 2h but solved within 1h30m", ["12:13-16"]),
        ("response-within-resolution", "9:53-55", "P2 is answered within 1h but solved within 59m", ["13:13-16"]),
        ("priorities-ordered", "12:13-16", "resolution-time of P1 is 1h30m, longer than 59m for P2", ["13:13-16"]),
    ]


def place_of(related: object) -> str:
    from itsm_as_code.model import Related  # noqa: PLC0415 - only this helper needs it

    assert isinstance(related, Related)
    at = related.location
    return f"{at.line}:{at.column}-{at.end_column}"


LIVES = """\
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: web}
spec:
  lifecycle: %s
  dependsOn: [ci:db]
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db, owner: web}
spec: {type: database, lifecycle: %s}
"""

LIFECYCLES = [
    ("live", "live", []),
    ("live", "planned", ["live-depends-on-planned"]),
    ("live", "deprecated", ["live-depends-on-deprecated"]),
    ("live", "retired", ["live-depends-on-retired"]),
    ("planned", "retired", []),
    ("deprecated", "retired", []),
    ("retired", "planned", []),
]


@pytest.mark.parametrize(("upper", "lower", "expected"), LIFECYCLES)
def test_what_is_live_stands_on_what_is_live(upper: str, lower: str, expected: list[str]) -> None:
    found = report_of(LIVES % (upper, lower) + TEAM).findings
    assert [one.rule for one in found] == expected
    assert [place(one) for one in found] == ["6:15-20"] * len(expected)


CATALOGUE = (
    """\
kind: Service
metadata: {name: email, owner: web}
spec: {type: business, lifecycle: LIFE}
---
kind: Service
metadata: {name: crm, owner: web}
---
kind: SLA
metadata: {name: gold, owner: web}
spec: {service: SERVICE, status: STATUS, term: {start: 2026-01-01, end: END}}
---
kind: CatalogEntry
metadata: {name: mailbox}
spec: {service: email}
"""
    + TEAM
)

ENTRIES = [
    # lifecycle, the SLA's service, status, end, sla: …         what is found
    (("live", "email", "agreed", "2026-12-31"), "gold", []),
    (("live", "email", "agreed", "2026-07-01"), "gold", []),
    (
        ("live", "email", "agreed", "2026-06-30"),
        "gold",
        ["catalogentry:mailbox names sla:gold, which is not in force on 2026-07-01"],
    ),
    (("live", "email", "draft", "2026-12-31"), "gold", ["catalogentry:mailbox names sla:gold, which is not in force"]),
    (
        ("live", "email", "retired", "2026-12-31"),
        "gold",
        ["catalogentry:mailbox names sla:gold, which is not in force"],
    ),
    (
        ("live", "crm", "agreed", "2026-12-31"),
        "gold",
        ["catalogentry:mailbox names sla:gold, which is about another service"],
    ),
    (("live", "email", "agreed", "2026-12-31"), None, ["catalogentry:mailbox promises nothing: it names no SLA"]),
    (("planned", "email", "draft", "2026-12-31"), None, []),
]


@pytest.mark.parametrize(("words", "sla", "expected"), ENTRIES)
def test_what_the_catalogue_offers_is_promised(words: tuple[str, ...], sla: str | None, expected: list[str]) -> None:
    text = CATALOGUE
    for name, word in zip(("LIFE", "SERVICE", "STATUS", "END"), words, strict=True):
        text = text.replace(name, word)
    text = text.replace("{service: email}\n", f"{{service: email, sla: {sla}}}\n") if sla else text
    found = report_of(text).findings
    assert [one.message for one in found if one.ref and one.ref.kind == "catalogentry"] == expected


DOUBLES = """\
apiVersion: itsm/v1
kind: Team
metadata: {name: web, aliases: [portal]}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: web, title: Another}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: portal}
---
apiVersion: itsm/v1
kind: CIType
metadata: {name: server}
"""


def test_a_name_belongs_to_one() -> None:
    found = [(place(one), one.message, [place_of(r) for r in one.related]) for one in report_of(DOUBLES).findings]
    assert found == [
        ("3:33-39", "team:portal is defined twice", ["11:18-24"]),
        ("7:18-21", "team:web is defined twice", ["3:18-21"]),
        ("15:18-24", "citype:server ships with itsm", []),
    ]


def test_what_depends_on_itself_is_told_once() -> None:
    text = (
        "kind: Service\nmetadata: {name: shop, owner: web}\nspec: {dependsOn: [{anyOf: [service:shop, service:api]}]}"
    )
    api = "\n---\nkind: Service\nmetadata: {name: api, owner: web}"
    assert [(one.rule, place(one)) for one in report_of(text + api + TEAM).findings] == [("self-dependency", "3:20-56")]


def test_a_circle_is_told_once_as_a_note() -> None:
    ring = "\n---\n".join(
        f"kind: Service\nmetadata: {{name: s{n:02}, owner: web}}\nspec: {{dependsOn: [service:s{(n + 1) % 12:02}]}}"
        for n in range(12)
    )
    (one,) = report_of(ring + TEAM).findings
    assert (one.rule, one.severity.word) == ("dependency-cycle", "info")
    assert one.message.startswith("12 entities need one another in a circle: service:s00, service:s01, ")
    assert one.message.endswith(" service:s07 and 4 more")


HIDDEN = [
    ("title: ma\u200bil", ["this text carries what people can't see: U+200B"]),
    ('title: "m\\u202eail"', ["this text carries what people can't see: U+202E"]),
    ('title: "m\\u2066a\\u2069il"', ["this text carries what people can't see: U+2066, U+2069"]),
    ("title: {en: mail, zh: 邮\ufeff箱}", ["this text carries what people can't see: U+FEFF"]),
    ("title: 邮箱 – “mail” 📬", []),
]


@pytest.mark.parametrize(("field", "expected"), HIDDEN)
def test_characters_nobody_sees(field: str, expected: list[str]) -> None:
    assert [one.message for one in report_of(f"kind: Team\nmetadata:\n  name: web\n  {field}").findings] == expected
