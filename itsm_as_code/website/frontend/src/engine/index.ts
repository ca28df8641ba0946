// The index that the site is built with: the landscape as numbers, as itsm_as_code/website/_explorer_index.py writes it.

/** How an entity fares, from best to worst: ok, at risk, degraded, down. */
export type Level = 0 | 1 | 2 | 3;

/** Reference as answers spell it, title, page from the root of the site (empty: none), criticality, owner (-1: none). */
export type Entity = [ref: string, title: string, page: string, criticality: string, owner: number];

/** Who needs it, whom, how many of them, whether softly, how many seconds it works on without, name, relation. */
export type Dependency = [
  source: number,
  members: number[],
  need: number,
  soft: 0 | 1,
  tolerates: number,
  name: string,
  relation: string,
];

/** An agreement on a service, its customer (-1: none), how it counts, and whether it is in force today. */
export type Agreement = [agreement: number, service: number, customer: number, terms: number, now: 0 | 1];

/** Ratios are written `1/1000`, moments are seconds since 1970; null: nothing is promised, or the term is open. */
export type Terms = [
  hours: number,
  window: number,
  degraded: string,
  allowed: string | null,
  first: number | null,
  last: number | null,
];

/** The moments between which calendar windows lie; or a rolling one: months, seconds, and its zone's clock. */
export type Window = { ends: number[] } | { months: number; seconds: number; clock: [since: number, offset: number][] };

export interface Index {
  version: 1;
  /** Sorted by kind, namespace and name: the order in which answers tell them. */
  entities: Entity[];
  dependencies: Dependency[];
  agreements: Agreement[];
  terms: Terms[];
  /** Stretches of service time: the first start, then by turns how long it is served and how long it isn't. */
  hours: number[][];
  windows: Window[];
  /** Between these moments an outage may begin, and so many seconds may it last, for its cost to be known. */
  starts: [number, number];
  longest: number;
}

/** The index with ways back: which dependencies each entity has, and which have it among their members. */
export interface Landscape {
  index: Index;
  of: number[][];
  on: number[][];
}

export function landscapeOf(index: Index): Landscape {
  const of: number[][] = index.entities.map(() => []);
  const on: number[][] = index.entities.map(() => []);
  index.dependencies.forEach(([source, members], number) => {
    of[source].push(number);
    for (const member of members) on[member].push(number);
  });
  return { index, of, on };
}
