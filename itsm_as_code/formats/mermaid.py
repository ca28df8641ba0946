"""Mermaid: pictures that GitHub, GitLab and Markdown viewers draw."""

from __future__ import annotations

import json
import re

from itsm_as_code.formats._impact_picture import picture
from itsm_as_code.formats._impact_words import scenario
from itsm_as_code.formats._style import visible
from itsm_as_code.graph import Impact, Landscape, Level
from itsm_as_code.model import Ref

_UNSAFE = re.compile(r"[^\w .,/-]")
_SHAPES = {Level.DOWN: ("[", "]"), Level.DEGRADED: ("(", ")"), Level.AT_RISK: ("([", "])"), Level.OK: ("[", "]")}
_CLASSES = (
    "classDef down fill:#f8d7da,stroke:#b02a37,color:#000",
    "classDef degraded fill:#fff3cd,stroke:#997404,color:#000",
    "classDef atrisk fill:#cff4fc,stroke:#087990,color:#000",
    "classDef fails stroke-width:4px",
)


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:
    """The answer of `itsm impact`: arrows lead from what fails to what feels it; levels differ in shape and colour."""
    drawn = picture(answer, landscape, everything=everything)
    number = {ref: f"n{count}" for count, ref in enumerate(drawn.levels)}
    lines = [
        "---",
        f"title: {json.dumps(visible(scenario(answer.scenario)), ensure_ascii=False)}",
        "---",
        "flowchart BT",
    ]
    for ref, level in drawn.levels.items():
        lines.append(f"  {number[ref]}{_box(ref, level, landscape)}:::{level.word.replace('-', '')}")
    for one in drawn.arrows:
        label = f'|"{_escaped(one.label)}"|' if one.label else ""
        lines.append(f"  {number[one.cause]} {'-.->' if one.soft else '-->'}{label} {number[one.hit]}")
    if drawn.cut:
        lines.append(f'  cut["{_escaped(drawn.cut)}"]')
    failing = ",".join(number[ref] for ref in drawn.levels if ref in drawn.failed)
    return "\n".join([*lines, *(f"  {one}" for one in _CLASSES), f"  class {failing} fails"])


def _box(ref: Ref, level: Level, landscape: Landscape) -> str:
    first, last = _SHAPES[level]
    title = landscape.title(ref)
    words = f"{ref}<br/>{title}" if title != ref.name else str(ref)
    return f'{first}"{"<br/>".join(map(_escaped, words.split("<br/>", 1)))}<br/>{level.spoken}"{last}'


def _escaped(text: str) -> str:
    """A text that means nothing to Mermaid, nor to HTML: everything but letters and digits as a number."""
    return _UNSAFE.sub(lambda match: f"#{ord(match[0])};", visible(text))
