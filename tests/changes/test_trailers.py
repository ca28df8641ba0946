"""Trailers are spelled one way; names that nobody has are told."""

import pytest

from itsm_as_code.changes.trailers import ours, tidied
from tests.landscapes import landscape_of

HERE = landscape_of(
    "kind: Change\nmetadata: {name: chg-7}",
    "kind: Person\nmetadata: {name: li-na, title: Li Na}\nspec: {email: li-na@example.com}",
    "kind: Person\nmetadata: {name: silent}",
    "kind: Team\nmetadata: {name: web, title: {en: Web, zh: 网}}\nspec: {email: web@example.com}",
)


@pytest.mark.parametrize(
    ("line", "tidy"),
    [
        ("change: chg-7", "Change: chg-7"),
        ("Change:change:default/CHG-7", "Change: chg-7"),
        ("approved-by: li-na", "Approved-by: Li Na <li-na@example.com>"),
        ("Reviewed-By:  person:li-na ", "Reviewed-by: Li Na <li-na@example.com>"),
        ("Approved-by: team:web", "Approved-by: Web <web@example.com>"),
        ("Approved-by: Somebody Else <else@example.com>", "Approved-by: Somebody Else <else@example.com>"),
        ("Signed-off-by: whoever", "Signed-off-by: whoever"),
    ],
)
def test_one_spelling(line: str, tidy: str) -> None:
    key, _, value = line.partition(":")
    assert tidied(f"Subject\n\n{line}\n", [(key, value.strip())], HERE) == (f"Subject\n\n{tidy}\n", [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Change: chg-8", "there is no change 'chg-8'; did you mean chg-7?"),
        ("Change: service:web", "there is no change 'service:web'"),
        (
            "Approved-by: nobody",
            "write Name <mail>, or the name of somebody who has an address here, instead of 'nobody'",
        ),
        ("Approved-by: silent", "write Name <mail>"),
        ("Reviewed-by: <a@b>", "write Name <mail>"),
    ],
)
def test_what_is_wrong_is_told(line: str, words: str) -> None:
    key, _, value = line.partition(": ")
    message, wrong = tidied(f"Subject\n\n{line}", [(key, value)], HERE)
    assert message == f"Subject\n\n{line}"
    assert len(wrong) == 1
    assert words in wrong[0]


def test_a_trailer_that_git_does_not_see_is_told() -> None:
    message = "Subject\n\nApproved-by: li-na\n\nMore text."
    assert ours(message)
    assert not ours("Subject\n\nText: more")
    assert tidied(message, [], HERE) == (
        message,
        ["'Approved-by: li-na' is not in the last paragraph of the message, so git doesn't see it"],
    )
