// What somebody probably looks for: names and titles before everything else, parts of words, one slip of the finger.

import uFuzzy from "@leeoniya/ufuzzy";

/** Page from the root of the language, reference, title, other names and titles, kind, the rest that was written. */
export type Row = [page: string, ref: string, title: string, names: string, kind: number, rest: string];

export interface Index {
  rows: Row[];
  /** What kinds are called, the most asked for first. */
  kinds: string[];
}

export interface Haystack {
  index: Index;
  names: string[];
  all: string[];
}

export interface Found {
  row: Row;
  terms: string[];
}

const fuzzy = new uFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\p{N}']+",
  intraSplit: "\\p{Ll}\\p{Lu}",
  intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}",
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
  intraMode: 1,
  intraRules: (term) =>
    /^[a-z]{4,20}$/i.test(term)
      ? { intraSlice: [1, Infinity], intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 }
      : { intraSlice: [1, Infinity], intraIns: 0, intraSub: 0, intraTrn: 0, intraDel: 0 },
});
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const MANY = 2_000;
/** Nobody looks for more; a longer expression would take its time. */
const LONGEST = 64;

export function haystack(index: Index): Haystack {
  const names = index.rows.map(([, ref, title, others]) => `${title} ${ref.replace(":", " ")} ${others}`.toLowerCase());
  const all = index.rows.map(([, , , , , rest], at) => `${names[at]} ${rest}`.toLowerCase());
  return { index, names, all };
}

export function find(hay: Haystack, query: string, most = 20): Found[] {
  const wanted = query.trim().slice(0, LONGEST).toLowerCase();
  const terms = fuzzy.split(wanted);
  if (!terms.length) return [];
  return search(hay, wanted, terms, most) ?? search(hay, wanted, characters(terms), most) ?? [];
}

/** Ideographs one by one: where nobody wrote them in this order, somebody may have in another. */
function characters(terms: string[]): string[] {
  return terms.flatMap((term) => (IDEOGRAPHS.test(term) ? [...term] : [term]));
}

function search(hay: Haystack, wanted: string, terms: string[], most: number): Found[] | null {
  const named = matching(hay.names, terms);
  const found = ranked(hay, named, wanted, terms).slice(0, most);
  if (found.length < most) {
    const known = new Set(named);
    const others = matching(hay.all, terms).filter((at) => !known.has(at));
    found.push(...ranked(hay, others, wanted, terms).slice(0, most - found.length));
  }
  return found.length ? found.map((at) => ({ row: hay.index.rows[at], terms })) : null;
}

/** Those that hold all terms, in whatever order. */
function matching(texts: string[], terms: string[]): number[] {
  let found: number[] | undefined;
  for (const term of terms) found = fuzzy.filter(texts, term, found) ?? [];
  return found ?? [];
}

function ranked(hay: Haystack, places: number[], wanted: string, terms: string[]): number[] {
  const some = places.length > MANY ? likely(hay, places, wanted) : places;
  return some
    .map((at) => ({ at, score: score(hay, at, wanted, terms) }))
    .sort((a, b) => a.score - b.score || a.at - b.at)
    .map(({ at }) => at);
}

/** Of too many to weigh, those that begin as it was written; else the first ones. */
function likely(hay: Haystack, places: number[], wanted: string): number[] {
  const begin = places.filter((at) => hay.names[at].startsWith(wanted));
  return [...begin, ...places.slice(0, MANY)].slice(0, MANY);
}

/** The less, the better: the whole title or name, its beginning, the beginning of a word, a part of one, a slip. */
function score(hay: Haystack, at: number, wanted: string, terms: string[]): number {
  const [, ref, title, , kind] = hay.index.rows[at];
  const own = [title.toLowerCase(), ref.slice(ref.indexOf(":") + 1)];
  const whole = own.includes(wanted) || ref === wanted ? 0 : own.some((one) => one.startsWith(wanted)) ? 1 : 2;
  const parts = terms.map((term) => partly(hay.names[at], term));
  return (whole * 10 + Math.max(...parts)) * 1_000 + kind * 10 + Math.min(9, title.length / 10);
}

function partly(text: string, term: string): number {
  const place = text.indexOf(term);
  if (place < 0) return 3;
  return place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1]) ? 0 : 1;
}
