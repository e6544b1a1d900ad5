/*
 * The process of one section, which sends what it came to.
 *
 *     node bench/section.ts SECTION
 */
import type { Result } from './figures.ts';

const [, , section = ''] = process.argv;
const { measure }: { measure: () => Promise<Result> } = await import(`./${section}.ts`);
process.send?.(await measure());
