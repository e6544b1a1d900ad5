import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit, type Input, readInputs } from './inputs.ts';

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** The bodies of inputs that are accounted for whole, by their lines. */
async function readBodies(): Promise<readonly (readonly string[])[]> {
  const inputs = readInputs().filter(({ name }) => !name.startsWith('vectors/') && name.endsWith('.md'));
  const even = await Promise.all(inputs.map(isEven));
  return inputs.filter((_, index) => even[index]).map(({ text }) => readBody(text).split('\n'));
}

async function isEven(input: Input): Promise<boolean> {
  const { balance } = await audit(input);
  return balance !== undefined && balance.losses.length === 0;
}

function readBody(text: string): string {
  const trimmed = text.trimStart();
  return trimmed.startsWith('---') ? trimmed.slice(trimmed.indexOf('\n---', 3) + 4) : trimmed;
}

const CLOSING_TEMPLATE = /\{%-?\s*end(\w+)|\{\{[<%]\s*\/\s*(\w+)/g;

/** Whether every template tag that something closes somewhere is closed as often as it is opened. */
function closesTemplates(part: string, paired: ReadonlySet<string>): boolean {
  const closed = namesIn(part, CLOSING_TEMPLATE);
  const opened = namesIn(part, /\{%-?\s*(?!end)(\w+)|\{\{[<%]\s*(\w+)/g).filter((name) => paired.has(name));
  return opened.toSorted().join() === closed.toSorted().join();
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, tag, shortcode]) => tag ?? shortcode ?? '');
}

/** Whether a part means the same wherever it stands: its elements and fences end in it, and it is no part of a list or note. */
function isWhole(part: string): boolean {
  const open: string[] = [];
  const tags = part.replace(/<!--.*?-->/gs, '').matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi);
  for (const [, slash, written = ''] of tags) {
    const name = written.toLowerCase();
    if (VOID.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  const fences = part.match(/^ *```|\$\$/gm) ?? [];
  // An environment of LaTeX is a formula by its own marks or by those around it.
  if (part.includes('\\begin{') && fences.length === 0) return false;
  return open.length === 0 && fences.length % 2 === 0 && !/^(?: {4}|\t)/.test(part) && !/\[\^/.test(part);
}

/** Raise it, as in `FUZZ_RUNS=6000`, after a change to what the cleaner, the renderer or the accountant reads. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);

describe('splices of uploads', () => {
  let bodies: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    bodies = await readBodies();
  });

  it.each([
    ['HTML', /^\s*<(?!!)/, '<p>开头的一段话，写得足够长。</p>'],
    ['Markdown', /^\s*[^<\s]/, '开头的一段话，写得足够长。'],
  ])(
    'in %s lose nothing that their parts do not',
    async (notation, start, beginning) => {
      const paired = new Set(bodies.flatMap((lines) => namesIn(lines.join('\n'), CLOSING_TEMPLATE)));
      const chosen = bodies.filter((lines) => start.test(lines.join('\n')));
      const part = fc
        .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 12 }))
        .map(([which, from, count]) => {
          const lines = chosen[which % chosen.length] ?? [];
          const first = from % lines.length;
          return lines.slice(first, first + count).join('\n');
        })
        .filter((text) => isWhole(text) && closesTemplates(text, paired))
        // In HTML a backtick and the number of a line are text, but code and a list where the parts are Markdown together.
        .filter((text) => notation === 'Markdown' || !/`|^\s*(?:\d+[.)]|[-*+])\s/m.test(text));
      await fc.assert(
        fc.asyncProperty(fc.array(part, { minLength: 2, maxLength: 4 }), async (parts) => {
          const head = '---\ntitle: 拼起来的一篇\nlink: https://lake.example/2024/a.html\n---\n';
          const text = `${head}${beginning}\n\n${parts.join('\n\n')}\n`;
          const { balance } = await audit({ key: 'splice.md', text });
          expect(balance?.losses ?? [], text).toEqual([]);
        }),
        { numRuns: RUNS, seed: 13 },
      );
    },
    60_000 + RUNS * 100,
  );
});
