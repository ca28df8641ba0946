"""Text becomes a catalog by three gates: YAML, shape, type. Every finding of every file, in one run."""

from __future__ import annotations

from itsm_as_code.reading._codes import CODES
from itsm_as_code.reading._dump import dump
from itsm_as_code.reading._facts import Facts, Need
from itsm_as_code.reading._gates import Known, clean, read
from itsm_as_code.reading._globs import path_glob
from itsm_as_code.reading._nearest import nearest, surely
from itsm_as_code.reading._site import SiteSettings, readable
from itsm_as_code.reading.catalog import Catalog, Entity, Refused
from itsm_as_code.reading.configuration import Configuration, Override, RuleSetting, read_configuration, wrong_setting
from itsm_as_code.reading.differing import differing
from itsm_as_code.reading.foreign import Foreign, read_foreign
from itsm_as_code.reading.mending import mended
from itsm_as_code.reading.touched import Touched, touched

__all__ = [
    "CODES",
    "Catalog",
    "Configuration",
    "Entity",
    "Facts",
    "Foreign",
    "Known",
    "Need",
    "Override",
    "Refused",
    "RuleSetting",
    "SiteSettings",
    "Touched",
    "clean",
    "differing",
    "dump",
    "mended",
    "nearest",
    "path_glob",
    "read",
    "read_configuration",
    "read_foreign",
    "readable",
    "surely",
    "touched",
    "wrong_setting",
]
