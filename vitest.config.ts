import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The workers of the tests and the commands that they start compile each library once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compile');

/**
 * A test that hangs must end, and no other: the slowest take ten seconds, and ten times as long where others keep the
 * processors busy. What would take time with the square of a large input takes longer than that.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.slow.test.ts'],
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
