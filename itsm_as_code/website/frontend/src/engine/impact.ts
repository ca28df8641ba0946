// Who feels it if something fails: levels, times, reasons, promises and whom to tell, as itsm_as_code/graph/impact.py.

import { type Cost, type Course, broken, costOf, reckoned, touched } from "./cost";
import { heldByCycle } from "./cycles";
import type { Agreement, Landscape, Level } from "./index";
import { type Hit, type Scenario, type State, levelAt, propagate, worst } from "./propagation";

/** The dependency that decided a level, the members that failed it, and how many are left. */
export interface Reason {
  number: number;
  members: [entity: number, level: Level][];
  left: number;
}

export interface Impacted {
  entity: number;
  level: Level;
  after: number;
  reason: Reason;
}

/** Why somebody is told: an agreement on a service that is hit, or something they own. */
export type Because = { agreement: number; service: number; breach: boolean } | { owned: number };

/** The answer, worst first; without a start that is known here there are no costs. */
export interface Impact {
  scenario: Scenario;
  state: State;
  impacted: Impacted[];
  agreements: Agreement[];
  costs: Cost[];
  contacts: [who: number, because: Because][];
  held: number[];
}

export function impact(landscape: Landscape, scenario: Scenario): Impact {
  const state = propagate(landscape, scenario);
  const hit = [...state.hits.keys()].filter((entity) => !scenario.failed.has(entity));
  const impacted = hit.map((entity) => reached(landscape, state, entity, state.hits.get(entity)!.at(-1)!));
  impacted.sort((a, b) => b.level - a.level || a.after - b.after || a.entity - b.entity);
  const { start, duration } = scenario;
  const agreements = touched(landscape, (service) => state.hits.has(service), start, duration);
  const known = start !== null && reckoned(landscape.index, start, duration);
  const costs = known
    ? agreements.map((one) => costOf(landscape.index, one, courseOf(state, one[1]), start, duration))
    : [];
  const contacts = contactsOf(landscape, state, agreements, costs);
  const down = new Set([...state.hits.keys()].filter((entity) => worst(state, entity) === 3));
  return { scenario, state, impacted, agreements, costs, contacts, held: heldByCycle(landscape, down, duration) };
}

/** Why an entity reached a level: only what was there before can be a reason. */
export function reached(landscape: Landscape, state: State, entity: number, hit: Hit): Impacted {
  const [, group, , , tolerates] = landscape.index.dependencies[hit.number];
  const levels = group.map((one): [number, Level] => [one, levelAt(state, one, hit.time - tolerates, hit.step - 1)]);
  const members = levels.filter(([, level]) => level).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const left = group.length - members.filter(([, level]) => level === 3).length;
  return { entity, level: hit.level, after: hit.time, reason: { number: hit.number, members, left } };
}

export function courseOf(state: State, entity: number): Course {
  const found: Course = {};
  for (const hit of state.hits.get(entity) ?? []) {
    for (let level = hit.level; level > 0; level -= 1) found[level as Level] ??= hit.time;
  }
  return found;
}

/** Each once, with the gravest reason: customers whose promises are touched, then owners of what is hit. */
function contactsOf(
  { index }: Landscape,
  state: State,
  agreements: Agreement[],
  costs: Cost[],
): [number, Because][] {
  const breached = new Set(costs.filter(broken).map((one) => one.agreement));
  const gravest = [...agreements].sort(
    (a, b) =>
      Number(breached.has(b[0])) - Number(breached.has(a[0])) ||
      worst(state, b[1]) - worst(state, a[1]) ||
      a[0] - b[0] ||
      a[1] - b[1],
  );
  const found = new Map<number, Because>();
  const tell = (who: number, because: Because) => who >= 0 && !found.has(who) && found.set(who, because);
  for (const [agreement, service, customer] of gravest) {
    tell(customer, { agreement, service, breach: breached.has(agreement) });
  }
  const hit = [...state.hits.keys()].sort((a, b) => worst(state, b) - worst(state, a) || a - b);
  for (const owned of hit) tell(index.entities[owned][4], { owned });
  return [...found].sort((a, b) => a[0] - b[0]);
}
