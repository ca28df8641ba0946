"""One file a rule: a landscape becomes findings."""

from __future__ import annotations

from itsm_as_code.validators._again import Change, again, between, check_both
from itsm_as_code.validators._baseline import against, baseline_data, read_baseline
from itsm_as_code.validators._changes import allowed, own_policy, policy_in
from itsm_as_code.validators._check import check, check_branch, tell
from itsm_as_code.validators._fingerprint import fingerprints, sameness
from itsm_as_code.validators._mend import Mended, mend
from itsm_as_code.validators._own_rules import own_rules
from itsm_as_code.validators._rule import OF_BRANCHES, Complaint, Rule, rule_of, rules
from itsm_as_code.validators._told import Told, report_of

__all__ = [
    "OF_BRANCHES",
    "Change",
    "Complaint",
    "Mended",
    "Rule",
    "Told",
    "again",
    "against",
    "allowed",
    "baseline_data",
    "between",
    "check",
    "check_both",
    "check_branch",
    "fingerprints",
    "mend",
    "own_policy",
    "own_rules",
    "policy_in",
    "read_baseline",
    "report_of",
    "rule_of",
    "rules",
    "sameness",
    "tell",
]
