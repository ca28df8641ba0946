// What the picture shows: what fails, what it takes along, and the spares that are left; the most important where it is much.

import { explain } from "../engine/explanation";
import type { Impact } from "../engine/impact";
import type { Landscape, Level } from "../engine/index";
import { worst } from "../engine/propagation";

/** How many boxes a picture may have and still be looked at. */
export const MOST = 48;
const CRITICAL = ["critical", "high", "medium", "low", ""];

/** An entity, or a group of which so many are needed. */
export interface Box {
  key: string;
  entity: number;
  level: Level;
  failed: boolean;
}

export interface Joint {
  key: string;
  number: number;
  level: Level;
}

export interface Line {
  from: string;
  to: string;
  soft: boolean;
  level: Level;
}

export interface Chart {
  boxes: Box[];
  joints: Joint[];
  lines: Line[];
  left: number;
}

export function chart(landscape: Landscape, answer: Impact): Chart {
  const { state, scenario } = answer;
  const chosen = choose(landscape, answer);
  const shown = new Set(chosen);
  for (const entity of chosen) for (const spare of spares(landscape, answer, entity)) if (shown.size < MOST) shown.add(spare);
  const boxes = [...shown].sort((a, b) => a - b).map((entity) => ({
    key: `e${entity}`,
    entity,
    level: worst(state, entity),
    failed: scenario.failed.has(entity),
  }));
  return { boxes, ...connections(landscape, answer, shown), left: state.hits.size - chosen.length };
}

/** What fails, then what is hit, the most important first, each with what leads to it. */
function choose(landscape: Landscape, { state, scenario, impacted }: Impact): number[] {
  const found = new Set([...scenario.failed.keys()].sort((a, b) => a - b).slice(0, MOST / 4));
  const { entities } = landscape.index;
  const rank = (entity: number) =>
    (entities[entity][0].startsWith("service:") ? 0 : 10) + CRITICAL.indexOf(entities[entity][3]);
  const important = [...impacted].sort((a, b) => rank(a.entity) - rank(b.entity) || b.level - a.level || a.entity - b.entity);
  for (const { entity } of important) {
    if (found.size >= MOST) break;
    const way = explain(landscape, state, entity).map((step) => step.entity);
    if (new Set([...found, ...way]).size <= MOST) for (const one of way) found.add(one);
  }
  return [...found];
}

/** The members of groups that are hit which still work: what is left is as telling as what is gone. */
function spares({ index, of }: Landscape, { state }: Impact, entity: number): number[] {
  return of[entity]
    .map((number) => index.dependencies[number][1])
    .filter((members) => members.length > 1 && members.some((one) => worst(state, one)))
    .flat();
}

function connections({ index, of }: Landscape, { state, impacted }: Impact, shown: Set<number>) {
  const decided = new Map(impacted.map((one) => [one.reason.number, one.level]));
  const joints: Joint[] = [];
  const lines: Line[] = [];
  for (const entity of [...shown].sort((a, b) => a - b)) {
    for (const number of of[entity]) {
      const [, members, , soft] = index.dependencies[number];
      const near = members.filter((one) => shown.has(one));
      if (!near.length || (near.every((one) => !worst(state, one)) && !worst(state, entity))) continue;
      const level = decided.get(number) ?? 0;
      let from = `e${entity}`;
      if (members.length > 1) {
        joints.push({ key: `j${number}`, number, level });
        lines.push({ from, to: `j${number}`, soft: Boolean(soft), level });
        from = `j${number}`;
      }
      for (const one of near) lines.push({ from, to: `e${one}`, soft: Boolean(soft), level: worst(state, one) && level });
    }
  }
  return { joints, lines };
}
