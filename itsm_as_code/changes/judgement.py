"""Everything a change board asks of a branch: what it declares, how risky it is, who approves, what it runs into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from itsm_as_code.changes.approvals import Approval, approvals_of, strangers_of
from itsm_as_code.changes.case import Case
from itsm_as_code.changes.evidence import Evidence
from itsm_as_code.changes.freezes import FreezeHit, freezes_of
from itsm_as_code.changes.policy import policy_of
from itsm_as_code.changes.risk import Risk, risk_of
from itsm_as_code.model import Finding, Ref, TextFile
from itsm_as_code.reading import Configuration
from itsm_as_code.validators import check_branch


@dataclass(frozen=True, slots=True)
class Judged:
    """`declared` are the branch's own Changes, `strangers` those whose word is there and whom nobody knows."""

    declared: tuple[Ref, ...]
    policy: Ref
    findings: tuple[Finding, ...]
    risk: Risk
    approvals: tuple[Approval, ...]
    freezes: tuple[FreezeHit, ...]
    strangers: tuple[str, ...] = ()


def judge(
    case: Case,
    evidence: Iterable[Evidence] = (),
    authors: Iterable[str] = (),
    configuration: Configuration | None = None,
    file: TextFile | None = None,
) -> Judged:
    """Judges a branch by the policy, templates, teams and freezes there were before it.

    `authors` are those who made the branch beside the authors that the evidence names; `configuration` weighs the
    findings, `file` is where it stands.
    """
    said = tuple(evidence)
    wrote = frozenset({*authors, *(one.author for one in said if one.author)})
    return Judged(
        tuple(one.ref for one in case.declared),
        policy_of(case).ref,
        check_branch(case, case.after, case.today, configuration or Configuration(), file),
        risk_of(case),
        approvals_of(case, said, wrote),
        freezes_of(case),
        strangers_of(case, said),
    )
