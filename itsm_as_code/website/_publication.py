"""What a site is made of besides the landscape and its findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from itsm_as_code.model import Ref, TextFile
from itsm_as_code.reading import SiteSettings
from itsm_as_code.schemas import LocalText


class Touched(NamedTuple):
    """An entity that a step changed: create, update, rename or delete, and which fields."""

    ref: Ref
    action: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the history: who changed what, when, and why."""

    commit: str
    author: str
    date: datetime
    subject: str
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """Title, settings and the day the site speaks of; `logo` is the picture that the settings name."""

    title: LocalText
    settings: SiteSettings = field(default_factory=SiteSettings)
    logo: TextFile | None = None
    today: date | None = None
    history: tuple[Step, ...] = ()
    """What was changed, newest first, as far as it is told."""
    selectors: Mapping[str, str] = field(default_factory=dict)
    """The selectors that itsm.yaml gives a name."""

    def prefix(self, language: str) -> str:
        """The folder of a language's pages: the first language has none."""
        return "" if language == self.settings.languages[0] else f"{language}/"
