"""An e-mail agreement written by hand is accepted, and each single mistake in it gives the one finding it should."""

from pathlib import Path

import pytest

from tests.landscapes import place, report_of

EMAIL = Path(__file__).with_name("email_sla.yaml").read_text("utf-8")

MISTAKES = [
    # what is wrong, in which line, what was written there, what is written instead, what is told, where
    ("availability as a fraction", 14, "99.5%", "0.995", "wrong-value", "14:38-43"),
    ("a bare number", 14, "99.5%", "99.5", "wrong-value", "14:38-42"),
    ("a decimal comma", 14, "99.5%", "'99,5%'", "wrong-value", "14:38-45"),
    ("a fraction with a percent sign", 14, "99.5%", "0.995%", "plausible-target", "14:38-44"),
    ("everything", 14, "99.5%", "100%", "promise-exceeds-support", "14:38-42"),
    ("everything, by the supplier", 58, "99.9%", "100%", "plausible-target", "60:38-42"),
    ("more than everything", 14, "99.5%", "120%", "wrong-value", "14:38-42"),
    ("less than nothing", 14, "99.5%", "-1%", "wrong-value", "14:38-41"),
    ("nothing", 14, "99.5%", "0%", "plausible-target", "14:38-40"),
    ("at most", 14, "99.5%", "'<= 99.5%'", "wrong-value", "14:7-49"),
    ("a share as a time", 13, '">= 99.9%"', "5m", "objective-measurable", "13:44-46"),
    ("a share at most", 13, '">=', '"<=', "objective-measurable", "13:44-54"),
    ("more than its support", 14, "99.5%", "99.95%", "promise-exceeds-support", "14:38-44"),
    ("a metric nobody knows", 17, "rto", "rt0", "unknown-reference", "17:16-19"),
    ("the same metric twice", 18, "rpo", "rto", "objective-promised-once", "18:16-19"),
    ("answered later than resolved", 15, "4h", "4d", "response-within-resolution", "15:63-65"),
    ("a graver priority later", 15, "4h", "20m", "priorities-ordered", "15:54-57"),
    ("resolved in the wrong order", 16, "3d", "7h", "priorities-ordered", "16:55-57"),
    ("a gap between priorities", 16, "P2: 8h, P3:", "P3:", "priorities-complete", "16:51-53"),
    ("no time at all", 15, "15m", "0m", "plausible-time", "15:45-47"),
    ("a negative time", 15, "15m", "-15m", "wrong-value", "15:45-49"),
    ("a time without a unit", 15, "15m", "15", "wrong-value", "15:45-47"),
    ("minutes taken for months", 16, "3d", "13mo", "plausible-time", "16:63-67"),
    ("a priority that isn't one", 15, "P1:", "p1:", "wrong-value", "15:41-43"),
    ("times by priority for a single target", 17, "rto, target: 4h", "rto", "wrong-value", "17:7-20"),
    ("its support answers later", 42, "10m", "20m", "response-waits-for-support", "15:45-48"),
    ("its support resolves later", 43, "2h", "5h", "resolution-waits-for-support", "16:47-49"),
    ("a supplier who resolves later", 60, "8h", "2d", "resolution-waits-for-support", "16:55-57"),
    ("hours wider than its support's", 10, "business-hours-cn", "24x7", "hours-inside-support", "10:10-14"),
    ("a calendar nobody knows", 10, "business-hours-cn", "busines-hours-cn", "unknown-reference", "10:10-26"),
    ("a time zone nobody knows", 67, "Asia/Shanghai", "Asia/Beijing", "wrong-value", "70:18-30"),
    ("a window of another zone", 11, "Asia/Shanghai", "Shanghai", "wrong-value", "11:53-61"),
    ("a window nobody knows", 11, "month", "monthly", "wrong-value", "11:36-43"),
    ("support measured by the year", 39, "month", "year", "windows-comparable", "14:38-43"),
    ("a contract that has ended", 54, "2028-06-30", "2026-06-30", "support-in-force", "19:43-61"),
    ("a contract that ends too early", 54, "2028-06-30", "2027-06-30", "support-outlasts-promise", "9:34-44"),
    ("a contract that hasn't begun", 54, "2025-10-01", "2026-10-01", "support-in-force", "19:43-61"),
    ("support that is a draft", 36, "agreed", "draft", "support-in-force", "19:17-41"),
    ("support that is retired", 53, "agreed", "retired", "support-in-force", "19:43-61"),
    ("support nobody knows", 19, "contract:isp-fibre", "contract:isp-fiber", "unknown-reference", "19:43-61"),
    ("support for something else", 52, "ci:wan-link-1", "ci:laptop-1", "support-covers-subject", "19:43-61"),
    ("a term that ends before it starts", 9, "2027-12-31", "2025-12-31", "wrong-value", "9:9-82"),
    ("a day that doesn't exist", 9, "2027-12-31", "2027-11-31", "wrong-value", "9:34-44"),
    ("a notice longer than the term", 9, "90d", "25mo", "notice-within-term", "9:60-64"),
    ("a review that is overdue", 28, "2026-06-10", "2025-12-10", "review-overdue", "9:78-81"),
    (
        "not signed by the customer",
        26,
        "    - {party: customer, by: li-na, on: 2025-12-15}\n",
        "",
        "agreement-signed",
        "24:3-13",
    ),
    (
        "signed by nobody",
        24,
        "  signatures:\n    - {party: provider, by: zhang-wei, on: 2025-12-12}\n"
        "    - {party: customer, by: li-na, on: 2025-12-15}\n",
        "",
        "agreement-signed",
        "7:11-17",
    ),
    ("signed after it began", 26, "2025-12-15", "2026-01-15", "signatures-in-time", "26:40-50"),
    ("signed by somebody nobody knows", 26, "li-na", "lina", "unknown-reference", "26:29-33"),
    ("a tier nobody knows", 8, "gold", "glod", "tiers-ordered", "8:9-13"),
    ("a service that is retired", 73, "live", "retired", "sla-on-live-service", "4:12-17"),
    ("no service", 4, "  service: email\n  customer", "  customer", "sla-names-its-service", "3:1-5"),
    ("a customer nobody knows", 5, "headquarters", "headquarter", "unknown-reference", "5:13-24"),
    ("no customer", 5, "  customer: headquarters\n", "", "agreement-names-its-parties", "3:1-5"),
    ("no provider", 6, "  provider: it-department\n", "", "agreement-names-its-parties", "3:1-5"),
    ("a status that isn't one", 7, "agreed", "agred", "wrong-value", "7:11-16"),
    ("a key that isn't one", 19, "supportedBy:", "supportBy:", "unknown-field", "19:3-12"),
    ("the same key twice", 8, "  tier: gold\n", "  tier: gold\n  tier: gold\n", "yaml-duplicate-key", "9:3-7"),
    ("credits in the wrong order", 23, "25%", "5%", "credits-monotone", "23:50-52"),
    ("a currency nobody knows", 23, "credit: 25%", 'penalty: {amount: "5", currency: RMB}', "wrong-value", "23:75-78"),
    ("a credit for nothing missed", 22, "99.5%", "99.8%", "credits-monotone", "22:37-42"),
    ("degraded time that counts more than once", 20, "0.5", "1.5", "wrong-value", "20:21-24"),
    ("back sooner than what it needs", 17, "4h", "1h", "recovery-time-feasible", "17:29-31"),
    ("less data lost than below", 18, "1h", "15m", "recovery-point-feasible", "18:29-32"),
    ("no owner", 2, "Gold, owner: service-desk", "Gold", "owner-exists", "2:1-9"),
    ("an owner nobody knows", 2, "service-desk", "servicedesk", "owner-exists", "2:57-68"),
    (
        "it extends itself",
        4,
        "  service: email\n  customer",
        "  extends: email-gold\n  service: email\n  customer",
        "extends-circle",
        "4:12-22",
    ),
]


def test_the_agreement_is_accepted() -> None:
    assert report_of(EMAIL).findings == ()


@pytest.mark.parametrize(
    ("line", "before", "after", "rule", "where"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_a_mistake_gives_the_one_finding_it_should(line: int, before: str, after: str, rule: str, where: str) -> None:
    start = len("".join(EMAIL.splitlines(keepends=True)[: line - 1]))
    assert before in EMAIL[start:].partition("\n")[0] or "\n" in before
    (found,) = report_of(EMAIL[:start] + EMAIL[start:].replace(before, after, 1)).findings
    assert (found.rule, place(found)) == (rule, where)
    assert found.hint
