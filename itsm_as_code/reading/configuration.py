"""itsm.yaml: what an organisation sets for its repository."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, ValidationError, model_validator

from itsm_as_code.model import FieldPath, Finding, Location, TextFile
from itsm_as_code.reading._findings import finding_of, refusal
from itsm_as_code.reading._marks import locate
from itsm_as_code.reading._nearest import nearest, surely
from itsm_as_code.reading._scalar_edits import scalar_edits
from itsm_as_code.reading._site import SiteSettings
from itsm_as_code.reading._yaml import positioned
from itsm_as_code.schemas import LocalText, Part
from itsm_as_code.schemas._base import Many
from itsm_as_code.schemas._text import Text


class RuleSetting(Part):
    """How a rule is weighed, and its options: `error`, or `{severity: error, lead: 60d}`."""

    severity: Literal["off", "info", "warning", "error"] | None = None
    """How bad its findings are; off: it isn't asked."""
    options: dict[str, JsonValue] = Field(default_factory=dict)
    """All other keys; the rule knows them."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return {"severity": value}
        options = {key: item for key, item in value.items() if key != "severity"}
        return {"severity": value.get("severity"), "options": options}


class Override(Part):
    """Other settings for some entities."""

    select: str
    """Whom it is about: a selector, such as 'path:legacy/**' or 'label:env=test'."""
    rules: dict[str, RuleSetting] = Field(default_factory=dict)
    """What is set for them."""


class Configuration(Part):
    """The settings of a repository; all of them can be left out."""

    title: Text = LocalText((("en", "Service catalogue"), ("zh", "服务目录")))
    """What the website is called."""
    site: SiteSettings = SiteSettings()
    """How the website looks, what it speaks, and where things lead."""
    ignore: Many[str] = ()
    """Files that hold no entities, as globs from the root."""
    baseline: str | None = None
    """A file below the root with the findings that are known: only others make itsm validate fail."""
    rules: dict[str, RuleSetting] = Field(default_factory=dict)
    """The severity of a rule, or off; and its options."""
    selectors: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")], str] = Field(default_factory=dict)
    """Names for selectors, used as selector:name: {edge: 'ci:*,label:zone=eu-1'}."""
    overrides: Many[Override] = ()
    """Other settings for some entities; the last one that fits decides."""


def read_configuration(file: TextFile | None) -> tuple[Configuration, tuple[Finding, ...]]:
    """The settings, and what is wrong with the file; a file that can't be used means the defaults."""
    if file is None:
        return Configuration(), ()
    parsed = positioned(file)
    if parsed.faults:
        return Configuration(), tuple(finding_of(fault, file, parsed.lines) for fault in parsed.faults)
    document = next((one for one in parsed.documents if one.value is not None), None)
    if document is None:
        return Configuration(), ()
    try:
        return Configuration.model_validate(document.value), ()
    except ValidationError as error:
        return Configuration(), tuple(_finding(detail, file) for detail in error.errors(include_url=False))


def _finding(error: Mapping[str, Any], file: TextFile) -> Finding:
    path, message = error["loc"], error["msg"]
    name = ".".join(str(part) for part in path)
    if error["type"] == "extra_forbidden":
        known = _keys(path)
        near = nearest(str(path[-1]), known)
        hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(known)}"
        return wrong_setting(file, path, f"there is no setting {name}", hint, surely(str(path[-1]), known))
    hint = error.get("ctx", {}).get("hint") or f"itsm.yaml takes {', '.join(_keys(()))}"
    return wrong_setting(file, path, f"{name}: {message[:1].lower()}{message[1:]}", hint)


def _keys(path: FieldPath) -> tuple[str, ...]:
    """The keys that may stand where an unknown one does."""
    parts: dict[str, type[Part]] = {"overrides": Override, "site": SiteSettings}
    model = parts.get(str(path[0]) if len(path) > 1 else "", Configuration)
    return tuple(sorted(str(info.alias) for info in model.model_fields.values()))


def wrong_setting(file: TextFile | None, path: FieldPath, message: str, hint: str = "", key: str = "") -> Finding:
    """The finding of a setting that can't be used; `key` is what its key was surely meant to be."""
    if file is None:
        return refusal("wrong-value", message, Location("itsm.yaml"), hint)
    parsed = positioned(file)
    document = next(one for one in parsed.documents if one.value is not None)
    edits = scalar_edits(file, document.index, path, key, key=True) if key else ()
    while path and path not in document.values:
        path = path[:-1]
    place = locate(file.path, parsed.lines, document.keys.get(path) or document.values.get(path))
    return refusal("wrong-value", message, place, hint, edits=edits)
