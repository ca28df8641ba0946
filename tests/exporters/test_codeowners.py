"""Who is asked to review which file."""

import pytest

from itsm_as_code.exporters import codeowners
from itsm_as_code.graph import Landscape
from tests.landscapes import landscape_of_files

WEB = 'kind: Team\nmetadata: {name: web}\nspec: {handles: {github: "@acme/web", gitlab: "@acme/it/web"}}'
OPS = "kind: Team\nmetadata: {name: ops}\nspec: {members: [li-na, han-lei, nobody]}"
MUTE = "kind: Team\nmetadata: {name: mute}"
PERSON = 'kind: Person\nmetadata: {name: %s}\nspec: {handles: {github: "@%s"}}'
PEOPLE = "\n---\n".join(PERSON % (name, name) for name in ("li-na", "han-lei"))


def service(name: str, owner: str) -> str:
    return f"kind: Service\nmetadata: {{name: {name}, owner: {owner}}}"


@pytest.fixture
def landscape() -> Landscape:
    return landscape_of_files(
        {
            "teams/web.yaml": f"{WEB}\n---\n{MUTE}",
            "teams/ops.yaml": OPS,
            "people.yaml": PEOPLE,
            "services/shop.yaml": f"{service('shop', 'web')}\n---\n{service('db', 'ops')}\n---\n{service('x', 'gone')}",
            "services/my shop.yaml": service("other", "web"),
            "services/[a].yaml": service("third", "web"),
            "services/mute.yaml": service("fourth", "mute"),
        }
    )


def test_one_line_a_file(landscape: Landscape) -> None:
    exported = codeowners.files(landscape, "github", "cmdb/")
    (file,) = exported.files
    assert file.path == ".github/CODEOWNERS"
    assert file.data.decode().splitlines()[1:] == [
        "/cmdb/services/my\\ shop.yaml @acme/web",
        "/cmdb/services/shop.yaml @acme/web @han-lei @li-na",
        "/cmdb/teams/ops.yaml @han-lei @li-na",
        "/cmdb/teams/web.yaml @acme/web",
    ]
    assert exported.notes == (
        "team:mute has no handle for github, and none of its members has",
        "people.yaml is left without an owner",
        "services/[a].yaml has a name that CODEOWNERS can't hold",
        "services/mute.yaml is left without an owner",
    )


def test_another_forge_has_other_handles(landscape: Landscape) -> None:
    exported = codeowners.files(landscape, "gitlab")
    assert exported.files[0].path == ".gitlab/CODEOWNERS"
    assert "/services/shop.yaml @acme/it/web\n" in exported.files[0].data.decode()
    assert "team:ops has no handle for gitlab, and none of its members has" in exported.notes


def test_nothing_that_could_be_another_line_gets_in() -> None:
    landscape = landscape_of_files({"a\n* @evil.yaml": WEB, "b #c.yaml": WEB.replace("name: web", "name: w")})
    lines = codeowners.files(landscape, "gitlab").files[0].data.decode().splitlines()
    assert lines[1:] == ["/b\\ \\#c.yaml @acme/it/web"]


@pytest.mark.parametrize("handle", ["acme/web", "@acme/web @evil", "@", "@a\n* @evil", "@a//b"])
def test_handles_are_handles(handle: str) -> None:
    text = f"kind: Team\nmetadata: {{name: web}}\nspec: {{handles: {{github: {handle!r}}}}}"
    assert landscape_of_files({"a.yaml": text}).catalog.findings
