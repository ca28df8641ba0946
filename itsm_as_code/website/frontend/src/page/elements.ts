// Elements made without markup: whatever somebody wrote is a text, never code.

type Child = Node | string | null | undefined | false;

/** An element with attributes and children; an attribute that is null or false is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for pictures. */
export function drawn<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | null> = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<One extends Element>(
  one: One,
  attributes: Record<string, string | number | boolean | null>,
  children: Child[],
): One {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) one.setAttribute(name, value === true ? "" : String(value));
  }
  one.append(...children.filter((child): child is Node | string => typeof child === "string" || child instanceof Node));
  return one;
}

/** Where a page lies, seen from the one that is shown; `page` is told from the root of its language. */
export function address(page: string): string {
  return (document.documentElement.dataset.root ?? "") + page;
}
