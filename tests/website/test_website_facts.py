"""Facts, promises and places: what a page says about an entity beside its title."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest

from itsm_as_code.graph import connect
from itsm_as_code.model import Ref, TextFile
from itsm_as_code.reading import Entity, read
from itsm_as_code.schemas import Kind, Part
from itsm_as_code.website._facts import Value, facts
from itsm_as_code.website._places import lines_of
from itsm_as_code.website._promises import promise_of, short_promise
from tests.website._sites import example_files, site_from, text_files

SLA = "apiVersion: itsm/v1\nkind: SLA\nmetadata: {{name: a}}\nspec: {{status: agreed, {}}}\n"
OFFICE = (
    "apiVersion: itsm/v1\nkind: Calendar\nmetadata: {name: office}\n"
    + 'spec: {hours: {mon-fri: ["08:00-18:00"]}, timezone: Asia/Shanghai}\n'
)
AVAILABILITY = "objectives: [{metric: availability, target: 99.9%}]"


class BudgetSpec(Part):
    """A kind's content that the website has never heard of."""

    spend_most: int = 3
    """How much may be spent."""
    state: Literal["live", "odd"] = "live"
    """A word of the language."""
    page: str = "https://a.example/"
    """An address."""
    parts: tuple[str, ...] = ("a", "b")
    """Several."""
    left_out: Annotated[str | None, "nothing"] = None
    """Not said."""


class ErrorBudget(Kind):
    """A kind the website has never heard of."""

    kind: Literal["ErrorBudget"]
    spec: BudgetSpec = BudgetSpec()


def test_a_new_kind_shows_its_facts_without_an_edit_here() -> None:
    envelope = {"apiVersion": "itsm/v1", "kind": "ErrorBudget", "metadata": {"name": "a"}}
    made = ErrorBudget.model_validate(envelope)
    entity = Entity(Ref("errorbudget", "default", "a"), TextFile("a.yaml", b""), 0, made=made)
    found = {fact.label: (fact.help, fact.value) for fact in facts(entity, site_from([]))}
    assert found == {
        "Spend most": ("How much may be spent.", Value("3")),
        "State": ("A word of the language.", Value("live")),
        "Page": ("An address.", Value("https://a.example/", href="https://a.example/")),
        "Parts": ("Several.", Value(items=(Value("a"), Value("b")))),
    }
    labels = [fact.value.text for fact in facts(entity, site_from([], "zh"))]
    assert labels[:2] == ["3", "运行中"]


def sentences(spec: str, language: str = "en") -> str:
    site = site_from(text_files(SLA.format(spec), OFFICE), language)
    promise = promise_of(site, site.landscape.entities[Ref("sla", "default", "a")])
    return " ".join(promise.sentences).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (AVAILABILITY, "At most 43 min 12 s of interruption in a 30-day month."),
        (f"{AVAILABILITY}, hours: 24x7", "At most 43 min 12 s of interruption in a 30-day month."),
        (f"{AVAILABILITY}, window: {{period: week}}", "At most 10 min 4 s of interruption in a week."),
        (f"{AVAILABILITY}, window: {{period: year}}", "At most 8 h 45 min 36 s of interruption in a 365-day year."),
        (f"{AVAILABILITY}, window: {{length: 28d, type: rolling}}", "40 min 19 s of interruption in a stretch of"),
        (f"{AVAILABILITY}, hours: office", "about 12 min of interruption inside service hours in a 30-day month."),
        (f"{AVAILABILITY}, hours: office", "Works Mon–Fri 08:00–18:00, Shanghai time."),
        (f"{AVAILABILITY}, hours: nowhere", "At most 43 min 12 s of interruption in a 30-day month."),
        (f"{AVAILABILITY}, hours: 24x7", "Works around the clock."),
        ("objectives: [{metric: response-time, targets: {P1: 15m}}]", "someone looks within 15 min."),
        ("objectives: [{metric: resolution-time, targets: {P1: 4h}}]", "it is back within 4 h."),
        ("objectives: [{metric: mail-rate, target: '>= 99%'}]", "Mail rate: at least 99 %."),
        ("term: {start: 2026-01-01}", "Runs from 2026-01-01 until it is ended."),
        ("", "Nothing is promised in figures."),
    ],
)  # fmt: skip
def test_a_promise_is_a_sentence(spec: str, sentence: str) -> None:
    assert sentence in sentences(spec)


def test_a_draft_says_that_it_is_not_in_force() -> None:
    site = site_from(text_files(SLA.format(AVAILABILITY).replace("agreed", "draft")))
    agreement = site.landscape.entities[Ref("sla", "default", "a")]
    assert promise_of(site, agreement).sentences[0] == "Not in force: its status is draft."
    assert short_promise(site, agreement) == "99.9\u00a0%"


def test_times_by_priority_stand_in_one_table() -> None:
    times = (
        "[{metric: response-time, targets: {P1: 15m, P3: 4h}}, {metric: resolution-time, targets: {P1: 4h, P2: 8h}}]"
    )
    site = site_from(text_files(SLA.format(f"objectives: {times}")))
    promise = promise_of(site, site.landscape.entities[Ref("sla", "default", "a")])
    assert promise.priorities == ("P1", "P2", "P3")
    assert promise.times == (
        ("Somebody looks within", ("15\u00a0min", "–", "4\u00a0h")),
        ("Back within", ("4\u00a0h", "8\u00a0h", "–")),
    )


TEAM = "apiVersion: itsm/v1\nkind: Team\nmetadata: {{name: {}}}\n"


@pytest.mark.parametrize(
    "text",
    [
        TEAM.format("a"),
        f"# a comment\n---\n{TEAM.format('a')}---\n---\n{TEAM.format('b')}",
        '{"apiVersion": "itsm/v1", "kind": "Team", "metadata": {"name": "a"}}',
        f'{TEAM.format("a")}---\n  apiVersion: itsm/v1\n  "kind": Team\n  metadata: {{name: b}}\n',
        TEAM.format("a").replace("\n", "\r\n"),
        f"{TEAM.format('a')}---\nkind: Nothing\n---\n{TEAM.format('b')}",
        f"{TEAM.format('a')}---\n{TEAM.format('a')}---\n{TEAM.format('b')}",
        "apiVersion: itsm/v1\nmetadata:\n  name: a\n  description: |\n    kind: of\nkind: Team\n",
    ],
)
def test_the_line_of_an_entity_is_where_its_kind_stands(text: str) -> None:
    entities = connect(read(text_files(text))).entities
    assert entities
    assert lines_of(entities.values()) == {ref: one.locate().line for ref, one in entities.items()}


def test_the_lines_of_the_example_are_those_of_the_reader() -> None:
    entities = connect(read(example_files())).entities
    assert lines_of(entities.values()) == {ref: one.locate().line for ref, one in entities.items()}
