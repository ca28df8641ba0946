// How failure travels: the least fixpoint, computed in the order of time, as itsm_as_code/graph/propagation.py does it.

import type { Dependency, Landscape, Level } from "./index";

/** What fails, how badly, and for how many seconds (null: without end); when it begins, in seconds since 1970. */
export interface Scenario {
  failed: Map<number, Level>;
  duration: number | null;
  start: number | null;
}

/** An entity reaches a level: when, in which step of that moment, and by which dependency (-1: by itself). */
export interface Hit {
  time: number;
  step: number;
  level: Level;
  number: number;
}

export interface State {
  hits: Map<number, Hit[]>;
  counts: Map<number, number[]>;
}

/** What happens to each entity at one step of one moment: the worst level, and the first dependency to bring it. */
interface Moment {
  time: number;
  step: number;
  effects: Map<number, { level: Level; number: number }>;
}

export function propagate(landscape: Landscape, scenario: Scenario): State {
  const state: State = { hits: new Map(), counts: new Map() };
  const first: Moment = { time: 0, step: 0, effects: new Map() };
  for (const [entity, level] of scenario.failed) if (level) first.effects.set(entity, { level, number: -1 });
  const agenda = [first]; // the next one stands at the end
  for (let moment = agenda.pop(); moment; moment = agenda.pop()) {
    for (const [time, entity, level, number] of passedOn(landscape, state, moment)) {
      if (scenario.duration !== null && time >= scenario.duration) continue;
      const effects = momentAt(agenda, time, moment.step + 1).effects;
      const known = effects.get(entity);
      if (!known || level > known.level || (level === known.level && number < known.number)) {
        effects.set(entity, { level, number });
      }
    }
  }
  return state;
}

export function worst(state: State, entity: number): Level {
  return state.hits.get(entity)?.at(-1)?.level ?? 0;
}

/** The level of an entity at a step of a moment: only what was there before can be a reason. */
export function levelAt(state: State, entity: number, time: number, step: number): Level {
  const before = state.hits.get(entity)?.filter((hit) => hit.time < time || (hit.time === time && hit.step <= step));
  return before?.at(-1)?.level ?? 0;
}

/** The level that a dependency passes on; `counts[l]` is how many of its members are at level l. */
export function levelOf([, members, need, soft]: Dependency, counts: number[]): Level {
  const usable = members.length - counts[3];
  const good = usable - counts[2];
  const all = need === members.length;
  const level = usable < need ? 3 : good < need ? 2 : (all ? counts[1] : good < members.length) ? 1 : 0;
  return Math.max(0, level - soft) as Level;
}

function momentAt(agenda: Moment[], time: number, step: number): Moment {
  let low = 0;
  let high = agenda.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = agenda[middle];
    if (one.time > time || (one.time === time && one.step > step)) low = middle + 1;
    else high = middle;
  }
  const found = agenda[low];
  if (found?.time === time && found.step === step) return found;
  const made: Moment = { time, step, effects: new Map() };
  agenda.splice(low, 0, made);
  return made;
}

function* passedOn(landscape: Landscape, state: State, moment: Moment): Iterable<[number, number, Level, number]> {
  for (const [entity, { level, number }] of moment.effects) {
    const before = worst(state, entity);
    if (level <= before) continue;
    const hit = { time: moment.time, step: moment.step, level, number };
    if (before) state.hits.get(entity)!.push(hit);
    else state.hits.set(entity, [hit]);
    for (const affected of landscape.on[entity]) {
      const one = landscape.index.dependencies[affected];
      const reached = raised(state, affected, one, before, level);
      if (reached > worst(state, one[0])) yield [moment.time + one[4], one[0], reached, affected];
    }
  }
}

function raised(state: State, number: number, one: Dependency, before: Level, level: Level): Level {
  let counts = state.counts.get(number);
  if (!counts) state.counts.set(number, (counts = [one[1].length, 0, 0, 0]));
  counts[before] -= 1;
  counts[level] += 1;
  return levelOf(one, counts);
}
