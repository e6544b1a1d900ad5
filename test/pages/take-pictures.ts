import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_FOLDER, SAMPLES_FOLDER } from '../../local/project.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { NEEDS } from '../support/needs.ts';

/*
 * Takes the pictures of the README, those of the samples' pages: `npm run pictures`.
 */

const ADDRESS = 'http://localhost:8080';
const SHOWN = '一条河的四季';
const PICTURES = join(PROJECT_FOLDER, 'docs/pictures');

if (!hasBrowser) throw new Error(`There is no browser: ${NEEDS.browser}.`);
const out = mkdtempSync(join(tmpdir(), 'pictures-'));
const { stderr, status } = spawnSync(
  process.execPath,
  [join(PROJECT_FOLDER, 'local/cli.ts'), 'republish', SAMPLES_FOLDER, '--out', out, '--base-url', ADDRESS],
  { encoding: 'utf8' },
);
if (status !== 0) throw new Error(stderr);
const site = join(out, 'public');
const article = readdirSync(join(site, 'articles')).find((name) =>
  readFileSync(join(site, 'articles', name), 'utf8').includes(`<title>${SHOWN}`),
);
if (article === undefined) throw new Error(`There is no page of ${SHOWN}.`);

mkdirSync(PICTURES, { recursive: true });
const browser = await launchBrowser();
for (const colorScheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ viewport: { width: 880, height: 700 }, colorScheme });
  await context.route(`${ADDRESS}/**`, (route) =>
    route.fulfill({ path: join(site, decodeURIComponent(new URL(route.request().url()).pathname)) }),
  );
  for (const [name, path] of [
    ['home', 'index.html'],
    ['article', `articles/${article}`],
  ] as const) {
    const page = await context.newPage();
    await page.goto(`${ADDRESS}/${path}`, { waitUntil: 'networkidle' });
    const devtools = await context.newCDPSession(page);
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 75 });
    writeFileSync(join(PICTURES, `${name}-${colorScheme}.webp`), data, 'base64');
  }
}
await browser.close();
rmSync(out, { recursive: true });
