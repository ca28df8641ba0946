// The explorer says what the Python engine says: the same landscapes, failures and answers are run by both.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Cost, broken, share, worstCharge } from "../src/engine/cost";
import { explain } from "../src/engine/explanation";
import { type Because, type Impact, courseOf, impact } from "../src/engine/impact";
import { type Index, type Landscape, type Level, landscapeOf } from "../src/engine/index";
import { levelOf, worst } from "../src/engine/propagation";
import { textOf } from "../src/engine/ratio";
import { type Selection, select } from "../src/engine/selectors";

interface Vector {
  index: Index;
  selection: Selection;
  picked: Record<string, number[]>;
  scenarios: {
    failed: [number, Level][];
    duration: number | null;
    start: number | null;
    answer: { impacted: [number, Level, ...unknown[]][] };
    why: unknown[];
  }[];
}

const vectors: Vector[] = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));

describe("the explorer against the Python engine", () => {
  vectors.forEach(({ index, scenarios }, number) => {
    it(`says the same of landscape ${number}`, () => {
      const landscape = landscapeOf(index);
      for (const { failed, duration, start, answer, why } of scenarios) {
        const found = impact(landscape, { failed: new Map(failed), duration, start });
        expect(told(landscape, found)).toEqual(answer);
        const asked = answer.impacted.slice(0, 3).map(([entity]) => entity);
        expect(asked.map((entity) => steps(landscape, found, entity))).toEqual(why);
      }
    });
  });
});

describe("selectors against the Python engine", () => {
  vectors.forEach(({ index, selection, picked }, number) => {
    it(`picks the same of landscape ${number}`, () => {
      const landscape = landscapeOf(index);
      const found = Object.keys(picked).map((text) => [text, [...(select(landscape, selection, text) ?? [])].sort((a, b) => a - b)]);
      expect(Object.fromEntries(found)).toEqual(picked);
    });
  });
});

/** Need of so many, the members' levels, and the level of the dependency: SEMANTICS 2. */
const TRUTH: [number, Level[], Level][] = [
  [1, [0], 0], [1, [1], 1], [1, [2], 2], [1, [3], 3],
  [2, [0, 1], 1], [2, [2, 0], 2], [2, [3, 2], 3],
  [1, [3, 0], 1], [1, [3, 1], 1], [1, [2, 2], 2], [1, [3, 2], 2], [1, [2, 0], 1], [1, [1, 1], 0], [1, [3, 3], 3],
  [2, [3, 0, 0], 1], [2, [3, 3, 0], 3], [2, [3, 2, 0], 2], [2, [2, 2, 0], 2], [2, [1, 1, 1], 0], [2, [2, 0, 0], 1],
];

it.each(TRUTH)("%i needed of %j is %i", (need, levels, expected) => {
  const counts = [0, 1, 2, 3].map((level) => levels.filter((one) => one === level).length);
  expect(levelOf([0, levels.map((_, place) => place), need, 0, 0, "", ""], counts)).toBe(expected);
});

function told(landscape: Landscape, { state, impacted, agreements, costs, contacts, held }: Impact) {
  return {
    impacted: impacted.map(({ entity, level, after, reason: { number, members, left } }) => [
      entity, level, after, number, members, left,
    ]),
    courses: Object.fromEntries([...state.hits.keys()].map((entity) => [entity, courseOf(state, entity)])),
    agreements: agreements.map(([agreement, service]) => [agreement, service]),
    costs: costs.map(cost),
    contacts: contacts.map(([who, because]) => [who, said(landscape, because, (one) => worst(state, one))]),
    held,
  };
}

function cost(one: Cost) {
  const worst = worstCharge(one);
  const used = worst && share(worst);
  return {
    agreement: one.agreement,
    service: one.service,
    level: one.level,
    charges: one.charges.map(({ start, end, lost, budget }) => [start, end, textOf(lost), budget && textOf(budget)]),
    worst: worst && one.charges.indexOf(worst),
    share: used && textOf(used),
    breach: broken(one),
    spent: one.spent,
  };
}

function said({ index }: Landscape, because: Because, level: (entity: number) => Level): string {
  const name = (entity: number) => index.entities[entity][0];
  const words = (entity: number) => ["ok", "at risk", "degraded", "down"][level(entity)];
  if ("owned" in because) return `owns ${name(because.owned)}: ${words(because.owned)}`;
  const { agreement, service, breach } = because;
  return `${name(agreement)}: ${name(service)} ${words(service)}${breach ? ", breach" : ""}`;
}

function steps(landscape: Landscape, { state }: Impact, entity: number) {
  return explain(landscape, state, entity).map(({ depth, entity: one, level, after, why, spare, told }) => [
    depth, one, level, after, why !== null, spare, told,
  ]);
}
