"""DOT: pictures for Graphviz."""

from __future__ import annotations

from itsm_as_code.formats._impact_picture import picture
from itsm_as_code.formats._impact_words import scenario
from itsm_as_code.formats._style import visible
from itsm_as_code.graph import Impact, Landscape, Level
from itsm_as_code.model import Ref

_LOOKS = {
    Level.DOWN: 'shape=box, fillcolor="#f8d7da", color="#b02a37"',
    Level.DEGRADED: 'shape=ellipse, fillcolor="#fff3cd", color="#997404"',
    Level.AT_RISK: 'shape=hexagon, fillcolor="#cff4fc", color="#087990"',
}


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:
    """The answer of `itsm impact`: arrows lead from what fails to what feels it; levels differ in shape and colour."""
    drawn = picture(answer, landscape, everything=everything)
    lines = ["digraph impact {", "  rankdir=BT;", f"  label={_quoted(scenario(answer.scenario))};"]
    lines.append('  node [style=filled, fontname="sans-serif"];')
    for ref, level in drawn.levels.items():
        thick = ", penwidth=4" if ref in drawn.failed else ""
        lines.append(f"  {_quoted(str(ref))} [label={_label(ref, level, landscape)}, {_LOOKS[level]}{thick}];")
    for one in drawn.arrows:
        looks = [f"label={_quoted(one.label)}"] * bool(one.label) + ["style=dashed"] * one.soft
        how = f" [{', '.join(looks)}]" if looks else ""
        lines.append(f"  {_quoted(str(one.cause))} -> {_quoted(str(one.hit))}{how};")
    if drawn.cut:
        lines.append(f"  cut [label={_quoted(drawn.cut)}, shape=note, style=dashed];")
    return "\n".join([*lines, "}"])


def _label(ref: Ref, level: Level, landscape: Landscape) -> str:
    title = landscape.title(ref)
    words = [str(ref), *([title] if title != ref.name else []), level.spoken]
    return '"' + "\\n".join(_quoted(one)[1:-1] for one in words) + '"'


def _quoted(text: str) -> str:
    """A text as a string of DOT: only quotes and backslashes mean anything in one."""
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
