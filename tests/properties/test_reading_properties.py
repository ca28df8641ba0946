"""What reading must not depend on: the order of files, and which file a document stands in."""

import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.model import Finding, TextFile
from itsm_as_code.reading import Catalog, read

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = [TextFile(str(path.relative_to(EXAMPLES)), path.read_bytes()) for path in sorted(EXAMPLES.glob("*/*.yaml"))]
BROKEN = (
    "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: a, ownr: b}\n",
    "apiVersion: itsm/v1\nkind: Tem\nmetadata: {name: a}\n",
    "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: a, title: b: c}\n",
    "apiVersion: itsm/v1\nkind: CI\nmetadata: {name: c}\nspec: {type: server, attributes: {cpu: many}}\n",
    "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: a}\nmetadata: {name: b}\n",
    "- a\n",
)
DOCUMENTS = [
    document if document.endswith("\n") else f"{document}\n"
    for file in FILES
    for document in file.data.decode().split("\n---\n")
]


def said(catalog: Catalog) -> object:
    entities = [(one.ref, one.file.path, one.index, repr(one.model)) for one in catalog.entities]
    return entities, [(one.ref, one.file.path, one.index) for one in catalog.refused], catalog.findings


def told(finding: Finding) -> tuple[object, ...]:
    """A finding without its place in the repository: the column and the words stay."""
    at = finding.location
    words = re.sub(r"line \d+", "line …", finding.message)
    return (finding.rule, words, finding.hint, str(finding.ref), at.column, at.end_column, at.excerpt)


def meaning(catalog: Catalog) -> object:
    """A catalog without its places."""
    entities = sorted((one.ref, repr(one.model)) for one in catalog.entities)
    return entities, sorted(one.ref for one in catalog.refused), sorted(told(one) for one in catalog.findings)


def spread(documents: Sequence[str], files: Sequence[int]) -> Catalog:
    """The catalog of documents laid into the files that are said, in order."""
    held: dict[int, list[str]] = {}
    for document, number in zip(documents, files, strict=True):
        held.setdefault(number, []).append(document)
    texts = {number: "---\n".join(inside) for number, inside in held.items()}
    return read(TextFile(f"{number}.yaml", text.encode()) for number, text in texts.items())


@settings(max_examples=25, deadline=None)
@given(st.permutations([*FILES, *(TextFile(f"broken/{n}.yaml", text.encode()) for n, text in enumerate(BROKEN))]))
def test_the_order_of_files_does_not_matter(files: list[TextFile]) -> None:
    assert said(read(files)) == said(read(sorted(files, key=lambda file: file.path)))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_moving_documents_between_files_changes_only_places(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(DOCUMENTS), min_size=1, max_size=20, unique=True))
    documents = [*chosen, *data.draw(st.permutations(BROKEN))]
    files = data.draw(st.lists(st.integers(0, 4), min_size=len(documents), max_size=len(documents)))
    alone = spread(documents, range(len(documents)))
    assert meaning(spread(documents, files)) == meaning(alone)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_word(data: bytes) -> None:
    catalog = read([TextFile("a.yaml", data), FILES[0]])
    assert {one.file.path for one in catalog.entities if not one.shipped} >= {FILES[0].path}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.floats(0, 1), st.integers(0, 4), st.text(max_size=4))
def test_any_slip_leaves_other_files_alone(document: str, at: float, drop: int, put: str) -> None:
    place = int(at * len(document))
    broken = document[:place] + put + document[place + drop :]
    before = [one for one in read(FILES[1:3]).entities if not one.shipped]
    files = [TextFile("a.yaml", broken.encode(errors="surrogatepass")), *FILES[1:3]]
    after = {(one.ref, one.file.path, one.index) for one in read(files).entities}
    assert {(one.ref, one.file.path, one.index) for one in before} <= after
