// The scenario in the address bar: `#down=ci:mbx-1&degraded=label:site=hq&for=3h&from=2026-11-25T10:00Z`.

import type { Level } from "../engine/index";

export const LEVELS = ["ok", "at-risk", "degraded", "down"] as const;

/** What was picked: a reference or a selector, and how badly it fails. */
export interface Pick {
  text: string;
  level: Level;
}

export interface Asked {
  picks: Pick[];
  duration: number | null;
  start: number | null;
}

export function written({ picks, duration, start }: Asked): string {
  const parts = picks.map(({ text, level }) => `${LEVELS[level]}=${escaped(text)}`);
  if (duration !== null) parts.push(`for=${durationText(duration)}`);
  if (start !== null) parts.push(`from=${new Date(start * 1000).toISOString().replace(/:00\.000Z$/, "Z")}`);
  return parts.length ? `#${parts.join("&")}` : "";
}

export function read(hash: string): Asked {
  const asked: Asked = { picks: [], duration: null, start: null };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"))) {
    const level = LEVELS.indexOf(name as (typeof LEVELS)[number]);
    if (level > 0 && value) asked.picks.push({ text: value, level: level as Level });
    if (name === "for") asked.duration = durationOf(value);
    if (name === "from") asked.start = Number.isNaN(Date.parse(value)) ? null : Math.floor(Date.parse(value) / 1000);
  }
  return asked;
}

/** `3h`, `1d12h`: as the command line has it. */
export function durationText(seconds: number): string {
  let rest = seconds;
  let text = "";
  for (const [unit, size] of Object.entries(UNITS)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) text += `${count}${unit}`;
  }
  return text || "0s";
}

export function durationOf(text: string): number | null {
  const parts = text.match(/\d{1,6}[dhms]/g);
  if (!parts || parts.join("") !== text) return null;
  return parts.reduce((sum, part) => sum + Number(part.slice(0, -1)) * UNITS[part.at(-1) as keyof typeof UNITS], 0) || null;
}

const UNITS = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** What an address must not hold, and nothing else: people read these. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/%(3A|2F|2C|3D|40)/g, decodeURIComponent);
}
