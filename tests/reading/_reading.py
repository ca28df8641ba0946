"""What the tests of reading are written in: a text goes in, findings come out as small tuples."""

from itsm_as_code.model import TextFile
from itsm_as_code.reading import Catalog, read

Told = tuple[str, str, str, str]
"""Code, `line:column-end`, message, hint."""


def file(text: str | bytes, path: str = "a.yaml") -> TextFile:
    return TextFile(path, text if isinstance(text, bytes) else text.encode())


def catalog(*texts: str | bytes) -> Catalog:
    """The catalog of `a.yaml`, `b.yaml`, …"""
    return read(file(text, f"{chr(ord('a') + number)}.yaml") for number, text in enumerate(texts))


def told(*texts: str | bytes) -> list[Told]:
    """What is found in these texts."""
    return [
        (
            one.rule,
            f"{one.location.line}:{one.location.column}-"
            + (f"{one.location.end_line}:" if one.location.end_line != one.location.line else "")
            + f"{one.location.end_column}",
            one.message,
            one.hint,
        )
        for one in catalog(*texts).findings
    ]


def entities(*texts: str | bytes) -> list[str]:
    """The entities that passed, those that ship with the program left out."""
    return [str(one.ref) for one in catalog(*texts).entities if not one.shipped]


def refused(*texts: str | bytes) -> list[str]:
    """The entities that did not pass but are known by name."""
    return [str(one.ref) for one in catalog(*texts).refused]


def service(more: str = "") -> str:
    """A service called a; `more` begins on line 5, inside metadata where it is indented by two."""
    return f"apiVersion: itsm/v1\nkind: Service\nmetadata:\n  name: a\n{more}"


def team(name: str = "a", more: str = "") -> str:
    """A team on three lines."""
    return f"apiVersion: itsm/v1\nkind: Team\nmetadata: {{name: {name}{more}}}\n"
