/*
 * npm run bench [-- SECTION...]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { forkSilently, messageFrom } from '../test/support/child-process.ts';
import { type Bar, type Result, table } from './figures.ts';

/** The sections of `docs/performance.md`, in its order: each module exports `measure`. */
const SECTIONS: readonly string[] = [
  'requests',
  'cleaning',
  'quality',
  'rendering',
  'start-up',
  'folder',
  'upload',
  'memory',
  'subscribers',
  'hostile',
];

/** The libraries that others are compared with, and that we are made of. */
const LIBRARIES =
  'parse5 feed feedsmith dompurify jsdom sanitize-html @mozilla/readability defuddle @aws-sdk/client-s3 esbuild';

const PROJECT = join(import.meta.dirname, '..');
const PAGE = join(PROJECT, 'docs', 'performance.md');

const command = new Command('npm run bench --')
  .usage('[section...] [options]')
  .description('Measures what the project costs and how fast it is.')
  .addArgument(
    new Argument('[section...]', 'what to measure; without any, everything is, and written').choices(
      SECTIONS,
    ),
  )
  .option('--write', 'put the figures into docs/performance.md')
  .parse();
const { write = command.args.length === 0 } = command.opts<{ write?: boolean }>();

let page = readFileSync(PAGE, 'utf8');
for (const section of command.args.length > 0 ? command.args : SECTIONS) {
  const start = performance.now();
  process.stderr.write(`${section} …`);
  const { tables, bars } = await measureApart(section);
  process.stderr.write(` ${Math.round((performance.now() - start) / 1000)} s\n`);
  for (const [place, text] of Object.entries(tables)) {
    console.log(`\n${text}`);
    page = fill(page, place, text);
  }
  if (bars.length > 0) console.log(`\n${tableOf(bars)}`);
  page = fill(page, 'bars', mergeBars(page, bars));
}
if (write) writeFileSync(PAGE, fill(page, 'machine', describeMachine()));

/** Measures in a process of its own: what one section leaves on the heap slows down the next. */
function measureApart(section: string): Promise<Result> {
  return messageFrom(forkSilently(join(import.meta.dirname, 'section.ts'), [section]));
}

/** The page with a new text in the place of that name. */
function fill(page: string, place: string, text: string): string {
  const [open, close] = [`<!-- ${place} -->`, `<!-- /${place} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`docs/performance.md has no place for ${place}`);
  return `${page.slice(0, start)}${open}\n\n${text}\n\n${page.slice(end)}`;
}

/** The table of bars with new rows in place of those of the same name. */
function mergeBars(page: string, bars: readonly Bar[]): string {
  const lines = page
    .slice(page.indexOf('<!-- bars -->'), page.indexOf('<!-- /bars -->'))
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const rows = new Map(lines.slice(2).map((line) => [line.split(' | ')[0], line]));
  const [head = '', rule = '', ...fresh] = tableOf(bars).split('\n');
  for (const line of fresh) rows.set(line.split(' | ')[0], line);
  return [head, rule, ...rows.values()].join('\n');
}

function tableOf(bars: readonly Bar[]): string {
  return table(
    ['what', 'bar', 'measured', 'met'],
    bars.map(({ what, limit, measured, isMet }) => [what, limit, measured, isMet ? 'yes' : '**no**']),
  );
}

/** What the figures were taken on and with. */
function describeMachine(): string {
  const versions = LIBRARIES.split(' ').map((name) => {
    const file = join(PROJECT, 'node_modules', name, 'package.json');
    const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
    return `${name} ${version}`;
  });
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  return `Measured on ${availableParallelism()} processors (${model}), ${Math.round(totalmem() / 2 ** 30)} GB of memory,
${type()}, Node ${process.versions.node}, with ${versions.join(', ')}.`;
}
