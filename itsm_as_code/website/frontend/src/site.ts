// What every page can do: change its theme, and search.

import { choose, type Theme } from "./site/preference";
import { loadSearch } from "./site/load";

const root = document.documentElement;

for (const button of document.querySelectorAll<HTMLElement>("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    const theme: Theme = shown() === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    choose(theme === system() ? null : theme);
  });
}

const box = document.querySelector<HTMLElement>("[data-search]");
const input = box?.querySelector("input");
if (box && input) {
  input.addEventListener("focus", () => void loadSearch(box, input), { once: true });
  if (document.activeElement === input) void loadSearch(box, input);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function shown(): Theme {
  return (root.dataset.theme as Theme | undefined) ?? system();
}

function system(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
