// The list beside the picture: level, time, reason, promise, and whom to tell.

import { type Cost, breach, broken, share, worstCharge } from "../engine/cost";
import { explain } from "../engine/explanation";
import type { Because, Impact, Impacted } from "../engine/impact";
import type { Landscape, Level } from "../engine/index";
import { numberOf } from "../engine/ratio";
import { address, drawn, element } from "../page/elements";
import type { Speech } from "../page/words";
import { LEVELS } from "./address";
import { SIGNS } from "./picture";
import { levelWord, reason } from "./reasons";

const CRITICAL = ["critical", "high", "medium", "low", ""];
const AT_ONCE = 25;

export function answered(landscape: Landscape, answer: Impact, speech: Speech): Node[] {
  const levels: Level[] = [3, 2, 1];
  return [
    ...levels.flatMap((level) => hit(landscape, answer, level, speech)),
    ...held(landscape, answer, speech),
    ...promises(landscape, answer, speech),
    ...contacts(landscape, answer, speech),
  ];
}

export function summary({ index }: Landscape, { impacted, state }: Impact, speech: Speech): string {
  const counts = [3, 2, 1].map((level) => [level, impacted.filter((one) => one.level === level).length]);
  const said = counts
    .filter(([, count]) => count)
    .map(([level, count]) => speech.say("explorer_counted", { number: count, level: levelWord(level as Level, speech) }));
  const services = index.entities.filter(([ref], at) => ref.startsWith("service:") && !state.hits.has(at)).length;
  const untouched = speech.say("explorer_untouched", { number: services });
  return speech.say("explorer_summary", { hit: said.join(speech.say("listed")) || speech.say("explorer_nothing"), untouched });
}

function name({ index }: Landscape, entity: number): Node {
  const [, title, page] = index.entities[entity];
  const text = element("bdi", {}, title);
  return page ? element("a", { href: address(page) }, text) : text;
}

function sign(level: Level): Node {
  const shape = drawn("path", { class: "sign", d: SIGNS[level] });
  return drawn("svg", { class: `level ${LEVELS[level]}`, viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true" }, shape);
}

function hit(landscape: Landscape, answer: Impact, level: Level, speech: Speech): Node[] {
  const { entities } = landscape.index;
  const rank = ({ entity, after }: Impacted) => [
    Number(!entities[entity][0].startsWith("service:")),
    CRITICAL.indexOf(entities[entity][3]),
    after,
    entity,
  ];
  const rows = answer.impacted.filter((one) => one.level === level).sort((a, b) => compared(rank(a), rank(b)));
  if (!rows.length) return [];
  const list = element("ol", { class: "hit" });
  const show = (some: Impacted[]) => list.append(...some.map((one) => row(landscape, answer, one, speech)));
  show(rows.slice(0, AT_ONCE));
  const heading = element("h2", {}, sign(level), levelWord(level, speech), element("span", { class: "quiet" }, ` ${rows.length}`));
  if (rows.length <= AT_ONCE) return [heading, list];
  const more = element("button", { type: "button", class: "more" }, speech.count("more", rows.length - AT_ONCE));
  more.addEventListener("click", () => {
    show(rows.slice(AT_ONCE));
    more.remove();
    list.querySelectorAll<HTMLElement>("summary")[AT_ONCE]?.focus();
  });
  return [heading, list, more];
}

function row(landscape: Landscape, answer: Impact, one: Impacted, speech: Speech): Node {
  const when = one.after ? speech.say("explorer_after", { time: speech.time(one.after) }) : speech.say("explorer_at_once");
  const why = element("details", {}, element("summary", {}, reason(landscape, one, speech)));
  why.addEventListener("toggle", () => why.children.length > 1 || why.append(explanation(landscape, answer, one.entity, speech)));
  return element(
    "li",
    {},
    element("p", { class: "who" }, name(landscape, one.entity), element("span", { class: "when" }, when)),
    why,
  );
}

/** Down to what fails by itself, as far indented as it lies away. */
function explanation(landscape: Landscape, { state }: Impact, entity: number, speech: Speech): Node {
  const lines = explain(landscape, state, entity).map((step) => {
    const said = step.why ? reason(landscape, step.why, speech) : speech.say(step.told ? "explorer_told" : "explorer_by_itself");
    const words = speech.say("explorer_step", { level: levelWord(step.level, speech), reason: said });
    return element("li", { class: `depth-${Math.min(step.depth, 6)}` }, sign(step.level), name(landscape, step.entity), ` ${words}`);
  });
  return element("ol", { class: "steps" }, ...lines);
}

function held(landscape: Landscape, { held }: Impact, speech: Speech): Node[] {
  if (!held.length) return [];
  const names = held.slice(0, AT_ONCE).map((entity) => element("li", {}, name(landscape, entity)));
  return [element("h2", {}, speech.say("explorer_held")), element("ul", { class: "plain" }, ...names)];
}

function promises(landscape: Landscape, { agreements, costs, scenario }: Impact, speech: Speech): Node[] {
  if (!agreements.length) return [];
  const worst = [...costs].sort((a, b) => Number(broken(b)) - Number(broken(a)) || used(b) - used(a));
  const rows = costs.length
    ? worst.map((one) => promise(landscape, one, speech))
    : agreements.map(([agreement, service]) => element("li", {}, both(landscape, agreement, service, speech)));
  const open = scenario.start === null ? "explorer_no_start" : costs.length ? "" : "explorer_not_reckoned";
  const heading = element("h2", {}, speech.say("explorer_promises"), element("span", { class: "quiet" }, ` ${agreements.length}`));
  const note = open ? [element("p", { class: "quiet" }, speech.say(open))] : [];
  return [heading, ...note, element("ul", { class: "promises" }, ...rows)];
}

function used(cost: Cost): number {
  const found = worstCharge(cost);
  return found ? numberOf(share(found) ?? found.lost) : 0;
}

function both(landscape: Landscape, agreement: number, service: number, speech: Speech): Node {
  const gap = element("span", { class: "quiet" }, ` ${speech.say("explorer_on")} `);
  return element("p", { class: "who" }, element("span", {}, name(landscape, agreement), gap, name(landscape, service)));
}

function promise(landscape: Landscape, cost: Cost, speech: Speech): Node {
  const charge = worstCharge(cost);
  const line = both(landscape, cost.agreement, cost.service, speech);
  const spent = cost.spent === null ? "" : speech.say("explorer_spent", { moment: speech.moment(cost.spent) });
  if (!charge) return element("li", {}, line, element("p", {}, spent || speech.say("explorer_no_end")));
  const lost = speech.time(Math.round(numberOf(charge.lost)));
  if (!charge.budget) return element("li", {}, line, element("p", {}, speech.say("explorer_lost", { lost })));
  const part = share(charge);
  const percent = part ? (numberOf(part) * 100).toLocaleString("en", { maximumFractionDigits: numberOf(part) < 0.1 ? 1 : 0 }) : "";
  const budget = speech.time(Math.floor(numberOf(charge.budget)));
  const figures = speech.say("explorer_lost_of", { lost, budget });
  const verdict = breach(charge) ? "explorer_breach" : "explorer_within";
  const shown = element("strong", {}, speech.say(verdict), percent && ` ${speech.say("percent", { number: percent })}`);
  const until = spent && element("p", {}, spent);
  return element("li", { class: breach(charge) ? "breach" : "within" }, line, element("p", {}, shown, ` ${figures}`), until);
}

function contacts(landscape: Landscape, { contacts, state }: Impact, speech: Speech): Node[] {
  if (!contacts.length) return [];
  const rows = contacts.map(([who, because]) =>
    element("li", {}, name(landscape, who), element("span", { class: "quiet" }, ` ${becauseOf(landscape, state, because, speech)}`)),
  );
  return [element("h2", {}, speech.say("explorer_tell")), element("ul", { class: "plain" }, ...rows)];
}

function becauseOf({ index }: Landscape, state: Impact["state"], because: Because, speech: Speech): string {
  const entity = "owned" in because ? because.owned : because.service;
  const level = levelWord(state.hits.get(entity)!.at(-1)!.level, speech);
  const title = index.entities[entity][1];
  if ("owned" in because) return speech.say("explorer_owns", { title, level });
  const agreement = index.entities[because.agreement][1];
  return speech.say(because.breach ? "explorer_promised_breach" : "explorer_promised", { agreement, title, level });
}

function compared(one: number[], other: number[]): number {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}
