// Ratios of whole numbers: what is lost and what may be lost are compared exactly.

export type Ratio = readonly [bigint, bigint];

export const NONE: Ratio = [0n, 1n];

export function ratio(text: string): Ratio {
  const [over, under = "1"] = text.split("/");
  return [BigInt(over), BigInt(under)];
}

export function plus([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return lowest(a * d + c * b, b * d);
}

export function minus(one: Ratio, [c, d]: Ratio): Ratio {
  return plus(one, [-c, d]);
}

/** So many times as much. */
export function times([a, b]: Ratio, count: number): Ratio {
  return lowest(a * BigInt(count), b);
}

/** One above nothing over another. */
export function over([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return lowest(a * d, b * c);
}

/** Below zero, zero or above it, as the first is less than the second, equal or more. */
export function compare([a, b]: Ratio, [c, d]: Ratio): number {
  const difference = a * d - c * b;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The least whole number that isn't below one ratio over another. */
export function ceilingOver([a, b]: Ratio, [c, d]: Ratio): number {
  const over = a * d;
  const under = b * c;
  return Number((over + under - 1n) / under);
}

export function numberOf([a, b]: Ratio): number {
  return Number(a) / Number(b);
}

export function textOf([a, b]: Ratio): string {
  return b === 1n ? `${a}` : `${a}/${b}`;
}

function lowest(over: bigint, under: bigint): Ratio {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b) [a, b] = [b, a % b];
  return a ? [over / a, under / a] : [0n, 1n];
}
