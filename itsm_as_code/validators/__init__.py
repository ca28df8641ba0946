"""One file a rule: a landscape becomes findings."""

from __future__ import annotations

from itsm_as_code.validators._baseline import against, baseline_data, read_baseline
from itsm_as_code.validators._check import check, check_branch
from itsm_as_code.validators._fingerprint import fingerprints, sameness
from itsm_as_code.validators._mend import Mended, mend
from itsm_as_code.validators._own_rules import own_rules
from itsm_as_code.validators._rule import OF_BRANCHES, Complaint, Rule, rule_of, rules

__all__ = [
    "OF_BRANCHES",
    "Complaint",
    "Mended",
    "Rule",
    "against",
    "baseline_data",
    "check",
    "check_branch",
    "fingerprints",
    "mend",
    "own_rules",
    "read_baseline",
    "rule_of",
    "rules",
    "sameness",
]
