"""The floor: only reads, parses with the fastest parser and shape-checks with the fastest checker, on two processes.

python tests/bench/bare.py FOLDER
"""

from __future__ import annotations

import json
import os
import sys
from multiprocessing import Pool
from pathlib import Path

import jsonschema_rs
import yaml_rs

SCHEMAS = Path(__file__).parents[2] / "itsm_as_code" / "schemas" / "json"


def check(paths: list[str]) -> int:
    """How many entities of these files fit the schema of their kind."""
    checkers = {
        path.stem: jsonschema_rs.validator_for(json.loads(path.read_text(encoding="utf-8")))
        for path in SCHEMAS.glob("*.json")
        if path.stem != "entity"  # which only leads to the others
    }
    fitting = 0
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 - the fastest way
            loaded = yaml_rs.loads(file.read().decode(), parse_datetime=False)
        for document in loaded if isinstance(loaded, list) else [loaded]:
            fitting += checkers[document["kind"].lower()].is_valid(document)
    return fitting


def main() -> None:
    """Half of the files to each process."""
    root = sys.argv[1]
    paths = sorted(
        os.path.join(folder, name)  # noqa: PTH118 - the fastest way
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith(".yaml") and name != "itsm.yaml"
    )
    with Pool(2) as pool:
        print(sum(pool.map(check, [paths[0::2], paths[1::2]])))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
