"""What a rule says it looks at is all it looks at: it is watched at work, and asked again after random edits."""

from dataclasses import replace
from functools import cache

import pytest

from itsm_as_code.graph import Landscape, connect
from itsm_as_code.model import Ref, TextFile
from itsm_as_code.reading import Catalog, clean, read, touched
from itsm_as_code.schemas import model_of
from itsm_as_code.schemas._walk import _plan
from itsm_as_code.validators import Change, Rule, _again, _check, again, check, check_both, report_of, rules, tell
from itsm_as_code.validators._looks import EVERYTHING, ITSELF, SELECTING, concerns
from itsm_as_code.validators._rule import Question
from tests.edits import examples, steps, text_file
from tests.landscapes import TODAY
from tests.validators._tracing import watched

RULES = [pytest.param(rule, id=rule.name) for rule in rules() if rule.looks_at != EVERYTHING]


@cache
def corpus() -> Catalog:
    """All of them together; rules of an organisation's own look at everything, and are left out."""
    files = [
        text_file(f"{name}-{number}.yaml", documents)
        for name, some in examples().items()
        for number, documents in enumerate(some)
    ]
    return read(files)


def unseen() -> Landscape:
    """A landscape of the corpus of which nobody has looked at anything."""
    return connect(replace(corpus(), entities=tuple(replace(one, known=one.facts) for one in corpus().entities)))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_looks_at_nothing_but_what_it_says(rule: Rule) -> None:
    if rule.name == "rule-works":
        pytest.skip("a rule of one's own looks at everything, and has everything asked anew")
    landscape = unseen()
    with watched() as seen:
        found = list(rule.check(Question(landscape, TODAY, rule.options())))
    looks = rule.looks(rule.options())
    assert found or any(f"{kind}:*" in looks for kind in SELECTING)  # whose selectors want the default namespace
    kinds = {ref.kind for ref in landscape.entities}
    fields = {field if "." in field else f"{next(iter(kinds))}.{field}" for field in seen}
    if looks == ITSELF:
        assert not any(field.endswith((".references", ".names")) for field in fields)
        return
    beyond = {field for field in fields if not concerns(looks, [field.replace(".", ":", 1)])}
    beyond = {field for field in beyond if not field.startswith(("citype.", "rule."))}  # these change everything
    if any(f"{kind}:*" in looks for kind in SELECTING):
        beyond = (
            set()
        )  # selectors look at whatever they name: where there are any, each change is these rules' business
    beyond -= leading(landscape, "references" in looks, "names" in looks or "references" in looks)
    assert beyond == set()
    assert not any(field.endswith(".*") for field in fields) or any(look.endswith("*") for look in looks)


def leading(landscape: Landscape, references: bool, names: bool) -> set[str]:
    """The fields that count as what leads where, and as what something is called."""
    found = set()
    for kind in {ref.kind for ref in landscape.entities}:
        model = model_of(kind)
        assert model is not None
        parts = {"metadata": model.model_fields["metadata"], "spec": model.model_fields["spec"]}
        for section, info in parts.items() if references else ():
            assert isinstance(info.annotation, type)
            found |= {f"{kind}.{section}.{field.key}" for field in _plan(info.annotation)}
        found |= {f"{kind}.references"} if references else set()
        found |= {f"{kind}.metadata.{field}" for field in ("aliases", "formerly") if names}
    return found


def alone(landscape: Landscape, ref: Ref) -> Landscape:
    """The entity, all by itself."""
    return connect(replace(landscape.catalog, entities=(landscape.entities[ref],), refused=(), findings=()))


@pytest.mark.parametrize("rule", [one for one in RULES if one.values[0].looks_at == ITSELF])  # type: ignore[attr-defined]  # a Rule
def test_a_rule_that_looks_at_each_by_itself_finds_the_same_in_each_alone(rule: Rule) -> None:
    landscape = unseen()
    found = list(rule.check(Question(landscape, TODAY, rule.options())))
    about = {one.entity.ref for one in found}
    assert about
    others = [ref for ref in landscape.entities if ref.kind in {one.kind for one in about}]
    for ref in {*about, *others[::7]}:
        here = rule.check(Question(alone(landscape, ref), TODAY, rule.options()))
        assert [one.message for one in here] == [one.message for one in found if one.entity.ref == ref]


def change(before: list[TextFile], after: list[TextFile]) -> Change:
    old, new = ([one for one in some if one not in others] for some, others in ((before, after), (after, before)))
    types = [one for one in after if b'"CIType"' in one.data and one not in new]
    here = read([*new, *types])
    return Change(
        frozenset(one.path for one in (*old, *new)),
        touched(read(old), read(new)),
        connect(here),
        lambda: connect(read(after)),
        len(after),
    )


@pytest.mark.parametrize("rule", RULES)
def test_asked_again_after_random_edits_a_rule_says_what_it_says_when_asked_anew(
    rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_check, "rules", lambda: (rule,))
    monkeypatch.setattr(_again, "rules", lambda: (rule,))
    for before, after in (step for seed in range(3) for step in steps(rule.name, seed, 6)):
        anew = tell(connect(read(after)), TODAY)
        found = again(tell(connect(read(before)), TODAY), change(before, after), TODAY)
        assert found is None or report_of(found, TODAY) == report_of(anew, TODAY)


def test_two_landscapes_are_checked_as_each_alone() -> None:
    for before, after in steps("promise-exceeds-estimate", 5, 12):
        was, now = connect(read(before)), connect(read(after, known=clean(read(before))))
        assert check_both(was, now, TODAY) == (check(was, TODAY), check(connect(read(after)), TODAY))


@pytest.mark.parametrize("seed", range(4))
def test_all_rules_together_say_the_same_edit_after_edit(seed: int) -> None:
    told = None
    again_ = 0
    for before, after in steps("promise-exceeds-support", seed, 15):
        told = told or tell(connect(read(before)), TODAY)
        told = again(told, change(before, after), TODAY)
        again_ += told is not None
        told = told or tell(connect(read(after)), TODAY)
        assert report_of(told, TODAY) == report_of(tell(connect(read(after)), TODAY), TODAY)
    assert again_
