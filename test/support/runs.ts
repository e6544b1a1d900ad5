/**
 * How many random inputs or histories a test plays. `npm test` plays a part of them from the first one on, for it must
 * not take long; `npm run test:slow`, which CI runs, plays all.
 */
export function runs(all: number): number {
  return process.env.ALL_RUNS === undefined ? Math.ceil(all / 4) : all;
}
