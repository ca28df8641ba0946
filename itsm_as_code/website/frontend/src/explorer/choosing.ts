// The field in which is typed what fails: entities by name or title, or a selector.

import type { Landscape } from "../engine/index";
import { type Selection, select } from "../engine/selectors";
import { element } from "../page/elements";
import type { Speech } from "../page/words";

/** What can be chosen for what was typed: the reference or selector, what it is called, and a word about it. */
interface Choice {
  text: string;
  title: string;
  note: string;
}

const MOST = 8;

export function choosing(
  landscape: Landscape,
  selection: Selection,
  speech: Speech,
  chosen: (text: string) => void,
): HTMLElement {
  const input = element("input", {
    id: "explorer-pick",
    type: "text",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "explorer-choices",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: speech.say("explorer_pick_hint"),
  });
  const list = element("ul", { id: "explorer-choices", class: "choices", role: "listbox", "aria-label": speech.say("explorer_pick"), hidden: true });
  const texts = landscape.index.entities.map(([ref, title]) => `${title} ${ref}`.toLowerCase());
  let choices: Choice[] = [];
  let active = 0;

  function show(): void {
    choices = input.value.trim() ? choicesFor(input.value.trim(), landscape, selection, texts, speech) : [];
    active = 0;
    list.replaceChildren(...choices.map(option));
    mark();
  }

  function option({ title, text, note }: Choice, at: number): HTMLElement {
    const one = element("li", { id: `explorer-choice-${at}`, role: "option" }, element("bdi", {}, title), element("span", { class: "quiet" }, ` ${note || text}`));
    one.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(at);
    });
    return one;
  }

  function mark(): void {
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === active)));
    if (choices.length) input.setAttribute("aria-activedescendant", `explorer-choice-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function take(at: number): void {
    const choice = choices[at];
    if (!choice) return;
    input.value = "";
    show();
    chosen(choice.text);
  }

  function closed(): void {
    choices = [];
    mark();
  }

  input.addEventListener("input", show);
  input.addEventListener("blur", closed);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") closed();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && choices.length) {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length;
      mark();
    }
  });
  const label = element("label", { for: "explorer-pick" }, speech.say("explorer_pick"));
  return element("div", { class: "field pick" }, label, element("div", { class: "combobox" }, input, list));
}

function choicesFor(typed: string, landscape: Landscape, selection: Selection, texts: string[], speech: Speech): Choice[] {
  const words = typed.toLowerCase().split(/\s+/);
  const found = texts.flatMap((text, at) => (words.every((word) => text.includes(word)) ? [at] : []));
  const first = (at: number) => (texts[at].startsWith(words[0]) || texts[at].includes(`:${words[0]}`) ? 0 : 1);
  const service = (at: number) => (FAILING.test(landscape.index.entities[at][0]) ? 0 : 1);
  found.sort((a, b) => service(a) - service(b) || first(a) - first(b) || a - b);
  const choices = found.slice(0, MOST).map((at) => {
    const [ref, title] = landscape.index.entities[at];
    return { text: ref, title, note: "" };
  });
  const picked = /[:*,+@]/.test(typed) ? select(landscape, selection, typed) : null;
  if (!picked?.size || (picked.size === 1 && choices.length)) return choices;
  return [{ text: typed, title: typed, note: speech.count("entity", picked.size) }, ...choices];
}

const FAILING = /^(?:service|ci):/;
