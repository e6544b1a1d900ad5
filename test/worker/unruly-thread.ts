import { parentPort } from 'node:worker_threads';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { answerUploads } from '../../lambda/worker/derive-thread.ts';

/** What the title of an upload says that deriving it does; any other upload is published. */
const DEEDS: Readonly<Record<string, () => unknown>> = {
  'never returns': () => {
    for (;;);
  },
  'never answers': () => new Promise(() => {}),
  'matches for ever': () => /^(a+)+$/.test(`${'a'.repeat(100)}!`),
  throws: () => {
    throw new TypeError('x is not a function');
  },
  'throws no error': () => {
    throw 'nothing';
  },
  'throws later': () => {
    setTimeout(() => {
      throw new Error('too late');
    });
    return new Promise(() => {});
  },
  'fills the heap': () => {
    const all: string[][] = [];
    for (;;) all.push(Array.from({ length: 10_000 }, (_, i) => `${i}`));
  },
  // Slowly enough for a busy main thread to see it: V8 ends the whole process where a thread is faster.
  'fills the heap bit by bit': () => {
    const all: string[][] = [];
    const nothing = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
      all.push(Array.from({ length: 50_000 }, (_, i) => `${i}`));
      Atomics.wait(nothing, 0, 0, 10);
    }
  },
  'fills buffers': () => {
    const all: Buffer[] = [];
    for (;;) all.push(Buffer.alloc(1_000_000, 1));
  },
  'recurses without end': () => {
    const recurse = (n: number): number => recurse(n + 1) + 1;
    return recurse(0);
  },
  exits: () => process.exit(0),
  'kills the process': () => process.kill(process.pid, 'SIGKILL'),
};

if (parentPort !== null) {
  answerUploads(parentPort, {
    derive: async ({ key, body }: Upload): Promise<Derivation> => {
      const title = Buffer.from(body).toString();
      await DEEDS[title]?.();
      const article: Article = {
        key,
        id: articleId(key),
        guid: articleGuid(key),
        title,
        published: '2021-09-16T04:00:14Z',
        summary: '',
        content: '',
        categories: [],
        tags: [],
      };
      return { status: 'published', article, warnings: [] };
    },
    articlePage: async ({ title }) => ({ body: Buffer.from(title), contentType: 'text/html; charset=utf-8' }),
  });
}
