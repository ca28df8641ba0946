// The address holds the whole question, and reading it gives the same question again.

import { expect, it } from "vitest";
import { type Asked, durationOf, durationText, read, written } from "../src/explorer/address";

const questions: [string, Asked][] = [
  ["", { picks: [], duration: null, start: null }],
  ["#down=ci:mbx-1", { picks: [{ text: "ci:mbx-1", level: 3 }], duration: null, start: null }],
  [
    "#down=ci:lab/db-1&degraded=label:site=hq,kind:ci&at-risk=%2Bservice:a%20b&for=1d12h&from=2026-11-25T10:00Z",
    {
      picks: [
        { text: "ci:lab/db-1", level: 3 },
        { text: "label:site=hq,kind:ci", level: 2 },
        { text: "+service:a b", level: 1 },
      ],
      duration: 129_600,
      start: Date.UTC(2026, 10, 25, 10) / 1000,
    },
  ],
];

it.each(questions)("%s", (hash, asked) => {
  expect(written(asked)).toBe(hash);
  expect(read(hash)).toEqual(asked);
});

it("takes an offset, and a plus that nobody escaped", () => {
  expect(read("#down=+ci:a&from=2026-11-25T10:00+08:00")).toEqual({
    picks: [{ text: "+ci:a", level: 3 }],
    duration: null,
    start: Date.UTC(2026, 10, 25, 2) / 1000,
  });
});

it.each(["#for=x", "#for=0s", "#for=3", "#ok=ci:a", "#down=", "#from=yesterday", "#x=y"])("%s asks nothing", (hash) => {
  expect(read(hash)).toEqual({ picks: [], duration: null, start: null });
});

it.each([
  ["3h", 10_800],
  ["1d12h", 129_600],
  ["90m", 5_400],
  ["45s", 45],
] as const)("%s is %i seconds", (text, seconds) => {
  expect(durationOf(text)).toBe(seconds);
  expect(durationOf(durationText(seconds))).toBe(seconds);
});
