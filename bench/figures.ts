/** A value in the middle, and the quartiles around it: half of all rounds lie between them. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A bar, and how what was measured stands to it. */
export interface Bar {
  readonly what: string;
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** What a section of `docs/performance.md` is filled with: tables in Markdown by the names of their places. */
export interface Result {
  readonly tables: Readonly<Record<string, string>>;
  readonly bars: readonly Bar[];
}

/** The median and the quartiles of some values. */
export function spreadOf(values: readonly number[] = []): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** The spread of how many times the value of the same round they are. */
export function spreadOfRatios(values: readonly number[] = [], others: readonly number[] = []): Spread {
  return spreadOf(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/** Linear between the values that it lies between. */
function quantile(sorted: readonly number[], part: number): number {
  const at = part * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** A table in Markdown; all columns but the first are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A bar that a value meets where it is no more than the limit. */
export function atMost(what: string, value: number, limit: number, show: Show, measured = show(value)): Bar {
  return { what, limit: `≤ ${show(limit)}`, measured, isMet: value <= limit };
}

/** A bar that a ratio meets where its median is no more than the limit. */
export function atMostTimes(what: string, ratio: Spread, limit: number): Bar {
  return atMost(what, ratio.median, limit, showTimes, showSpread(ratio));
}

/** A bar that a value meets where it is no less than the limit; `measured` may tell more than the value. */
export function atLeast(what: string, value: number, limit: number, show: Show, measured = show(value)): Bar {
  return { what, limit: `≥ ${show(limit)}`, measured, isMet: value >= limit };
}

type Show = (value: number) => string;

/** Three digits that tell something. */
export function round(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(Math.abs(value) >= 1 ? 3 : 2).replace(/\.0+$|(\.\d*?)0+$/, '$1');
}

/** `1.8×`. */
export function showTimes(value: number): string {
  return `${round(value)}×`;
}

/** `1.76× (1.71 to 1.85)`. */
export function showSpread({ median, low, high }: Spread): string {
  return `${showTimes(median)} (${round(low)} to ${round(high)})`;
}

/** Milliseconds: `240 µs`, `7.3 ms`, `1.2 s`. */
export function showTime(milliseconds: number): string {
  if (milliseconds < 1) return `${round(milliseconds * 1000)} µs`;
  return milliseconds < 1000 ? `${round(milliseconds)} ms` : `${round(milliseconds / 1000)} s`;
}

/** `917 KB`, `1.2 MB`. */
export function showBytes(bytes: number): string {
  return bytes < 1_000_000 ? `${round(bytes / 1000)} KB` : `${round(bytes / 1_000_000)} MB`;
}

/** `10,000`. */
export function showCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
