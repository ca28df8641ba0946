// The search of every page; site.ts loads it, and what it searches, when somebody first wants it.

import { type Speech as Spoken, Speech, type Words } from "./page/words";
import { address, element } from "./page/elements";
import { type Found, type Haystack, type Index, find, haystack } from "./search/find";

declare global {
  interface Window {
    itsmSearch?: { index: Index; words: Words };
    itsmSearchIn?: (box: HTMLElement, input: HTMLInputElement) => void;
  }
}

window.itsmSearchIn = (box, input) => {
  const { index, words } = window.itsmSearch!;
  open(box, input, haystack(index), new Speech(words, document.documentElement.lang));
};

function open(box: HTMLElement, input: HTMLInputElement, hay: Haystack, speech: Spoken): void {
  const list = element("div", { id: "search-found", role: "listbox", "aria-label": speech.say("search_found") });
  const status = element("p", { class: "search-status", role: "status" });
  const panel = element("div", { class: "search-panel", hidden: true }, list, status);
  let active = -1;
  box.append(panel);
  for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);

  function show(): void {
    const found = find(hay, input.value);
    active = -1;
    list.replaceChildren(...found.map((one, at) => option(hay, one, at)));
    list.hidden = !found.length;
    status.textContent = found.length ? "" : speech.say("search_nothing", { query: input.value.trim() });
    opened(Boolean(input.value.trim()));
    input.removeAttribute("aria-activedescendant");
  }

  function opened(open: boolean): void {
    panel.hidden = !open;
    input.setAttribute("aria-expanded", String(open && !list.hidden));
  }

  function move(step: number): void {
    const options = [...list.children] as HTMLElement[];
    if (!options.length) return;
    options[active]?.setAttribute("aria-selected", "false");
    active = (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value.trim() && show());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still choosing the characters
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) show();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      (list.children[Math.max(active, 0)] as HTMLAnchorElement | undefined)?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (panel.hidden) input.value = "";
      opened(false);
    }
  });
  document.addEventListener("pointerdown", (event) => box.contains(event.target as Node) || opened(false));
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget as Node | null) || opened(false));
  if (input.value.trim()) show();
}

const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": "search-found",
};

function option(hay: Haystack, { row, terms }: Found, at: number): HTMLElement {
  const [page, ref, title, , kind, rest] = row;
  const attributes = { id: `search-${at}`, role: "option", href: address(page), tabindex: -1, "aria-selected": "false" };
  return element(
    "a",
    attributes,
    element("span", { class: "search-title" }, element("bdi", {}, ...marked(title, terms))),
    element("span", { class: "search-kind" }, hay.index.kinds[kind]),
    ref && element("span", { class: "search-ref" }, ...marked(ref.slice(ref.indexOf(":") + 1), terms)),
    rest && element("span", { class: "search-rest" }, element("bdi", {}, ...marked(rest, terms))),
  );
}

/** A text with what was looked for marked in it. */
function marked(text: string, terms: string[]): (Node | string)[] {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [text]; // a letter that grows in lower case would shift all that follows
  const found: (Node | string)[] = [];
  let at = 0;
  while (at < text.length) {
    const next = terms.map((term) => [lower.indexOf(term, at), term.length]).filter(([place]) => place >= 0);
    if (!next.length) break;
    const [place, length] = next.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
    found.push(text.slice(at, place), element("mark", {}, text.slice(place, place + length)));
    at = place + length;
  }
  return [...found, text.slice(at)];
}
