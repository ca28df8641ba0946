// What an outage costs under each agreement it touches, as itsm_as_code/graph/cost.py and charges.py reckon it.

import type { Agreement, Index, Landscape, Level, Terms } from "./index";
import { type Ratio, NONE, ceilingOver, compare, minus, over, plus, ratio, times } from "./ratio";
import { windowAt } from "./windows";

/** When an entity is first at each level or worse, in seconds after the start. */
export type Course = Partial<Record<Level, number>>;

/** What one measurement window is charged: seconds lost in it, and seconds that may be (null: nothing is promised). */
export interface Charge {
  start: number;
  end: number;
  lost: Ratio;
  budget: Ratio | null;
}

/** `charges` is empty without an end; `spent` is the moment at which the first window's budget is used up. */
export interface Cost {
  agreement: number;
  service: number;
  level: Level;
  charges: Charge[];
  spent: number | null;
}

type Stretch = [number, number];

/** What costs nothing that is known here: it begins too early or too late, or lasts too long. */
export function reckoned(index: Index, start: number, duration: number | null): boolean {
  return start >= index.starts[0] && start <= index.starts[1] && (duration ?? 0) <= index.longest;
}

/** The agreements on services that are hit, in force at some moment of the outage; today, if it has no start. */
export function touched(
  { index }: Landscape,
  hit: (service: number) => boolean,
  start: number | null,
  duration: number | null,
): Agreement[] {
  const span: Stretch = [start ?? 0, (start ?? 0) + (duration || 1)];
  return index.agreements.filter(([, service, , terms, now]) => {
    if (!hit(service)) return false;
    if (start === null) return Boolean(now);
    const [since, until] = within(index.terms[terms], span);
    return since < until;
  });
}

export function costOf(
  index: Index,
  [agreement, service, , number]: Agreement,
  course: Course,
  start: number,
  duration: number | null,
): Cost {
  const terms = index.terms[number];
  const level = Math.max(...Object.keys(course).map(Number)) as Level;
  const charges = duration === null ? [] : chargesOf(index, terms, course, [start, start + duration]);
  return { agreement, service, level, charges, spent: spentAt(index, terms, course, start, duration) };
}

export function broken(cost: Cost): boolean {
  return cost.charges.some(breach);
}

export function breach({ lost, budget }: Charge): boolean {
  return budget !== null && compare(lost, budget) > 0;
}

/** The share of the budget that is used, 1 being all of it; null where there is none to share. */
export function share({ lost, budget }: Charge): Ratio | null {
  if (budget === null) return null;
  if (!budget[0]) return lost[0] ? null : NONE;
  return over(lost, budget);
}

/** The window that is worst off, the first of several alike. */
export function worstCharge(cost: Cost): Charge | null {
  return cost.charges.reduce<Charge | null>((worst, one) => (worst && !worse(one, worst) ? worst : one), null);
}

function worse(one: Charge, other: Charge): boolean {
  if (breach(one) !== breach(other)) return breach(one);
  return (compare(share(one) ?? NONE, share(other) ?? NONE) || compare(one.lost, other.lost)) > 0;
}

function chargesOf(index: Index, terms: Terms, course: Course, outage: Stretch): Charge[] {
  const found: Charge[] = [];
  let window = windowAt(index.windows[terms[1]], outage[0]);
  for (;;) {
    let lost = NONE;
    for (const [a, b, weight] of lostIn(index, terms, course, outage, window)) lost = plus(lost, times(weight, b - a));
    found.push({ start: window[0], end: window[1], lost, budget: budgetOf(index, terms, window) });
    if (window[1] >= outage[1]) return found;
    window = windowAt(index.windows[terms[1]], window[1]);
  }
}

/** The stretches of a window in which service is lost, in order, each with what a second of it counts. */
function lostIn(
  index: Index,
  terms: Terms,
  course: Course,
  [start, end]: Stretch,
  window: Stretch,
): [number, number, Ratio][] {
  const down = course[3] === undefined ? end : start + course[3];
  const worse = course[2] === undefined ? down : start + course[2];
  const parts: [number, number, Ratio][] = [
    [worse, down, ratio(terms[2])],
    [down, end, [1n, 1n]],
  ];
  return parts.flatMap(([since, until, weight]) => {
    if (!weight[0]) return [];
    const inside = within(terms, [Math.max(since, window[0]), Math.min(until, window[1])]);
    return served(index, terms, inside).map(([a, b]): [number, number, Ratio] => [a, b, weight]);
  });
}

function within(terms: Terms, [since, until]: Stretch): Stretch {
  return [Math.max(since, terms[4] ?? since), Math.min(until, terms[5] ?? until)];
}

function budgetOf(index: Index, terms: Terms, window: Stretch): Ratio | null {
  if (terms[3] === null) return null;
  return times(ratio(terms[3]), served(index, terms, window).reduce((sum, [a, b]) => sum + b - a, 0));
}

/** The stretches of service time between two moments. */
function served(index: Index, terms: Terms, [since, until]: Stretch): Stretch[] {
  const found: Stretch[] = [];
  const hours = index.hours[terms[0]];
  let at = 0;
  for (let place = 0; place < hours.length; place += 2) {
    const [start, end] = [at + hours[place], at + hours[place] + hours[place + 1]];
    const inside: Stretch = [Math.max(start, since), Math.min(end, until)];
    if (inside[0] < inside[1]) found.push(inside);
    at = end;
  }
  return found;
}

function spentAt(index: Index, terms: Terms, course: Course, start: number, duration: number | null): number | null {
  const window = windowAt(index.windows[terms[1]], start);
  let left = budgetOf(index, terms, window);
  if (left === null) return null;
  for (const [a, b, weight] of lostIn(index, terms, course, [start, start + (duration ?? LONGEST)], window)) {
    const lost = times(weight, b - a);
    if (compare(lost, left) > 0) return a + ceilingOver(left, weight);
    left = minus(left, lost);
  }
  return null;
}

const LONGEST = 366 * 86_400;
