// Loads the search when it is first wanted, so that no page carries it for nothing.

const { root = "", top = "" } = document.documentElement.dataset;

export async function loadSearch(box: HTMLElement, input: HTMLInputElement): Promise<void> {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${top}assets/search.css` });
  const index = Object.assign(document.createElement("script"), { src: `${root}data/search.js` });
  const script = Object.assign(document.createElement("script"), { src: `${top}assets/search.js` });
  await Promise.all([style, index, script].map(loaded));
  window.itsmSearchIn?.(box, input);
}

function loaded(one: HTMLElement): Promise<void> {
  return new Promise((done, failed) => {
    one.addEventListener("load", () => done());
    one.addEventListener("error", () => failed(new Error("the search can't be loaded")));
    document.head.append(one);
  });
}
