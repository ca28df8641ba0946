"""itsm.yaml: what an organisation sets for its repository."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationError

from itsm_as_code.model import FieldPath, Finding, TextFile
from itsm_as_code.reading._findings import finding_of, refusal
from itsm_as_code.reading._marks import locate
from itsm_as_code.reading._yaml import positioned
from itsm_as_code.schemas import LocalText, Part
from itsm_as_code.schemas._base import Many
from itsm_as_code.schemas._text import Text


class Configuration(Part):
    """The settings of a repository; all of them can be left out."""

    title: Text = LocalText((("en", "Service catalogue"), ("zh", "服务目录")))
    """What the website is called."""
    ignore: Many[str] = ()
    """Files that hold no entities, as globs from the root."""
    rules: dict[str, Literal["off", "info", "warning", "error"]] = Field(default={})
    """The severity of a rule, or off."""


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
        return Configuration(), tuple(_finding(detail["loc"], detail["msg"], file) for detail in error.errors())


def _finding(path: FieldPath, message: str, file: TextFile) -> Finding:
    parsed = positioned(file)
    document = next(one for one in parsed.documents if one.value is not None)
    while path and path not in document.values:
        path = path[:-1]
    place = locate(file.path, parsed.lines, document.keys.get(path) or document.values.get(path))
    known = ", ".join(sorted(str(info.alias) for info in Configuration.model_fields.values()))
    words = f"{'.'.join(str(part) for part in path)}: {message[:1].lower()}{message[1:]}"
    return refusal("wrong-value", words, place, f"itsm.yaml takes {known}")
