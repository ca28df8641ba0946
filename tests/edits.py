"""Random edits of a few files, made of what the manual pages of the rules show: for tests of what follows a change."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.validators import rules
from tests.landscapes import full

BLOCK = re.compile(r"^(?:Wrong|Right):\n```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
Documents = list[dict[str, Any]]


@cache
def examples() -> dict[str, list[Documents]]:
    """The documents of every example in every manual page, by rule, each example in a namespace of its own."""
    found: dict[str, list[Documents]] = {}
    for rule in rules():
        for number, text in enumerate(BLOCK.findall(rule.page)):
            read_ = read([TextFile("a.yaml", full(text).encode())]).entities
            documents = [json.loads(json.dumps(one.written())) for one in read_ if not one.shipped]
            for one in documents:
                one["metadata"].setdefault("namespace", f"{rule.name}-{number}")
            found.setdefault(rule.name, []).append([one for one in documents if one["kind"] != "Rule"])
    return found


def text_file(path: str, documents: Documents) -> TextFile:
    return TextFile(path, "\n---\n".join(json.dumps(one) for one in documents).encode())


class Edits:
    """Random edits of a few files: fields taken over from others of the kind, entities that come, go and move."""

    def __init__(self, name: str, seed: int) -> None:
        self.choose = random.Random(f"{name}{seed}")  # noqa: S311 - edits for a test, no secret
        chosen = [*examples()[name], *(self.some() for _ in range(3))]
        self.files = {f"{number}.yaml": list(documents) for number, documents in enumerate(chosen)}

    def some(self) -> Documents:
        return self.choose.choice([one for some in examples().values() for one in some if one] or [[]])

    def pool(self, kind: str) -> Documents:
        """Those of a kind, half of the time from these files, so that they fit together."""
        near = [one for some in self.files.values() for one in some if one["kind"] == kind]
        far = [one for some in examples().values() for ones in some for one in ones if one["kind"] == kind]
        return near if self.choose.random() < 0.5 else far

    def edit(self) -> None:
        path = self.choose.choice(sorted(self.files))
        documents = self.files[path]
        if not documents or self.choose.random() < 0.15:
            self.files[path] = [*documents, *self.choose.choice([self.some(), []])]
            return
        number = self.choose.randrange(len(documents))
        edited = self._edited(documents[number])
        self.files[path] = [*documents[:number], *edited, *documents[number + 1 :]]

    def _edited(self, one: dict[str, Any]) -> Documents:
        what = self.choose.random()
        if what < 0.05:
            return []
        if what < 0.1:
            return [one, one]
        changed = json.loads(json.dumps(one))
        section = self.choose.choice(["metadata", "spec"])
        other = self.choose.choice(self.pool(one["kind"])).get(section, {})
        own = changed.setdefault(section, {})
        key = self.choose.choice(sorted({*other, *own} - {"namespace"}) or ["x"])
        if key in other and other.get(key) != own.get(key):
            own[key] = other[key]
        elif key in own and key != "name":
            del own[key]
        return [changed]

    def texts(self) -> list[TextFile]:
        return [text_file(path, documents) for path, documents in self.files.items()]


def steps(name: str, seed: int, number: int) -> Iterator[tuple[list[TextFile], list[TextFile]]]:
    edits = Edits(name, seed)
    for _ in range(number):
        before = edits.texts()
        while edits.texts() == before:
            edits.edit()
        yield before, edits.texts()
