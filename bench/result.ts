import type { Spread, Timing } from './measuring.ts';

/** A bar, and how what was measured stands to it. */
export interface Verdict {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  /** What was measured in parts of what is allowed: 1 or less meets the bar. */
  readonly share: number;
}

/** What one group of benchmarks came to. */
export interface Result {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly verdicts: readonly Verdict[];
}

/** What planning needs of other results. */
export interface Costs {
  /** Requests of one uploaded article, by their kind. */
  readonly single: Requests;
  /** Requests of one article of a bulk upload. */
  readonly bulk: Requests;
}

/** How many requests of each kind S3 is asked, as it puts prices on them: HEAD is charged as GET. */
export interface Requests {
  readonly get: number;
  readonly put: number;
  readonly list: number;
  readonly delete: number;
}

/** A table in Markdown; the first row is its head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text in lines of at most 120 characters. */
export function paragraph(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + word.length >= 120) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** `1.76× (1.71 to 1.85)`. */
export function showRatio({ ratio }: Timing): string {
  return `${showTimes(ratio.median)} (${round(ratio.low)} to ${round(ratio.high)})`;
}

/** `1.8×`. */
export function showTimes(value: number): string {
  return `${round(value)}×`;
}

/** A time in milliseconds: `240 µs`, `7.3 ms`, `1.2 s`. */
export function showTime({ median }: Spread): string {
  if (median < 1) return `${round(median * 1000)} µs`;
  return median < 1000 ? `${round(median)} ms` : `${round(median / 1000)} s`;
}

/** Three digits that tell something. */
export function round(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(Math.abs(value) >= 1 ? 3 : 2).replace(/\.?0+$/, '');
}

/** Bytes as people read them: `917 KB`, `1.2 MB`. */
export function showBytes(bytes: number): string {
  return bytes < 1_000_000 ? `${round(bytes / 1000)} KB` : `${round(bytes / 1_000_000)} MB`;
}

/** What a bar allows at most. */
export function atMost(what: string, limit: string, measured: string, share: number): Verdict {
  return { what, bar: `≤ ${limit}`, measured, share };
}

/** What a bar asks for at least. */
export function atLeast(what: string, limit: string, measured: string, share: number): Verdict {
  return { what, bar: `≥ ${limit}`, measured, share };
}
