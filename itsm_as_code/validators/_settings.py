"""What an organisation says about rules: how bad their findings are, with which options, and for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from itsm_as_code import registry
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, Words, faulty, select
from itsm_as_code.model import FieldPath, Finding, Ref, Severity, TextFile
from itsm_as_code.reading import Configuration, RuleSetting, nearest, surely, wrong_setting
from itsm_as_code.schemas import Part, part_of
from itsm_as_code.validators._rule import OF_BRANCHES, Rule

OFF = "off"


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings for some entities, or for all of them where `about` is None."""

    about: frozenset[Ref] | None
    weights: Mapping[str, str]
    options: Mapping[str, Part]

    def has(self, ref: Ref) -> bool:
        """Whether it is about this entity."""
        return self.about is None or ref in self.about


@dataclass(frozen=True)
class Settings:
    """All layers, the last one that fits decides; and what is wrong with how they were written."""

    layers: tuple[Layer, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def layered(self) -> bool:
        """Whether anything is set differently for some entities."""
        return len(self.layers) > 1

    def severity(self, rule: Rule, ref: Ref) -> Severity | None:
        """How bad a rule's findings about an entity are, None where it is off."""
        said = (
            layer.weights[rule.name] for layer in self.layers[::-1] if rule.name in layer.weights and layer.has(ref)
        )
        word = next(said, rule.severity.word)
        return None if word == OFF else Severity[word.upper()]

    def asleep(self, rule: Rule) -> bool:
        """Whether a rule is off for everybody."""
        said = [layer.weights[rule.name] for layer in self.layers if rule.name in layer.weights]
        return bool(said) and all(word == OFF for word in said) and rule.name in self.layers[0].weights

    def options(self, rule: Rule, ref: Ref) -> Part:
        """The options a rule has for an entity."""
        said = (
            layer.options[rule.name] for layer in self.layers[::-1] if rule.name in layer.options and layer.has(ref)
        )
        return next(said, None) or rule.options()

    def variants(self, rule: Rule) -> list[Part]:
        """The different options that a rule has somewhere."""
        found = [layer.options[rule.name] for layer in self.layers if rule.name in layer.options]
        if not self.layers or rule.name not in self.layers[0].options:
            found.insert(0, rule.options())
        return [one for number, one in enumerate(found) if one not in found[:number]]


def settings_of(
    configuration: Configuration, landscape: Landscape, known: Collection[Rule], file: TextFile | None = None
) -> Settings:
    """The settings for the rules there are; names and options that don't exist are findings in `file`."""
    by_name = {rule.name: rule for rule in known}
    findings: list[Finding] = []
    for name, error in faulty(landscape, configuration.selectors):
        findings.append(wrong_setting(file, ("selectors", name), error.message, error.hint))
    words = Words(configuration.selectors)
    layers = [_layer(None, configuration.rules, ("rules",), by_name, file, findings)]
    for number, one in enumerate(configuration.overrides):
        path: FieldPath = ("overrides", number)
        try:
            about = frozenset(select(landscape, one.select, words=words))
        except WrongUse as error:
            findings.append(wrong_setting(file, (*path, "select"), error.message, error.hint))
            continue
        layers.append(_layer(about, one.rules, (*path, "rules"), by_name, file, findings))
    return Settings(tuple(layers), tuple(findings))


def _layer(  # noqa: PLR0913 - one call a layer; what it is about, what was said, and where to complain
    about: frozenset[Ref] | None,
    said: Mapping[str, RuleSetting],
    path: FieldPath,
    known: Mapping[str, Rule],
    file: TextFile | None,
    findings: list[Finding],
) -> Layer:
    weights: dict[str, str] = {}
    options: dict[str, Part] = {}
    for name, setting in said.items():
        if name not in known and name in registry.names(OF_BRANCHES):
            continue  # itsm plan asks those
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near[0]}?" if near else "itsm explain lists the rules"
            findings.append(wrong_setting(file, (*path, name), f"there is no rule {name}", hint, surely(name, known)))
            continue
        if setting.severity:
            weights[name] = setting.severity
        taken = part_of(known[name].options, setting.options) if setting.options else ()
        if isinstance(taken, Part):
            options[name] = taken
        else:
            findings += (wrong_setting(file, (*path, name, *at), f"{name}: {words}", hint) for at, words, hint in taken)
    return Layer(about, weights, options)
