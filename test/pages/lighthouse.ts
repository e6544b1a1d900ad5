import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { contentTypeOf } from '../../lambda/model/serving.ts';
import { PROJECT_FOLDER, SAMPLES_FOLDER } from '../../local/project.ts';

/*
 * Measures the samples' pages with Lighthouse, one of each kind, on a phone and on a desktop:
 * `node test/pages/lighthouse.ts`. Exits with 1 where a score is below 95. Lighthouse is fetched when it is first run:
 * as a dependency it would bring a hundred packages to everybody.
 */

const LIGHTHOUSE = 'lighthouse@13.5.0';
const LOWEST = 95;
const SHOWN = '用一张表理清缓存的四种失效';

const report = v.object({
  categories: v.record(
    v.string(),
    v.object({ score: v.number(), auditRefs: v.array(v.object({ id: v.string(), weight: v.number() })) }),
  ),
  audits: v.record(v.string(), v.object({ score: v.nullable(v.number()), title: v.string() })),
});

const out = mkdtempSync(join(tmpdir(), 'lighthouse-'));
const site = join(out, 'public');
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
  const isThere = existsSync(join(site, path));
  response.writeHead(isThere ? 200 : 404, { 'content-type': contentTypeOf(path) });
  response.end(isThere ? readFileSync(join(site, path)) : '');
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
const { stderr, status } = spawnSync(
  process.execPath,
  [
    join(PROJECT_FOLDER, 'local/cli.ts'),
    ...['republish', SAMPLES_FOLDER, '--out', out, '--base-url', `http://localhost:${port}`],
  ],
  { encoding: 'utf8' },
);
if (status !== 0) throw new Error(stderr);
const article = readdirSync(join(site, 'articles')).find((name) =>
  readFileSync(join(site, 'articles', name), 'utf8').includes(`<title>${SHOWN}`),
);
if (article === undefined) throw new Error(`There is no page of ${SHOWN}.`);

const PAGES = [
  'index.html',
  'feeds/开发/index.html',
  `articles/${article}`,
  'archive/index.html',
  'search.html',
  'subscribe.html',
];

/** What is wrong with a page: each score that is too low, with what lowers it. */
async function measure(page: string, form: readonly string[]): Promise<string> {
  const url = `http://localhost:${port}/${page.split('/').map(encodeURIComponent).join('/')}`;
  const flags = [
    '--output=json',
    '--quiet',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
    ...form,
  ];
  const { stdout } = await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, url, ...flags], {
    maxBuffer: 2 ** 26,
    env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  });
  const { categories, audits } = v.parse(report, JSON.parse(stdout));
  return Object.entries(categories)
    .map(([name, { score, auditRefs }]) => {
      const low = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9);
      const why = score * 100 < LOWEST ? ` (${low.map(({ id }) => audits[id]?.title).join('; ')})` : '';
      if (score * 100 < LOWEST) process.exitCode = 1;
      return `${name} ${Math.round(score * 100)}${why}`;
    })
    .join(', ');
}

for (const page of PAGES) {
  for (const [device, form] of [
    ['phone', []],
    ['desktop', ['--preset=desktop']],
  ] as const) {
    console.log(`${page} on a ${device}: ${await measure(page, form)}`);
  }
}
server.close();
rmSync(out, { recursive: true });
