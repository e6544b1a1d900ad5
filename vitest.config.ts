import { defineConfig } from 'vitest/config';

/**
 * A test that hangs must end, and no other: the slowest take ten seconds, and ten times as long where others keep the
 * processors busy. What would take time with the square of a large input takes longer than that.
 */
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
