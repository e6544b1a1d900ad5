import { defineConfig } from 'vitest/config';
import { compilePageScript } from './lambda/pages/script.ts';
import { COMPILED_CODE } from './local/compile-cache.ts';
import { testFilesWith } from './test/support/test-files.ts';

// The workers of the tests and the commands that they start compile each library once.
process.env.NODE_COMPILE_CACHE ??= COMPILED_CODE;

/**
 * Files that put another module in the place of one, or limit the memory by which a process may grow, need a process of
 * their own: one that has run other files grows into what these have left. The others share what they import.
 */
const APART = testFilesWith(/\bvi\.mock\(|\bmemoryMb\b/);

/**
 * A test that hangs must end, and no other: the slowest take ten seconds, and ten times as long where others keep the
 * processors busy. What would take time with the square of a large input takes longer than that.
 */
export default defineConfig({
  define: { PAGE_SCRIPT: JSON.stringify(compilePageScript()) },
  test: {
    exclude: ['test/**/*.slow.test.ts'],
    maxWorkers: '100%',
    testTimeout: 120_000,
    // What tests read of what commands say is English, whatever the language of the terminal.
    env: { REPUBLISHER_LANGUAGE: 'en' },
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: APART, isolate: false },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
