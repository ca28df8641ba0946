"""One file a rule: a landscape becomes findings."""

from __future__ import annotations

from itsm_as_code.validators._check import check
from itsm_as_code.validators._mend import Mended, mend
from itsm_as_code.validators._own_rules import own_rules
from itsm_as_code.validators._rule import Complaint, Rule, rule_of, rules

__all__ = ["Complaint", "Mended", "Rule", "check", "mend", "own_rules", "rule_of", "rules"]
