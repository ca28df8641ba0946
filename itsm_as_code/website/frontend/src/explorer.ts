// The explorer: what fails, for how long and from when; at once the picture and the list of what that does.

import { type Impact, impact } from "./engine/impact";
import { type Index, type Level, landscapeOf } from "./engine/index";
import type { Scenario } from "./engine/propagation";
import { type Selection, select } from "./engine/selectors";
import { type Asked, LEVELS, durationText, read, written } from "./explorer/address";
import { answered, summary } from "./explorer/answer";
import { choosing } from "./explorer/choosing";
import { picture } from "./explorer/picture";
import { levelWord } from "./explorer/reasons";
import { element } from "./page/elements";
import { Speech, type Words } from "./page/words";

declare global {
  interface Window {
    itsmExplorer?: { index: Index; selection: Selection; words: Words };
  }
}

function start(place: HTMLElement, { index, selection, words }: NonNullable<Window["itsmExplorer"]>): void {
  const landscape = landscapeOf(index);
  const speech = new Speech(words, document.documentElement.lang);
  const known = new Map(index.entities.map(([ref], at) => [ref, at]));
  let asked = read(location.hash);

  const chips = element("ul", { class: "chips" });
  const status = element("p", { class: "outcome", role: "status" });
  const frame = element("div", { class: "frame" });
  const leftOut = element("p", { class: "quiet left-out" });
  const list = element("div", { class: "consequences" });
  const command = element("code", {});
  const same = element("p", { class: "same quiet" }, `${speech.say("explorer_same")} `, command);
  const pick = choosing(landscape, selection, speech, (text) => change({ picks: [...asked.picks.filter((one) => one.text !== text), { text, level: 3 }] }));
  const [span, spanInput] = durations(speech, (duration) => change({ duration }));
  const [begin, beginInput] = moments(speech, (start) => change({ start }));
  const effects = element("div", { class: "effects" }, element("div", { class: "seen" }, frame, leftOut, same), list);
  place.replaceChildren(element("form", { class: "scenario" }, pick, span, begin, chips), status, effects);
  place.querySelector("form")!.addEventListener("submit", (event) => event.preventDefault());

  function change(part: Partial<Asked>): void {
    asked = { ...asked, ...part };
    history.replaceState(null, "", written(asked) || location.pathname + location.search);
    show();
  }

  function entitiesOf(text: string): Iterable<number> {
    const at = known.get(text);
    return at === undefined ? (select(landscape, selection, text) ?? []) : [at];
  }

  function scenario(): Scenario {
    const failed = new Map<number, Level>();
    for (const { text, level } of asked.picks) {
      for (const one of entitiesOf(text)) failed.set(one, Math.max(level, failed.get(one) ?? 0) as Level);
    }
    return { failed, duration: asked.duration, start: asked.start };
  }

  function show(): void {
    chips.replaceChildren(...asked.picks.map((_, at) => chip(at)));
    spanInput(asked.duration);
    beginInput(asked.start);
    const said = scenario();
    const nothing = !said.failed.size;
    same.hidden = nothing;
    if (nothing) return empty();
    const answer = impact(landscape, said);
    status.textContent = summary(landscape, answer, speech);
    draw(answer);
    list.replaceChildren(...answered(landscape, answer, speech));
    command.textContent = commandLine(asked, known);
  }

  function draw(answer: Impact): void {
    const most = frame.clientWidth < NARROW ? FEW : MANY;
    const { svg, width, height, centre, left } = picture(landscape, answer, speech, most);
    effects.classList.toggle("broad", width > BROAD);
    const scale = Math.min(1, Math.max(SMALLEST, frame.clientWidth / width));
    svg.setAttribute("width", String(Math.floor(width * scale)));
    svg.setAttribute("height", String(Math.floor(height * scale)));
    frame.replaceChildren(svg);
    leftOut.textContent = left ? speech.say("explorer_left_out", { number: left }) : "";
    frame.scrollLeft = centre * scale - frame.clientWidth / 2;
  }

  function empty(): void {
    status.textContent = speech.say(asked.picks.length ? "explorer_unknown" : "explorer_empty");
    const heavy = landscape.on
      .map((on, at) => [at, on.length] as const)
      .filter(([, count]) => count)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 5);
    const tries = heavy.map(([at]) => {
      const button = element("button", { type: "button", class: "try" }, index.entities[at][1]);
      button.addEventListener("click", () => change({ picks: [{ text: index.entities[at][0], level: 3 }] }));
      return element("li", {}, button);
    });
    leftOut.textContent = "";
    effects.classList.remove("broad");
    frame.replaceChildren(element("p", { class: "quiet" }, speech.say("explorer_try")), element("ul", { class: "tries" }, ...tries));
    list.replaceChildren();
  }

  function chip(at: number): HTMLElement {
    const { text, level } = asked.picks[at];
    const entity = known.get(text);
    const title = entity === undefined ? text : index.entities[entity][1];
    const choice = element("select", { "aria-label": speech.say("explorer_how", { title }) });
    for (const one of [3, 2, 1] as Level[]) choice.append(element("option", { value: one, selected: one === level }, levelWord(one, speech)));
    choice.addEventListener("change", () => {
      change({ picks: asked.picks.map((pick, other) => (other === at ? { text, level: Number(choice.value) as Level } : pick)) });
      chips.querySelectorAll("select")[at]?.focus();
    });
    const remove = element("button", { type: "button", "aria-label": speech.say("explorer_remove", { title }) }, "×");
    remove.addEventListener("click", () => {
      change({ picks: asked.picks.filter((_, other) => other !== at) });
      document.getElementById("explorer-pick")?.focus();
    });
    const count = entity === undefined && element("span", { class: "quiet" }, ` ${[...entitiesOf(text)].length}`);
    return element("li", { class: `chip ${LEVELS[level]}` }, element("bdi", {}, title), count, choice, remove);
  }

  window.addEventListener("hashchange", () => {
    asked = read(location.hash);
    show();
  });
  show();
}

/** How many boxes a picture may have and still be looked at, by the room there is. */
const [FEW, MANY, NARROW] = [10, 32, 600];
/** A picture that is wider stands above the list rather than beside it. */
const BROAD = 900;
/** Smaller than this nobody can read a picture; it is moved about instead. */
const SMALLEST = 0.8;

const DURATIONS = [300, 1_800, 3_600, 3 * 3_600, 8 * 3_600, 86_400, 3 * 86_400, 7 * 86_400];

function durations(speech: Speech, changed: (seconds: number | null) => void): [HTMLElement, (seconds: number | null) => void] {
  const choice = element("select", { id: "explorer-for" });
  const show = (seconds: number | null) => {
    const all = [...new Set([...DURATIONS, ...(seconds === null ? [] : [seconds])])].sort((a, b) => a - b);
    choice.replaceChildren(
      element("option", { value: "" }, speech.say("explorer_endless")),
      ...all.map((one) => element("option", { value: one }, speech.time(one))),
    );
    choice.value = seconds === null ? "" : String(seconds);
  };
  choice.addEventListener("change", () => changed(choice.value ? Number(choice.value) : null));
  return [element("div", { class: "field" }, element("label", { for: "explorer-for" }, speech.say("explorer_for")), choice), show];
}

/** The start, by the clock of whoever looks. */
function moments(speech: Speech, changed: (second: number | null) => void): [HTMLElement, (second: number | null) => void] {
  const input = element("input", { id: "explorer-from", type: "datetime-local" });
  const show = (second: number | null) => {
    const local = second === null ? null : new Date(second * 1000 - new Date(second * 1000).getTimezoneOffset() * 60_000);
    const text = local ? local.toISOString().slice(0, 16) : "";
    if (input.value !== text) input.value = text;
  };
  input.addEventListener("change", () => changed(input.value ? Math.floor(new Date(input.value).getTime() / 1000) : null));
  return [element("div", { class: "field" }, element("label", { for: "explorer-from" }, speech.say("explorer_from")), input), show];
}

/** The same question for the command line. */
function commandLine({ picks, duration, start }: Asked, known: Map<string, number>): string {
  const parts = picks.map(({ text, level }) => {
    if (!known.has(text)) return `--select ${quoted(text)}${level === 3 ? "" : ` --level ${LEVELS[level]}`}`;
    return level === 3 ? text : `${text}=${LEVELS[level]}`;
  });
  if (duration !== null) parts.push(`--duration ${durationText(duration)}`);
  if (start !== null) parts.push(`--start ${new Date(start * 1000).toISOString().replace(/\.000Z$/, "Z")}`);
  return ["itsm impact", ...parts].join(" ");
}

function quoted(text: string): string {
  return /^[\w:*/.=,@+-]+$/.test(text) && !text.includes("*") ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const place = document.querySelector<HTMLElement>("[data-explorer]");
if (place && window.itsmExplorer) start(place, window.itsmExplorer);
