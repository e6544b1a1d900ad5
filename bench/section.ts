/*
 * The process of one section, which prints what it came to as a line of JSON.
 *
 *     node bench/section.ts SECTION
 */
import type { Result } from './figures.ts';

const [, , section = ''] = process.argv;
const { measure }: { measure: () => Promise<Result> } = await import(`./${section}.ts`);
process.stdout.write(`\n${JSON.stringify(await measure())}\n`);
