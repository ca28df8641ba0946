"""Documents for the tests of the schemas: the examples of the language's description, and good and bad ones."""

from typing import Any

FIRST = """
apiVersion: itsm/v1
kind: Service
metadata:
  name: email
  title: Corporate e-mail
  description: Mailboxes, calendars and mail relay for all staff.
  owner: messaging
  labels: {tier: "1", region: cn}
  links: [{title: Runbook, url: "https://wiki.example.com/email"}]
spec:
  type: business
  lifecycle: live
  criticality: critical
  dependsOn:
    - service:directory
    - {ref: ci:spam-filter, mode: soft}
    - {ref: ci:mail-archive, tolerates: 4h}
    - {name: mailbox cluster, anyOf: [ci:mbx-1, ci:mbx-2, ci:mbx-3], need: 2}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, title: E-mail Gold, owner: service-desk}
spec:
  service: email
  customer: headquarters
  provider: it-department
  status: agreed
  term: {start: 2026-01-01, end: 2026-12-31, noticePeriod: 90d, reviewEvery: 6mo}
  hours: business-hours-cn
  window: {type: calendar, period: month, timezone: Asia/Shanghai}
  objectives:
    - {metric: availability, target: 99.9%}
    - {metric: response-time, targets: {P1: 15m, P2: 30m, P3: 4h}}
    - {metric: resolution-time, targets: {P1: 4h, P2: 8h, P3: 3d}}
    - {metric: mail-delivery-rate, target: ">= 99.9%"}
  supportedBy: [ola:messaging-operations, contract:isp-fibre]
  signatures:
    - {party: provider, by: zhang-wei, on: 2025-12-12}
    - {party: customer, by: li-na, on: 2025-12-15}
"""

OTHERS = """
kind: CI
metadata: {name: mbx-1, owner: messaging}
spec:
  type: virtual-machine
  lifecycle: live
  environment: production
  location: ci:rack-7
  dependsOn: [ci:host-3, {ref: ci:san-1, as: stores-on}]
  availability: 99.95%
  attributes: {cpu: 4, ram: 16}
---
kind: CIType
metadata: {name: mainframe-lpar}
spec:
  extends: virtual-machine
  attributes:
    {type: object, required: [mips], properties: {mips: {type: integer, minimum: 1}}, additionalProperties: false}
---
kind: Team
metadata: {name: messaging, title: {en: Messaging, zh: 消息组}}
spec: {email: messaging@example.com, onCall: "https://oncall.example.com/messaging", members: [zhang-wei]}
---
kind: Person
metadata: {name: zhang-wei, title: {en: Messaging, zh: 消息组}}
spec: {email: messaging@example.com, onCall: "https://oncall.example.com/messaging", members: [zhang-wei]}
---
kind: Customer
metadata: {name: headquarters, title: {en: Messaging, zh: 消息组}}
spec: {email: messaging@example.com, onCall: "https://oncall.example.com/messaging", members: [zhang-wei]}
---
kind: Supplier
metadata: {name: north-telecom, title: {en: Messaging, zh: 消息组}}
spec: {email: messaging@example.com, onCall: "https://oncall.example.com/messaging", members: [zhang-wei]}
---
kind: Calendar
metadata: {name: business-hours-cn}
spec:
  {timezone: Asia/Shanghai, hours: {mon-fri: ["09:00-12:00", "13:30-18:00"]},
  holidays: {country: CN, except: [2026-02-14], also: [2026-12-31]}}
---
kind: Contract
metadata: {name: isp-fibre, owner: network}
spec:
  supplier: north-telecom
  covers: [ci:wan-link-1]
  status: agreed
  term: {start: 2025-07-01, end: 2027-06-30, noticePeriod: 90d}
  hours: 24x7
  objectives: [{metric: availability, target: 99.5%}, {metric: resolution-time, targets: {P1: 4h}}]
---
kind: Indicator
metadata: {name: mail-delivery-rate}
spec: {unit: "%", better: higher, formula: Share of mails delivered within five minutes}
---
kind: Rule
metadata: {name: live-ci-has-location}
spec:
  select: kind:ci
  expression: '!has(self.spec.lifecycle) || self.spec.lifecycle != "live" || has(self.spec.location)'
  message: is live and nowhere
  hint: "add location: and the room or site it stands in"
  at: spec.lifecycle
  severity: warning
  clause: 8.2.6
---
kind: OLA
metadata: {name: messaging-operations, owner: network}
spec:
  provider: messaging
  customer: service-desk
  covers: [ci:mbx-1]
  status: agreed
  term: {start: 2025-07-01, end: 2027-06-30, noticePeriod: 90d}
  hours: 24x7
  objectives: [{metric: availability, target: 99.5%}, {metric: resolution-time, targets: {P1: 4h}}]
---
kind: CatalogEntry
metadata: {name: mailbox, title: {en: Mailbox, zh: 邮箱}}
spec:
  {service: email, sla: email-gold, category: communication, audience: [headquarters],
  price: {amount: "12.00", currency: CNY, per: month},
  request: {form: {type: object, properties: {quota: {type: integer, enum: [5, 20, 50]}}},
  approval: [line-manager], delivery: 1d}}
---
kind: Change
metadata: {name: chg-2026-118, title: Drop the third mailbox server, owner: messaging}
spec:
  type: standard
  purpose: Save one licence.
  scope: ["service:email", "ci:mbx-*"]
  window: {start: "2026-12-21T02:00+08:00", end: "2026-12-20T20:00Z"}
  requester: li-na
  template: patch-mailbox
  related: [{problem: PRB-77}, {change: chg-2026-117}]
  implementation: Stop it, then remove it.
  backOut: {steps: Start it again., tested: true}
  test: Mail still arrives.
  verification: {on: 2026-12-22, by: zhang-wei, result: successful, incidents: [INC-9], notes: Nobody noticed.}
---
kind: ChangeTemplate
metadata: {name: patch-mailbox, owner: messaging}
spec:
  scope: ["ci:mbx-*"]
  fields: [spec.attributes.*]
  actions: [update]
  mostEntities: 1
  highestRisk: medium
  longestWindow: 4h
  approved: {on: 2026-01-10, by: zhang-wei, until: 2026-12-31}
---
kind: ChangePolicy
metadata: {name: house, owner: service-desk}
spec:
  factors: {criticality: {critical: 25}, backOut: {missing: 10}, size: [{from: 5, points: 3}, {from: 20, points: 8}]}
  levels: [{name: low, from: 0}, {name: high, from: 50}]
  approvals:
    - {name: its owner, by: [owner]}
    - {name: high risk, risk: high, parties: [team:change-board]}
  emergencyReviewWithin: 5d
---
kind: Freeze
metadata: {name: year-end, owner: service-desk}
spec:
  scope: ["service:payroll"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
  reason: The books are closed.
  exceptions: [{change: chg-2026-118, approvedBy: zhang-wei, reason: It can't wait., until: 2026-12-22}]
---
kind: MaintenanceWindow
metadata: {name: mail, owner: messaging}
spec: {scope: ["ci:mbx-*"], calendar: sunday-night}
"""

KINDS = (
    "CI",
    "CIType",
    "Calendar",
    "CatalogEntry",
    "Contract",
    "Customer",
    "Indicator",
    "OLA",
    "Person",
    "SLA",
    "Service",
    "Supplier",
)
KINDS += ("Change", "ChangePolicy", "ChangeTemplate", "Freeze", "MaintenanceWindow", "Rule", "Team")


NEEDED: dict[str, dict[str, Any]] = {"CI": {"type": "server"}, "Indicator": {"unit": "%", "better": "higher"}}
NEEDED |= {"Rule": {"expression": "true"}}
"""What a kind requires beside a name."""


def shown() -> dict[str, str]:
    """Each example by its kind, as text; the short ones get their version at their end, so lines stay."""
    texts = [*FIRST.strip().split("\n---\n"), *OTHERS.strip().split("\n---\n")]
    full = [text if "apiVersion" in text else f"{text}\napiVersion: itsm/v1" for text in texts]
    return {text.partition("kind: ")[2].partition("\n")[0]: f"{text}\n" for text in full}


def smallest(kind: str, spec: dict[str, Any] | None = None, **metadata: Any) -> dict[str, Any]:
    """The smallest entity of a kind, with what is given on top."""
    document: dict[str, Any] = {"apiVersion": "itsm/v1", "kind": kind, "metadata": {"name": "a", **metadata}}
    needed = NEEDED.get(kind, {})
    return document | ({"spec": needed | (spec or {})} if spec is not None or needed else {})
