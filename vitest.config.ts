import { defineConfig } from 'vitest/config';

/**
 * A test that hangs must end, and no other: two busy processors take ten times as long for the slowest as a free one.
 * Tests that take longer than that say so themselves.
 */
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
