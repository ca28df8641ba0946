"""Refuses revisions whose spelling could mean anything but one commit."""

from __future__ import annotations

import re
import unicodedata

from itsm_as_code.errors import WrongUse

_HINT = "name a branch, a tag or a commit, such as main, v1.2 or HEAD~1"
_LONGEST = 256

# Each with the words that end "the revision …". Full names (refs/…) may hold what a shell would act on: there is none.
_REFUSED = (
    (re.compile(r"-"), "begins with '-'"),
    (re.compile(r"\^"), "begins with '^', which means a range"),
    (re.compile(r".*\.\.", re.DOTALL), "holds '..', which means a range"),
    (re.compile(r".*:", re.DOTALL), "holds ':', which means a file or a search"),
    (re.compile(r".*\^\{(?!(?:commit)?\})", re.DOTALL), "holds '^{', which means a search or another kind of object"),
    (re.compile(r".*@\{(?!\d{1,9}\})", re.DOTALL), "holds '@{' without a number"),
    (re.compile(r".*[~^]\d{10}", re.DOTALL), "goes back further than any history"),
    (re.compile(r".*[*?\[\\]", re.DOTALL), "holds a pattern, not a name"),
    (re.compile(r"(?:.*/)?\.", re.DOTALL), "is a path, not a name"),
    (re.compile(r"(?!refs/).*[$`;|]", re.DOTALL), "holds a character that a shell would act on"),
)


def check_spelling(revision: str) -> None:
    """Raise WrongUse unless git can only take the text for the name of a commit."""
    if not revision.strip():
        raise WrongUse("the revision is empty", _HINT)
    if len(revision) > _LONGEST:
        raise WrongUse(f"the revision is longer than {_LONGEST} characters", _HINT)
    if any(unicodedata.category(character)[0] in "CZ" for character in revision):
        raise WrongUse(f"the revision {revision!a} holds a space or a control character", _HINT)
    for pattern, trouble in _REFUSED:
        if pattern.match(revision):
            raise WrongUse(f"the revision {revision!r} {trouble}", _HINT)


def base_name(revision: str) -> str:
    """The name a revision starts from: `v1` of `v1~2^{commit}`."""
    return re.split(r"[~^]|@\{", revision, maxsplit=1)[0]
