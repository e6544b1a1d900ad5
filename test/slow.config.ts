import { defineConfig, mergeConfig } from 'vitest/config';
import config from '../vitest.config.ts';
import { testFilesWith } from './support/test-files.ts';

/** Files of which `npm test` plays a part only (`support/runs.ts`). */
const SHORTENED = testFilesWith(/from '[./]*(?:support\/runs|\/seeds)\.ts'/);

/** Browsers, crashes, every region of AWS, and all random histories and inputs: `npm run test:slow`. */
export default mergeConfig(
  { ...config, test: { ...config.test, exclude: [], projects: undefined } },
  defineConfig({
    test: { include: ['test/**/*.slow.test.ts', ...SHORTENED], env: { ALL_RUNS: '1' } },
  }),
);
