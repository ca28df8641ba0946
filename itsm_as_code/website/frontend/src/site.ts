// What every page can do: change its theme, and open the search.

import { choose, type Theme } from "./site/preference";

const root = document.documentElement;

for (const button of document.querySelectorAll<HTMLElement>("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    const theme: Theme = shown() === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    choose(theme === system() ? null : theme);
  });
}

function shown(): Theme {
  return (root.dataset.theme as Theme | undefined) ?? system();
}

function system(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
