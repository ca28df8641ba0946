// Why something is hit: the shortest reasons from it down to what fails, as itsm_as_code/graph/explanation.py tells it.

import { type Impacted, reached } from "./impact";
import type { Dependency, Landscape, Level } from "./index";
import type { Hit, State } from "./propagation";

/** One line of an explanation; `why` is null where it fails by itself, `told` where it is explained further up. */
export interface Step {
  depth: number;
  entity: number;
  level: Level;
  after: number;
  why: Impacted | null;
  spare: number;
  told: boolean;
}

export function explain(landscape: Landscape, state: State, entity: number): Step[] {
  const steps: Step[] = [];
  const told = new Set<string>();
  const last = state.hits.get(entity)?.at(-1);
  const agenda: [number, number, Hit][] = last ? [[0, entity, last]] : [];
  for (let next = agenda.pop(); next; next = agenda.pop()) {
    const [depth, one, hit] = next;
    const key = `${one} ${hit.level}`;
    const step = { depth, entity: one, level: hit.level, after: hit.time, why: null, spare: 0, told: hit.number >= 0 };
    if (hit.number < 0 || told.has(key)) {
      steps.push(step);
      continue;
    }
    told.add(key);
    const [needed, spare] = neededFor(hit, landscape.index.dependencies[hit.number], state);
    steps.push({ ...step, why: reached(landscape, state, one, hit), spare, told: false });
    for (const [member, found] of needed.reverse()) agenda.push([depth + 1, member, found]);
  }
  return steps;
}

/** The members whose failure is enough, those that failed first before the others, and how many more failed. */
function neededFor(hit: Hit, one: Dependency, state: State): [[number, Hit][], number] {
  const [level, count] = wanted(hit.level, one);
  const time = hit.time - one[4];
  const found = one[1].flatMap((member): [number, Hit][] => {
    const first = state.hits
      .get(member)
      ?.find((each) => each.level >= level && (each.time < time || (each.time === time && each.step < hit.step)));
    return first ? [[member, first]] : [];
  });
  found.sort((a, b) => a[1].time - b[1].time || a[1].step - b[1].step || a[0] - b[0]);
  return [found.slice(0, count), Math.max(0, found.length - count)];
}

/** How bad how many members must be for a dependency to pass on a level. */
function wanted(level: Level, [, members, need, soft]: Dependency): [number, number] {
  const before = level + soft;
  if (before === 1) return [need === members.length ? 1 : 2, 1];
  return [before, members.length - need + 1];
}
