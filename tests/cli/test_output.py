"""`--output` writes answers, and never over what a person may have written."""

from pathlib import Path

import pytest

from itsm_as_code.cli import main

SERVICE = "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: a}\n"


def called(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["itsm", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


def test_an_answer_never_lands_on_entities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "team.yaml"
    place.write_text(SERVICE, encoding="utf-8")
    assert called("show", "team:a", "--output", "team.yaml", monkeypatch=monkeypatch) == 2
    assert "team.yaml is there already" in capsys.readouterr().err
    assert place.read_text(encoding="utf-8") == SERVICE
    for _ in range(2):
        assert called("ls", "--format", "json", "--output", "answer.json", monkeypatch=monkeypatch) == 0
    assert '"team:a"' in (tmp_path / "answer.json").read_text(encoding="utf-8")
