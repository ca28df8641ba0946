// Who works on only because a circle holds itself up, as itsm_as_code/graph/cycles.py and support.py tell it.

import type { Landscape } from "./index";

/** Entities that aren't down, stood on their own before the failure, and now stand only on each other. */
export function heldByCycle(landscape: Landscape, down: Set<number>, duration: number | null): number[] {
  if (duration !== null) return [];
  const { index, of, on } = landscape;
  const neededBy = (entity: number) => on[entity].map((number) => index.dependencies[number][0]);
  const needs = (entity: number) => of[entity].flatMap((number) => index.dependencies[number][1]);
  const reached = closure(down, neededBy);
  const house = closure(reached, needs);
  const [before, after] = [started(landscape, house, new Set()), started(landscape, house, down)];
  return [...reached].filter((one) => before.has(one) && !after.has(one) && !down.has(one)).sort((a, b) => a - b);
}

function closure(start: Iterable<number>, onward: (entity: number) => number[]): Set<number> {
  const found = new Set(start);
  for (const one of found) for (const next of onward(one)) found.add(next); // a set gives what is added on the way, too
  return found;
}

/** Those that could be started one after the other, from an empty house that has all they need. */
function started({ index, of, on }: Landscape, house: Set<number>, down: Set<number>): Set<number> {
  const running = new Set<number>();
  const ready = (entity: number) =>
    of[entity].every((number) => {
      const [, members, need, soft] = index.dependencies[number];
      return soft || members.filter((member) => running.has(member)).length >= need;
    });
  let agenda = [...house].filter((one) => !down.has(one));
  while (agenda.length) {
    const now = agenda.filter(ready);
    for (const one of now) running.add(one);
    const waiting = new Set(now.flatMap((one) => on[one].map((number) => index.dependencies[number][0])));
    agenda = [...waiting].filter((one) => house.has(one) && !running.has(one) && !down.has(one));
  }
  return running;
}
