/*
 * npm run bench [-- SECTION...]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { drawChart } from './chart.ts';
import { describeMachine } from './machine.ts';
import { type Costs, paragraph, type Result, table, type Verdict } from './result.ts';
import { type Order, SECTIONS, type SectionName, type SectionResult } from './section.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');
const CHART = 'performance.svg';

const command = new Command('npm run bench --')
  .usage('[section...] [options]')
  .description('Measures what the project costs and how fast it is.')
  .addArgument(
    new Argument(
      '[section...]',
      'what to measure; without any, everything is, and docs/performance.md is written',
    ).choices(Object.keys(SECTIONS)),
  )
  .option('--article <file>', 'an article for the section "cleaning", instead of the usual one')
  .parse();

const chosen = new Set(command.args);
const names = (Object.keys(SECTIONS) as SectionName[]).filter(
  (name) => chosen.size === 0 || chosen.has(name),
);
const { article } = command.opts<{ article?: string }>();

const results: Result[] = [];
let costs: Costs | undefined;
for (const name of names) {
  const start = performance.now();
  process.stderr.write(`${name} …`);
  const result = await runSection({
    name,
    ...(article !== undefined && { article: resolve(article) }),
    ...(costs !== undefined && { costs }),
  });
  results.push(result);
  ({ costs = costs } = result);
  process.stderr.write(` ${Math.round((performance.now() - start) / 1000)} s\n`);
}

if (chosen.size === 0 && article === undefined) {
  const verdicts = results.flatMap((result) => result.verdicts);
  writeFileSync(join(DOCS, CHART), drawChart(verdicts));
  writeFileSync(join(DOCS, 'performance.md'), `${describeAll(verdicts)}\n`);
  console.log(`${tableOf(verdicts)}\n\nWritten: docs/performance.md, docs/${CHART}`);
} else {
  for (const result of results) {
    console.log(`\n${describe(result)}`);
    if (result.verdicts.length > 0) console.log(`\n${tableOf(result.verdicts)}`);
  }
}

/** Runs a section in a process of its own: what one leaves on the heap slows down the next. */
async function runSection(order: Order): Promise<SectionResult> {
  const process: ChildProcess = fork(join(import.meta.dirname, 'section.ts'), {
    serialization: 'advanced',
    // What libraries print is not the result.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  process.send(order);
  const ended = new AbortController();
  try {
    const [result]: [SectionResult?] = await Promise.race([
      once(process, 'message', { signal: ended.signal }) as Promise<[SectionResult]>,
      once(process, 'exit', { signal: ended.signal }).then((): [] => []),
    ]);
    if (result === undefined) throw new Error(`the section ${order.name} ended without a result`);
    return result;
  } finally {
    ended.abort();
    process.kill();
  }
}

function describeAll(verdicts: readonly Verdict[]): string {
  return [
    '# Performance',
    paragraph(`Written by \`npm run bench\`, which runs all of this; \`npm run bench -- --help\`
      names the sections, each of which runs alone, too. Where times are compared, they were taken in one run and in
      turns, and processor time is what counts. A ratio is the median of those of the rounds, so that it need not be that of
      the times, and its spread the quartiles. From run to run and from machine to machine ratios move, too, but far less
      than times.`),
    describeMachine(),
    '## Bars',
    tableOf(verdicts),
    `![How much of what each bar allows was needed](${CHART})`,
    ...results.map(describe),
  ].join('\n\n');
}

function describe({ title, text }: Result): string {
  return `## ${title}\n\n${text}`;
}

function tableOf(verdicts: readonly Verdict[]): string {
  return table(
    ['what', 'bar', 'measured', 'met'],
    verdicts.map(({ what, bar, measured, share }) => [what, bar, measured, share <= 1 ? 'yes' : '**no**']),
  );
}
