import { defineConfig } from 'vitest/config';

/** The proof on a whole deployment takes too long for every run of the tests: `npm run test:aws`. */
export default defineConfig({
  test: { include: ['test/aws/*.e2e.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
