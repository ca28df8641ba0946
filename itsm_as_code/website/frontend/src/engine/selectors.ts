// Selectors in the browser: `ci:db-*,label:env=prod`, as itsm_as_code/graph/selectors.py has them.

import type { Landscape } from "./index";

/** What selectors look at, for each entity: names it answers to, and what they pick by; see _selection_index.py. */
export interface Selection {
  /** Kind, namespace and name of each name there is, and whose it is. */
  names: [kind: string, namespace: string, name: string, entity: number][];
  /** Null where it was only named and never written down: nothing picks that. `typed` is a reference; `location` -1 for none. */
  entities: (Traits | null)[];
  labels: [key: string, value: string][];
  paths: string[];
  /** The selectors that itsm.yaml names. */
  named: Record<string, string>;
}

type Traits = [type: string, labels: number[], path: number, typed: string, location: number];

/** The entities a selector picks; null where it can't be read. */
export function select(landscape: Landscape, selection: Selection, text: string, inside: string[] = []): Set<number> | null {
  const found = new Set<number>();
  for (const part of text.trim().split(/\s+/)) {
    let both = null as Set<number> | null;
    for (const term of part.split(",")) {
      const picked = pickedBy(landscape, selection, term, inside);
      if (picked === null) return null;
      both = both === null ? picked : common(both, picked);
    }
    for (const one of both ?? []) found.add(one);
  }
  return found;
}

function common(some: Set<number>, others: Set<number>): Set<number> {
  return new Set([...some].filter((one) => others.has(one)));
}

const TERM = /^(?<round>@)?(?<up>[0-9]{0,9}\+)?(?<core>[^+@\s,][^+\s,]*)(?<down>\+[0-9]{0,9})?$/;

function pickedBy(landscape: Landscape, selection: Selection, term: string, inside: string[]): Set<number> | null {
  const match = TERM.exec(term)?.groups;
  if (!match) return null;
  const start = match.core.startsWith("selector:")
    ? namedBy(landscape, selection, match.core.slice(9), inside)
    : coreOf(selection, landscape, match.core);
  if (start === null || (!start.size && nobody(match.core))) return null;
  const around = match.round ? Infinity : 0;
  const [up, down] = [steps(match.up?.slice(0, -1), around), steps(match.down?.slice(1), around)];
  const { index, of, on } = landscape;
  const needs = (one: number) => of[one].flatMap((number) => index.dependencies[number][1]);
  const neededBy = (one: number) => on[one].map((number) => index.dependencies[number][0]);
  return new Set([...start, ...walked(start, neededBy, down), ...walked(start, needs, up)]);
}

/** A selector by its name; null where nobody named it, or where it leads back to itself. */
function namedBy(landscape: Landscape, selection: Selection, name: string, inside: string[]): Set<number> | null {
  const text = Object.hasOwn(selection.named, name) && !inside.includes(name) ? selection.named[name] : null;
  return text === null ? null : select(landscape, selection, text, [...inside, name]);
}

/** Whether a term means one name: that nobody has it is a mistake wherever it stands. */
function nobody(core: string): boolean {
  return !/[*?[]/.test(core.slice(core.indexOf(":") + 1)) && !/^(?:kind|type|label|path|selector):/.test(core);
}

function steps(number: string | undefined, otherwise: number): number {
  return number === undefined ? otherwise : number === "" ? Infinity : Number(number);
}

function walked(start: Set<number>, onward: (one: number) => number[], left: number): Set<number> {
  const found = new Set(start);
  let edge = [...start];
  for (; edge.length && left > 0; left -= 1) {
    edge = [...new Set(edge.flatMap(onward))].filter((one) => !found.has(one));
    for (const one of edge) found.add(one);
  }
  return found;
}

function coreOf(selection: Selection, { index }: Landscape, core: string): Set<number> | null {
  const colon = core.indexOf(":");
  const [method, value] = colon < 0 ? ["", core] : [core.slice(0, colon), core.slice(colon + 1)];
  const lower = value.toLowerCase();
  const { names, entities } = selection;
  const written = (test: (one: Traits, at: number) => boolean) =>
    new Set(entities.flatMap((one, at) => (one && test(one, at) ? [at] : [])));
  const fits = fitting(value);
  const named = (target: (one: Traits, at: number) => number) =>
    written((one, at) => target(one, at) >= 0 && fits(index.entities[target(one, at)][0]));
  switch (method) {
    case "": {
      const glob = globbed(lower);
      return new Set(names.filter(([, , name, at]) => entities[at] && glob.test(name)).map(([, , , at]) => at));
    }
    case "kind":
      return written((_, at) => index.entities[at][0].startsWith(`${lower}:`));
    case "owner":
      return named((_, at) => index.entities[at][4]);
    case "type":
      return written(([said, , , typed]) => said === value || (typed !== "" && fits(typed)));
    case "label": {
      const [key, ...wanted] = value.split("=");
      const glob = wanted.length ? globbed(wanted.join("=")) : null;
      const labelled = (number: number) => {
        const [own, said] = selection.labels[number];
        return own === key && (!glob || glob.test(said));
      };
      return written((one) => one[1].some(labelled));
    }
    case "path": {
      const below = new RegExp(`^${pathGlob(value.replace(/^\/+|\/+$/g, ""))}(?:/.*)?$`, "s");
      return written((one) => below.test(selection.paths[one[2]]));
    }
    case "place": {
      const found = named((one) => one[4]);
      for (const place of found) entities.forEach((one, at) => one && one[4] === place && found.add(at));
      return found;
    }
    default:
      return ofKind(selection, method, lower);
  }
}

function ofKind({ names, entities }: Selection, kind: string, value: string): Set<number> | null {
  if (!names.some(([one]) => one === kind)) return null;
  const glob = globbed(value.includes("/") ? value : `default/${value}`);
  const fits = names.filter(([own, namespace, name, at]) => own === kind && entities[at] && glob.test(`${namespace}/${name}`));
  return new Set(fits.map(([, , , at]) => at));
}

/** Whether a value fits an entity: `web`, `team:web`, `lab/web`, `w*`. */
function fitting(value: string): (ref: string) => boolean {
  const colon = value.lastIndexOf(":");
  const kind = value.slice(0, Math.max(colon, 0)).toLowerCase();
  const name = value.slice(colon + 1).toLowerCase();
  const glob = globbed(name.includes("/") ? name : `*/${name}`);
  return (ref) => {
    const [own, path] = [ref.slice(0, ref.indexOf(":")), ref.slice(ref.indexOf(":") + 1)];
    return (!kind || kind === own) && glob.test(path.includes("/") ? path : `default/${path}`);
  };
}

/** A shell's pattern: `*`, `?`, `[a-c]`, `[!a-c]`. */
function globbed(pattern: string): RegExp {
  const parts = pattern.match(/\[!?\]?[^\]]*\]|[^]/g) ?? [];
  const inner = parts.map((part) => (part === "*" ? ".*" : part === "?" ? "." : setOf(part, /^!/)));
  return new RegExp(`^${inner.join("")}$`, "su");
}

/** A pattern for paths: `*` and `?` stay within a folder, `**` crosses them. */
function pathGlob(glob: string): string {
  const parts = glob.replace(/(?:\*\*\/){2,}/g, "**/").match(/\*\*\/|\/\*\*$|\*+|\?|\[[!^]?\]?[^\]/]*\]|[^]/g) ?? [];
  return parts
    .map((part) =>
      part === "**/" ? "(?:.*/)?"
      : part === "/**" ? "/.*"
      : part.startsWith("*") ? "[^/]*"
      : part === "?" ? "[^/]"
      : setOf(part, /^[!^]/),
    )
    .join("");
}

function setOf(part: string, negation: RegExp): string {
  if (part.length === 1) return part.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  const body = part.slice(1, -1);
  const negated = negation.test(body);
  const kept = body.slice(negated ? 1 : 0).replace(/[\\[\]^]/g, "\\$&");
  return `[${negated ? "^" : ""}${kept}]`;
}
