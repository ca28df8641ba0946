"""What makes small real repositories that no configuration of this machine reaches."""

import os
from collections.abc import Callable
from pathlib import Path

Git = Callable[..., str]

_CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
_IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Li Na",
    "GIT_AUTHOR_EMAIL": "li-na@example.com",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05+08:00",
    "GIT_COMMITTER_NAME": "Li Na",
    "GIT_COMMITTER_EMAIL": "li-na@example.com",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05+08:00",
}
ENVIRONMENT = {**_CLEAN, **_IDENTITY}


def commit(git: Git, folder: Path, files: dict[str, str], message: str) -> str:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", message)
    return git("rev-parse", "HEAD")
