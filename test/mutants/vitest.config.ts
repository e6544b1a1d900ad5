import { defineConfig } from 'vitest/config';

/** The tests that a mutant is given, the slow ones, too; as many mutants run at once as there are processors. */
export default defineConfig({
  test: {
    include: ['test/{maintenance,protocol,simulation}/**/*.test.ts'],
    env: { ALL_RUNS: '1' },
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
