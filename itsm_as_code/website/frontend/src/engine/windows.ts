// The measurement window that contains a moment: one of a calendar, or one that begins with the moment.

import type { Window } from "./index";

const DAY = 86_400;

export function windowAt(window: Window, moment: number): [number, number] {
  if ("ends" in window) {
    const next = window.ends.findIndex((end) => end > moment);
    return [window.ends[next - 1], window.ends[next]];
  }
  return [moment, later(window.clock, moment, window.months) + window.seconds];
}

type Clock = [since: number, offset: number][];

/** So many months later by a zone's clock; a day that the month doesn't have becomes its last one. */
function later(clock: Clock, moment: number, months: number): number {
  if (!months) return moment;
  const offset = offsetAt(clock, moment);
  const shown = moment + offset;
  const again = readings(clock, shown)[0] < moment; // the clock showed this time once before
  const found = readings(clock, monthsLater(shown, months));
  if (found.length) return again ? found.at(-1)! : found[0];
  return leftOut(clock, monthsLater(shown, months), again);
}

/** The moments at which a clock shows a time: two where it is set back, none where it leaves the time out. */
function readings(clock: Clock, shown: number): number[] {
  const moments = clock.map(([, offset]) => shown - offset).filter((one) => one + offsetAt(clock, one) === shown);
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** A time that is left out counts by the offset before the change; by the one after it, the second time round. */
function leftOut(clock: Clock, shown: number, again: boolean): number {
  const change = clock.findIndex(([since, offset], at) => at > 0 && shown - clock[at - 1][1] >= since && shown - offset < since);
  return shown - clock[again ? change : change - 1][1];
}

function offsetAt(clock: Clock, moment: number): number {
  return (clock.findLast(([since]) => since <= moment) ?? clock[0])[1];
}

function monthsLater(shown: number, months: number): number {
  const date = new Date(shown * 1000);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const [year, index] = [Math.floor(month / 12), month % 12];
  const day = Math.min(date.getUTCDate(), new Date(Date.UTC(year, index + 1, 0)).getUTCDate());
  return Date.UTC(year, index, day) / 1000 + (((shown % DAY) + DAY) % DAY);
}
