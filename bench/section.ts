/*
 * The process of one section: is told which, sends the result.
 */
import { benchCleaning } from './cleaning.ts';
import { benchFolder } from './folder.ts';
import { benchHostile } from './hostile.ts';
import { benchMemory } from './memory.ts';
import { benchPlanning } from './planning.ts';
import { benchQuality } from './quality.ts';
import { benchRendering } from './rendering.ts';
import { benchRequests } from './requests.ts';
import type { Costs, Result } from './result.ts';
import { benchSingleUpload } from './single-upload.ts';
import { benchStartUp } from './start-up.ts';

/** What is to be measured. */
export interface Order extends Options {
  readonly name: SectionName;
}

/** What a section came to. */
export interface SectionResult extends Result {
  /** What requests cost, for planning. */
  readonly costs?: Costs;
}

/** What sections may be told. */
export interface Options {
  /** A file to take in the section on cleaning, instead of the usual article. */
  readonly article?: string;
  /** What the section on requests came to, where planning need not count them again. */
  readonly costs?: Costs;
}

export type SectionName = keyof typeof SECTIONS;

/** The sections of the document, in its order. */
export const SECTIONS = {
  requests: benchRequests,
  cleaning: ({ article }) => benchCleaning(article),
  quality: benchQuality,
  rendering: benchRendering,
  'start-up': benchStartUp,
  folder: benchFolder,
  upload: benchSingleUpload,
  memory: benchMemory,
  hostile: benchHostile,
  planning: async ({ costs }) => benchPlanning(costs ?? (await benchRequests()).costs),
} as const satisfies Record<string, (options: Options) => Promise<SectionResult>>;

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  process.once('message', async ({ name, ...options }: Order) => {
    process.send?.(await SECTIONS[name](options));
  });
}
