"""Draws how time grows with size, from measured results: the same results give the same bytes.

python tests/bench/draw.py RESULTS.json FAILURES.jsonl FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot

INK = "#768390"  # can be read on white and on black
COLOURS = ("#2f81f7", "#e0823d", "#3fb950", "#a371f7", "#d4a72c")
Lines = Mapping[str, Mapping[int, float]]
"""By name: seconds by number of entities."""

COMMANDS = (
    "bare",
    "itsm validate",
    "itsm validate, nothing changed",
    "itsm impact of a hub",
    "itsm plan, 10 files changed",
)
ANALYSES = ("search", "impact", "single points of all services")


def main() -> None:
    """One picture of whole commands, one of the analysis of failures after loading."""
    results, failures, folder = (Path(argument) for argument in sys.argv[1:])
    commands: dict[str, dict[int, float]] = {name: {} for name in COMMANDS}
    for row in json.loads(results.read_text(encoding="utf-8"))["results"]:
        if row["command"] in commands:
            commands[row["command"]].setdefault(row["entities"], row["processor"])
    sizes = [json.loads(line) for line in failures.read_text(encoding="utf-8").splitlines()]
    analyses = {name: {row["entities"]: row["seconds"][name] for row in sizes} for name in ANALYSES}
    draw({name: points for name, points in commands.items() if points}, folder / "performance-commands.svg")
    draw(analyses, folder / "performance-failures.svg")


def draw(lines: Lines, path: Path) -> None:
    """Both axes by powers of ten: what grows with the size is a straight line that rises as steeply as the grid."""
    style = dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), INK)
    fixed = {"svg.hashsalt": "itsm", "svg.fonttype": "none", "font.size": 9, "grid.color": INK, "grid.alpha": 0.25}
    with mpl.rc_context({**style, **fixed}):
        figure, axes = pyplot.subplots(figsize=(6.4, 3.6), layout="constrained")
        for colour, (name, points) in zip(COLOURS, lines.items(), strict=False):
            axes.loglog(*zip(*sorted(points.items()), strict=True), "o-", color=colour, label=name, markersize=4)
        axes.set(xlabel="entities", ylabel="seconds of processor time")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.minorticks_off()
        axes.grid()
        axes.legend(frameon=False, fontsize=8)
        figure.savefig(path, transparent=True, metadata={"Date": None, "Creator": None})
        pyplot.close(figure)


if __name__ == "__main__":
    main()
