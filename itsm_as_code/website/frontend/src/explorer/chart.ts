// What the picture shows: what fails, what it takes along, and the spares that are left; the most important where it is much.

import { explain } from "../engine/explanation";
import type { Impact, Impacted } from "../engine/impact";
import type { Landscape, Level } from "../engine/index";
import { worst } from "../engine/propagation";

/** So many are asked whether they and what leads to them still find room. */
const TRIED = 200;
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

/** `centre` is what to look at first: the most important that is hit, else what fails; `left` aren't shown. */
export interface Chart {
  boxes: Box[];
  joints: Joint[];
  lines: Line[];
  centre: string;
  left: number;
}

/** No more than so many boxes. */
export function chart(landscape: Landscape, answer: Impact, most: number): Chart {
  const { state, scenario } = answer;
  const important = byImportance(landscape, answer);
  const chosen = choose(landscape, answer, important, most);
  const shown = new Set(chosen);
  for (const { entity, reason } of answer.impacted) {
    const [, members] = landscape.index.dependencies[reason.number];
    // what is left of a group is as telling as what is gone
    for (const spare of members) if (shown.has(entity) && shown.size < most) shown.add(spare);
  }
  const boxes = [...shown].sort((a, b) => a - b).map((entity) => ({
    key: `e${entity}`,
    entity,
    level: worst(state, entity),
    failed: scenario.failed.has(entity),
  }));
  const centre = `e${important.find(({ entity }) => shown.has(entity))?.entity ?? chosen[0]}`;
  return { boxes, ...connections(landscape, answer, shown), centre, left: state.hits.size - chosen.length };
}

function byImportance({ index }: Landscape, { impacted }: Impact): Impacted[] {
  const rank = (entity: number) =>
    (index.entities[entity][0].startsWith("service:") ? 0 : 10) + CRITICAL.indexOf(index.entities[entity][3]);
  return [...impacted].sort((a, b) => rank(a.entity) - rank(b.entity) || b.level - a.level || a.entity - b.entity);
}

/** What fails, then what is hit, the most important first, each with what leads to it. */
function choose(landscape: Landscape, { state, scenario }: Impact, important: Impacted[], most: number): number[] {
  const found = new Set([...scenario.failed.keys()].sort((a, b) => a - b).slice(0, most / 4));
  for (const { entity } of important.slice(0, TRIED)) {
    if (found.size >= most) break;
    const way = explain(landscape, state, entity).map((step) => step.entity);
    if (new Set([...found, ...way]).size <= most) for (const one of way) found.add(one);
  }
  return [...found];
}

/** From each that is hit to what decided that; what else it needs would only hide it. */
function connections({ index }: Landscape, answer: Impact, shown: Set<number>) {
  const decided = new Map(answer.impacted.map(({ entity, level, reason: { number } }) => [entity, { number, level }]));
  const joints: Joint[] = [];
  const lines: Line[] = [];
  for (const entity of [...shown].sort((a, b) => a - b)) {
    const why = decided.get(entity);
    if (!why) continue;
    const [, members, , soft] = index.dependencies[why.number];
    const line = { soft: Boolean(soft), level: why.level };
    const group = members.length > 1;
    if (group) {
      joints.push({ key: `j${why.number}`, ...why });
      lines.push({ from: `e${entity}`, to: `j${why.number}`, ...line });
    }
    const from = group ? `j${why.number}` : `e${entity}`;
    for (const one of members.filter((member) => shown.has(member))) {
      lines.push({ from, to: `e${one}`, ...line, level: worst(answer.state, one) && why.level });
    }
  }
  return { joints, lines };
}
