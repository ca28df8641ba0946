"""What one would write in an afternoon: PyYAML's C loader, jsonschema and networkx, one after the other.

python tests/bench/naive.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import networkx as nx
import yaml
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[2] / "itsm_as_code" / "schemas" / "json"


def main() -> None:
    """Reads, checks, connects, and counts what is wrong."""
    checkers = {
        path.stem: Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
        for path in SCHEMAS.glob("*.json")
        if path.stem != "entity"  # which only leads to the others
    }
    graph: nx.DiGraph[str] = nx.DiGraph()
    names, wrong = set(), 0
    for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
        if path.name == "itsm.yaml":
            continue
        for document in yaml.load_all(path.read_bytes(), Loader=yaml.CBaseLoader):
            kind = document["kind"].lower()
            wrong += sum(1 for _ in checkers[kind].iter_errors(document))
            name = f"{kind}:{document['metadata']['name']}"
            names.add(name)
            for needed in document.get("spec", {}).get("dependsOn", []):
                members = [needed] if isinstance(needed, str) else needed.get("anyOf") or [needed["ref"]]
                graph.add_edges_from((name, member) for member in members)
    wrong += sum(1 for node in graph if node not in names)
    print(len(names), wrong)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
