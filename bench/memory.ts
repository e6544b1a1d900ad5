import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MAX_UPLOAD_BYTES } from '../lambda/model/article.ts';
import { parseSite } from '../lambda/model/site.ts';
import { bundleFunction } from '../lib/function-code.ts';
import { articleText } from '../test/support/finance-site.ts';
import { atMost, paragraph, type Result, round, showBytes, table } from './result.ts';
import { readStackSettings } from './settings.ts';
import { S3Server } from './start-up/s3-server.ts';
import { VARIABLES } from './start-up/timing.ts';
import { USAGE_FILE, type Usage } from './usage.ts';

/** Bytes of a megabyte as Lambda counts memory. */
const MEGABYTE = 1024 * 1024;

const ARTICLES = 100;

const FRONT_MATTER = '---\ntitle: 长文\ndate: 2021-09-16T04:00:14Z\ncategories: [金融, 科技, 文化]\n---\n';

interface Shape {
  /** What an article of it repeats until it is as large as it may be. */
  readonly piece: (i: number) => string;
  /** How many of them show the peak, where all would take too long. */
  readonly articles: number;
}

/** What the largest articles are made of. A word of Chinese makes the text around it twice as large in memory. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'Chinese prose': { articles: ARTICLES, piece: (i) => `<p>${paragraphOf(i)}</p>\n` },
  'English prose with Chinese words': {
    articles: 20,
    piece: (i) => `<p>${'The committee put it off. '.repeat(20)}${i % 50 === 0 ? '规划' : ''}</p>\n`,
  },
  'Markdown, Chinese': {
    articles: 20,
    piece: (i) => `${paragraphOf(i)} **规划** [港口](https://a.example/${i})\n\n`,
  },
  'ampersands, five times as long as HTML': { articles: 12, piece: () => `<p>规${'& '.repeat(400)}</p>\n` },
  'more elements than are taken': { articles: 12, piece: () => '<p><b>规</b><i>划</i></p>' },
};

interface Row extends Usage {
  readonly name: string;
  readonly articles: number;
  /** Articles by what became of them. */
  readonly outcome: string;
}

/** Invokes the bundled function with a batch of the largest articles, and watches its memory. */
export async function benchMemory(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  try {
    bundleFunction(parseSite({}), join(folder, 'function'));
    const configured = readStackSettings().memorySize * 1024;
    const rows: Row[] = [];
    for (const [name, shape] of Object.entries(SHAPES)) {
      rows.push({ name, articles: shape.articles, ...(await invoke(folder, shape, configured)) });
    }
    const most = Math.max(...rows.map(({ memory }) => memory));
    return {
      title: 'Memory of the function',
      text: [
        paragraph(`The bundled function, invoked with batches of uploads that are as large as they may be,
          ${showBytes(MAX_UPLOAD_BYTES)}; S3 is a server in another process. The function is given
          ${configured.toLocaleString('en')} MiB, and V8 half of that for its heap.
          Of large uploads few are worked on at the same time, and large records are read one by one, so that the
          memory goes with the size of an article and not with that of the batch: the largest batch is the one of prose,
          the others are only as large as it takes to see their peak.`),
        table(
          ['articles of 5 MiB', 'in the batch', 'became of them', 'peak memory', 'of what it has', 'time'],
          rows.map(({ name, articles, outcome, memory, wall }) => [
            name,
            String(articles),
            outcome,
            showBytes(memory),
            `${Math.round((100 * memory) / (configured * MEGABYTE))} %`,
            `${round(wall / 1000)} s`,
          ]),
        ),
      ].join('\n\n'),
      verdicts: [
        atMost(
          'memory of the function for batches of 5 MiB articles',
          `${configured.toLocaleString('en')} MiB`,
          `${Math.round(most / MEGABYTE).toLocaleString('en')} MiB`,
          most / (configured * MEGABYTE),
        ),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function invoke(
  folder: string,
  { articles, piece }: Shape,
  configured: number,
): Promise<Usage & { readonly outcome: string }> {
  const server = await S3Server.start();
  const file = join(folder, 'usage.json');
  try {
    const keys = Array.from({ length: articles }, (_, i) => `${i}.md`);
    const body = bodyOf(piece);
    for (const key of keys) server.put(`articles/${key}`, body);
    const options = [`--max-old-space-size=${Math.round(configured / 2)}`, '--import', moduleAt('usage.ts')];
    const command = [moduleAt('invocation.ts'), join(folder, 'function', 'handler.mjs'), ...keys];
    const { stdout } = await promisify(execFile)(process.execPath, [...options, ...command], {
      maxBuffer: 1e9,
      env: { ...VARIABLES, AWS_ENDPOINT_URL_S3: server.endpoint, [USAGE_FILE]: file },
    });
    const usage: Usage = JSON.parse(readFileSync(file, 'utf8'));
    const counts = [...stdout.matchAll(/(published|rejected|failed): (\d+)/g)];
    return {
      ...usage,
      outcome: counts.flatMap(([, status, n]) => (n === '0' ? [] : [`${n} ${status}`])).join(', '),
    };
  } finally {
    server.stop();
  }
}

function moduleAt(name: string): string {
  return join(import.meta.dirname, name);
}

function bodyOf(piece: (i: number) => string): Buffer {
  const parts = [FRONT_MATTER];
  let length = Buffer.byteLength(FRONT_MATTER);
  for (let i = 0; ; i++) {
    const part = piece(i);
    length += Buffer.byteLength(part);
    if (length > MAX_UPLOAD_BYTES) return Buffer.from(parts.join(''));
    parts.push(part);
  }
}

const PARAGRAPHS = [...articleText(0).matchAll(/<p cms-style="font-L">　　(.*?)<\/p>/g)].map(
  ([, text = '']) => text.replace(/<[^>]*>/g, ''),
);

function paragraphOf(i: number): string {
  return PARAGRAPHS[i % PARAGRAPHS.length] ?? '';
}
