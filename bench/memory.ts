import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MAX_UPLOAD_BYTES } from '../lambda/model/article.ts';
import { parseSite } from '../lambda/model/site.ts';
import { bundleFunction } from '../lib/function-code.ts';
import { readAllRules } from '../local/publish/rules.ts';
import { one, synthesize } from '../test/lib/synthesize.ts';
import { articleText } from '../test/support/finance-site.ts';
import { invokeApart } from '../test/support/function-process.ts';
import { many } from '../test/support/hostile/shape.ts';
import { S3Server } from '../test/support/s3-server.ts';
import { atMost, type Result, showBytes, showCount, showTime, table } from './figures.ts';

const PARAGRAPHS = articleText(0).match(/(?<=<p cms-style="font-L">　　).*(?=<\/p>)/g) ?? [];
const proseOf = (i: number): string => (PARAGRAPHS[i % PARAGRAPHS.length] ?? '').replace(/<[^>]*>/g, '');
const ENGLISH = 'The committee put it off. '.repeat(20);

/** What the largest articles are made of, and how many of them show the peak. A word of Chinese makes text twice as large. */
const SHAPES: Readonly<Record<string, readonly [articles: number, piece: (i: number) => string]>> = {
  'Chinese prose': [100, (i) => `<p>${proseOf(i)}</p>\n`],
  'English prose with Chinese words': [20, (i) => `<p>${ENGLISH}${i % 50 === 0 ? '规划' : ''}</p>\n`],
  'Markdown, Chinese': [20, (i) => `${proseOf(i)} **规划** [港口](https://a.example/${i})\n\n`],
  'ampersands, five times as long as HTML': [12, () => `<p>规${'& '.repeat(400)}</p>\n`],
  'more elements than are taken': [12, () => '<p><b>规</b><i>划</i></p>'],
};

const FRONT_MATTER = '---\ntitle: 长文\ndate: 2021-09-16T04:00:14Z\ncategories: [金融, 科技, 文化]\n---\n';

/** Invokes the bundled function with a batch of the largest articles, as much memory as it is given, and S3 beside it. */
export async function measure(): Promise<Result> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'bench-memory-'));
  const handler = join(folder.path, 'function', 'handler.mjs');
  bundleFunction(parseSite({}, readAllRules()), dirname(handler));
  const configured = Number(one(synthesize(), 'AWS::Lambda::Function', 'Function').Properties.MemorySize);
  const rows: string[][] = [];
  let most = 0;
  for (const [name, [articles, piece]] of Object.entries(SHAPES)) {
    const body = Buffer.from(many(piece, FRONT_MATTER)(MAX_UPLOAD_BYTES - 10_000));
    using server = await S3Server.start();
    const keys = Array.from({ length: articles }, (_, i) => `${i}.md`);
    for (const key of keys) server.put(`articles/${key}`, body);
    const options = [`--max-old-space-size=${Math.round(configured / 2)}`];
    const { steps, memory } = await invokeApart(handler, [keys.join()], server, options);
    const time = steps.reduce((sum, { wall }) => sum + wall, 0);
    rows.push([name, String(articles), showBytes(memory), showTime(time)]);
    most = Math.max(most, memory);
  }
  return {
    tables: {
      memory: table(['articles of 5 MiB', 'in the batch', 'peak memory', 'time'], rows),
    },
    bars: [
      atMost(
        'memory of the function for batches of 5 MiB articles',
        most / 2 ** 20,
        configured,
        (mebibytes) => `${showCount(mebibytes)} MiB`,
      ),
    ],
  };
}
