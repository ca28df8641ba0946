// The picture: who needs it above, what it needs below; levels told by shape and word as well as by colour.

import { type EdgeLabel, Graph, type NodeLabel, layout } from "@dagrejs/dagre";
import type { Impact } from "../engine/impact";
import type { Landscape } from "../engine/index";
import { address, drawn } from "../page/elements";
import type { Speech } from "../page/words";
import { LEVELS } from "./address";
import { type Box, type Chart, type Joint, type Line, chart } from "./chart";

const BOX = { width: 158, height: 46 };
const JOINT = { width: 62, height: 20 };
const COLUMNS = 16;

/** `centre` is how far from its left edge what to look at first stands, `left` how many that are hit aren't shown. */
export interface Picture {
  svg: SVGElement;
  width: number;
  height: number;
  centre: number;
  left: number;
}

export function picture(landscape: Landscape, answer: Impact, speech: Speech, most: number): Picture {
  const shown = chart(landscape, answer, most);
  const plan = placed(shown);
  const { width = 0, height = 0 } = plan.graph() as { width?: number; height?: number };
  const svg = drawn(
    "svg",
    {
      class: "picture effect",
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: "group",
      "aria-label": speech.say("explorer_picture"),
    },
    ...shown.lines.map((line) => lineOf(plan.edge(line.from, line.to), line)),
    ...shown.joints.map((joint) => jointOf(landscape, plan.node(joint.key), joint, speech)),
    ...shown.boxes.map((box) => boxOf(landscape, plan.node(box.key), box, speech)),
  );
  const { x: centre } = plan.node(shown.centre) as { x: number };
  return { svg, width, height, centre, left: shown.left };
}

type Plan = Graph<object, NodeLabel, EdgeLabel>;

function placed({ boxes, joints, lines }: Chart): Plan {
  const plan: Plan = new Graph();
  plan.setGraph({ rankdir: "TB", nodesep: 16, ranksep: 34, marginx: 6, marginy: 6 });
  plan.setDefaultEdgeLabel(() => ({}));
  for (const { key } of boxes) plan.setNode(key, { ...BOX });
  for (const { key } of joints) plan.setNode(key, { ...JOINT });
  for (const { from, to } of lines) plan.setEdge(from, to, {});
  layout(plan);
  return plan;
}

function lineOf(edge: EdgeLabel, { soft, level }: Line): SVGElement {
  const points = (edge.points ?? []).map(({ x, y }: { x: number; y: number }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return drawn("path", { class: `line ${LEVELS[level]}${soft ? " soft" : ""}`, d: `M${points.join("L")}` });
}

function jointOf({ index }: Landscape, node: NodeLabel, { number, level }: Joint, speech: Speech): SVGElement {
  const [, members, need, , , name] = index.dependencies[number];
  const { x, y } = node as { x: number; y: number };
  const said = speech.say("explorer_of", { need, number: members.length });
  return drawn(
    "g",
    { class: `joint ${LEVELS[level]}`, transform: `translate(${x} ${y})` },
    drawn("title", {}, name ? `${name}: ${said}` : said),
    drawn("rect", { x: -JOINT.width / 2, y: -JOINT.height / 2, width: JOINT.width, height: JOINT.height, rx: JOINT.height / 2 }),
    drawn("text", { y: 4 }, said),
  );
}

function boxOf({ index }: Landscape, node: NodeLabel, box: Box, speech: Speech): SVGElement {
  const [ref, title, page] = index.entities[box.entity];
  const { x, y } = node as { x: number; y: number };
  const state = speech.say(box.failed ? "explorer_failed" : `explorer_${LEVELS[box.level].replace("-", "_")}`);
  const inside = [
    drawn("title", {}, `${title} (${ref}): ${state}`),
    drawn("rect", { x: -BOX.width / 2, y: -BOX.height / 2, width: BOX.width, height: BOX.height, rx: 4 }),
    drawn("path", { class: "sign", d: SIGNS[box.level], transform: `translate(${-BOX.width / 2 + 15} 0)` }),
    drawn("text", { class: "box-title", x: -BOX.width / 2 + 29, y: -3 }, cut(title)),
    drawn("text", { class: "box-kind", x: -BOX.width / 2 + 29, y: 13 }, state),
  ];
  const group = drawn("g", { class: `box ${LEVELS[box.level]}${box.failed ? " failed" : ""}`, transform: `translate(${x} ${y})` });
  group.append(...(page ? [drawn("a", { href: address(page) }, ...inside)] : inside));
  return group;
}

/** A ring that works, a half-filled diamond at risk, a triangle that limps, a cross that is down. */
export const SIGNS = [
  "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
  "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
  "M0 -6L6.5 5.5L-6.5 5.5Z",
  "M-5 -5L5 5M5 -5L-5 5",
];

/** As much of a text as a box holds; an ideograph takes two columns. */
function cut(text: string): string {
  let columns = 0;
  let kept = "";
  for (const character of text) {
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
    if (columns > COLUMNS) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}
