import { join, resolve } from 'node:path';

/** The folder that holds `package.json`, `cdk.json` and the samples. */
export const PROJECT_FOLDER = resolve(import.meta.dirname, '..');

/** What `start` publishes unless it is told another folder. */
export const SAMPLES_FOLDER = join(PROJECT_FOLDER, 'samples');
