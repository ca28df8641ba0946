"""An e-mail agreement written by hand is accepted, and each single mistake in it gives the one finding it should."""



EMAIL = """\
kind: SLA
metadata: {name: email-gold, title: E-mail Gold, owner: service-desk}
spec:
  service: email
  customer: headquarters
  provider: it-department
  status: agreed
  tier: gold
  term: {start: 2026-01-01, end: 2027-12-31, noticePeriod: 90d, reviewEvery: 6mo}
  hours: business-hours-cn
  window: {type: calendar, period: month, timezone: Asia/Shanghai}
  objectives:
    - {metric: mail-delivery-rate, target: ">= 99.9%"}
    - {metric: availability, target: 99.5%}
    - {metric: response-time, targets: {P1: 15m, P2: 30m, P3: 4h}}
    - {metric: resolution-time, targets: {P1: 4h, P2: 8h, P3: 3d}}
    - {metric: rto, target: 4h}
    - {metric: rpo, target: 1h}
  supportedBy: [ola:messaging-operations, contract:isp-fibre]
  degradedCountsAs: 0.5
  credits:
    - {metric: availability, below: 99.5%, credit: 10%}
    - {metric: availability, below: 99%, credit: 25%}
  signatures:
    - {party: provider, by: zhang-wei, on: 2025-12-12}
    - {party: customer, by: li-na, on: 2025-12-15}
  reviews:
    - {on: 2026-06-10, by: zhang-wei, notes: kept in every month}
---
kind: OLA
metadata: {name: messaging-operations, title: Operation of the mailboxes, owner: messaging}
spec:
  covers: [service:email, ci:mbx-1]
  provider: messaging
  customer: it-department
  status: agreed
  term: {start: 2025-11-01, end: 2028-03-31, noticePeriod: 90d, reviewEvery: 12mo}
  hours: business-hours-cn
  window: {type: calendar, period: month, timezone: Asia/Shanghai}
  objectives:
    - {metric: availability, target: 99.9%}
    - {metric: response-time, targets: {P1: 10m, P2: 20m}}
    - {metric: resolution-time, targets: {P1: 2h, P2: 6h}}
  signatures:
    - {party: provider, by: zhang-wei, on: 2025-10-12}
    - {party: customer, by: li-na, on: 2025-10-15}
---
kind: Contract
metadata: {name: isp-fibre, title: Fibre to the office, owner: messaging}
spec:
  supplier: north-telecom
  covers: [ci:wan-link-1]
  status: agreed
  term: {start: 2025-10-01, end: 2028-06-30, noticePeriod: 90d, reviewEvery: 12mo}
  hours: 24x7
  window: {type: calendar, period: month, timezone: Asia/Shanghai}
  objectives:
    - {metric: availability, target: 99.9%}
    - {metric: response-time, targets: {P1: 10m, P2: 20m}}
    - {metric: resolution-time, targets: {P1: 4h, P2: 8h}}
  signatures:
    - {party: supplier, by: chen-jie, on: 2025-09-12}
    - {party: customer, by: zhang-wei, on: 2025-09-15}
---
kind: Calendar
metadata: {name: business-hours-cn, title: Office hours}
spec: {timezone: Asia/Shanghai, hours: {mon-fri: ["09:00-12:00", "13:30-18:00"]}, holidays: {country: CN}}
---
kind: Service
metadata: {name: email, title: Corporate e-mail, description: Mail for all staff., owner: messaging}
spec:
  type: business
  lifecycle: live
  criticality: high
  rto: 4h
  rpo: 1h
  dependsOn: [ci:mbx-1, {ref: ci:wan-link-1, mode: soft}]
---
kind: CI
metadata: {name: mbx-1, title: Mailbox server, owner: messaging}
spec: {type: server, lifecycle: live, availability: 99.95%, rto: 2h, rpo: 30m}
---
kind: CI
metadata: {name: wan-link-1, title: Internet link, owner: messaging}
spec: {type: network-device, lifecycle: live}
---
kind: Service
metadata: {name: intranet, title: Intranet, owner: messaging}
spec: {type: technical, lifecycle: live, dependsOn: [ci:laptop-1]}
---
kind: CI
metadata: {name: laptop-1, title: Laptop, owner: messaging}
spec: {type: server, lifecycle: live}
---
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, description: A mailbox of your own., owner: service-desk}
spec:
  service: email
  sla: email-gold
  category: communication
  audience: [headquarters]
  request: {form: {type: object, properties: {quota: {type: integer}}}, approval: [line-manager], delivery: 1d}
---
kind: Indicator
metadata: {name: mail-delivery-rate, title: Mail delivery, owner: messaging}
spec: {unit: "%", better: higher}
---
kind: Team
metadata: {name: messaging, title: Messaging}
spec: {email: messaging@example.com, contact: zhang-wei, members: [zhang-wei], onCall: "https://oncall.example.com/m"}
---
kind: Team
metadata: {name: service-desk, title: Service desk}
spec: {email: desk@example.com, contact: zhang-wei, members: [zhang-wei], onCall: "https://oncall.example.com/d"}
---
kind: Team
metadata: {name: it-department, title: IT}
spec: {email: it@example.com, contact: zhang-wei, members: [zhang-wei], onCall: "https://oncall.example.com/i"}
---
kind: Person
metadata: {name: zhang-wei, title: Zhang Wei}
spec: {email: zhang-wei@example.com}
---
kind: Person
metadata: {name: li-na, title: Li Na}
spec: {email: li-na@example.com}
---
kind: Person
metadata: {name: chen-jie, title: Chen Jie}
spec: {email: chen-jie@example.net}
---
kind: Customer
metadata: {name: headquarters, title: Headquarters}
spec: {email: hq@example.com, contact: li-na}
---
kind: Supplier
metadata: {name: north-telecom, title: North Telecom}
spec: {email: support@example.net, contact: chen-jie}
"""
