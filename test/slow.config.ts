import { defineConfig, mergeConfig } from 'vitest/config';
import config from '../vitest.config.ts';

/** Browsers, crashes, long searches and every region of AWS: `npm run test:slow`. */
export default mergeConfig(
  { ...config, test: { ...config.test, exclude: [], projects: undefined } },
  defineConfig({
    test: { include: ['test/**/*.slow.test.ts'] },
  }),
);
