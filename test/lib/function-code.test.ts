import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { articlePath } from '../../lambda/model/paths.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { compilePageScript } from '../../lambda/pages/script.ts';
import { buildModule, bundleFunction } from '../../lib/function-code.ts';
import { chinese, newsPage, paragraphs } from '../article/saved-pages.ts';
import { bundlePlainly, measureBundle, PLAIN, S3_CLIENT } from '../support/bundles.ts';
import { S3Server } from '../support/s3-server.ts';

describe('the bundle of the function', () => {
  const base = mkdtempSync(join(tmpdir(), 'bundle-'));
  afterAll(() => rmSync(base, { recursive: true }));
  const folder = join(base, 'function');
  const site = parseSite({ title: 'Quotes \' " and $(commands)' }, [{ name: 'somesite', names: ['某站'] }]);
  const revision = bundleFunction(site, folder);

  it('holds the function and its settings, and no source maps', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['handler.mjs', 'site.json']));
    expect(readdirSync(folder).filter((name) => !/\.(?:mjs|json)$/.test(name))).toEqual([]);
    expect(readFileSync(join(folder, 'handler.mjs'), 'utf8')).not.toContain('sourceMappingURL');
    expect(readdirSync(join(base, 'source-maps'))).toContain('handler.mjs.map');
    expect(JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'))).toEqual(site);
  });

  it('holds the script of the pages, and nothing that compiles it', () => {
    const code = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(code.filter((text) => text.includes(compilePageScript().slice(0, 17)))).not.toEqual([]);
    expect(code.filter((text) => text.includes('buildSync'))).toEqual([]);
  });

  it('has the same hash again, and another one for other settings', () => {
    expect(bundleFunction(site, join(base, 'again', 'function'))).toBe(revision);
    expect(bundleFunction(parseSite(), join(base, 'other', 'function'))).not.toBe(revision);
  });

  const own = measureBundle(buildModule('lambda/handler.ts'), 'lambda/handler.ts');

  it('loads at its start little more code than an S3 client needs and an article takes', () => {
    const client = measureBundle(bundlePlainly(S3_CLIENT), PLAIN);
    expect(own.atStart).toBeLessThan(2.6 * client.atStart);
    const loaded = [...importedBy(folder, 'handler.mjs')].map((name) => statSync(join(folder, name)).size);
    expect(loaded.reduce((sum, bytes) => sum + bytes)).toBe(own.atStart);
  });

  it('loads what it loads at its start from one file, and finds each of its sources in the source maps', () => {
    const [entry, ...others] = importedBy(folder, 'handler.mjs');
    expect([entry, others]).toEqual(['handler.mjs', [expect.stringMatching(/^chunk-\w+\.mjs$/)]]);
    const map = readFileSync(join(base, 'source-maps', `${others[0]}.map`), 'utf8');
    const sources: readonly string[] = JSON.parse(map).sources;
    expect(sources).toEqual(
      expect.arrayContaining(['../lambda/handler.ts', '../lambda/article/pipeline.ts']),
    );
  });

  it.each([
    ['the sweep', /^lambda\/maintenance\//],
    ['TOML', /\/smol-toml\//],
    ['what speaks to the queue', /\/client-sqs\//],
    ['what colours code', /\/highlight\.js\//],
    ['what finds the articles of pages', /^lambda\/clean\/page\/|\/(?:linkedom|defuddle|readability)\//],
  ])('leaves %s to the few invocations that need it', (_part, source) => {
    expect([...own.sources.keys()].filter((path) => source.test(path))).toEqual([]);
  });

  it('has what speaks to the queue beside the handler', async () => {
    const { Queue } = await import(join(folder, 'queue.mjs'));
    expect(new Queue('https://queue.example/')).toHaveProperty('send');
    const start = [...importedBy(folder, 'handler.mjs')].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    expect(start.filter((code) => code.includes('queue.mjs'))).not.toEqual([]);
  });

  it.each([
    ['the parser that xml-js brings along', 'Invalid character in entity name'],
    ['the reader of streams of events', 'event stream union'],
    ['the descriptions of commands that are never sent', 'PutBucketAcl'],
    ['credentials of containers', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  ])('leaves out %s', (_part, mark) => {
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.filter((code) => code.includes(mark))).toEqual([]);
  });

  it('publishes what needs the parts that are loaded later', async () => {
    using server = await S3Server.start();
    const log = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const metrics = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    onTestFinished(() => {
      log.mockRestore();
      warn.mockRestore();
      metrics.mockRestore();
      vi.unstubAllEnvs();
    });
    const variables = {
      ARTICLES_BUCKET: 'articles',
      STATE_BUCKET: 'state',
      PUBLIC_BUCKET: 'public',
      QUEUE_URL: 'https://queue.example/',
      BASE_URL: 'https://site.example/',
      CODE_REVISION: revision,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_S3: server.endpoint,
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const summary = '<p>访问：<a href="https://shop.example/">商店</a><br>正文。</p>';
    const uploads = {
      'source.md': `---\ntitle: 甲\ncategories: [cnBeta]\n---\n<div class="article-summary">${summary}</div>`,
      'markdown.md': '+++\ntitle = "乙"\n+++\n正文，见 www.example.com。[^1]\n\n[^1]: 注。',
      'page.html': newsPage(`<div>${paragraphs(['正文。', ...chinese(5)])}</div>`),
    };
    for (const [key, text] of Object.entries(uploads)) server.put(`articles/${key}`, Buffer.from(text));
    const { handler } = await import(join(folder, 'handler.mjs'));
    const record = {
      messageId: '1',
      receiptHandle: '1',
      body: JSON.stringify({ keys: Object.keys(uploads) }),
    };
    const answer = await handler({ Records: [record] }, { getRemainingTimeInMillis: () => 60_000 });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(metrics).toHaveBeenCalledWith(expect.stringMatching(/^\{"_aws":.*"Published":3.*\n$/));
    expect(await handler({ tick: true }, { getRemainingTimeInMillis: () => 60_000 })).toEqual({
      due: 0,
      withdrawals: 0,
      archived: expect.any(Number),
    });
    for (const key of Object.keys(uploads)) {
      const page = server.objects.get(`public/${articlePath(articleId(key))}`);
      expect(page?.body.toString()).toContain('正文');
      expect(page?.body.toString()).not.toContain('热点新闻');
    }
  });

  it('starts on its own, outside of the project, and says what its environment lacks', () => {
    const env = { PATH: process.env.PATH };
    const start = spawnSync(process.execPath, [join(folder, 'handler.mjs')], {
      cwd: base,
      env,
      encoding: 'utf8',
    });
    expect(start.stderr).toContain('the environment has no BASE_URL');
  });
});

/** The files that a module imports as soon as it is imported itself, and it. */
function importedBy(folder: string, name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const code = readFileSync(join(folder, name), 'utf8');
  for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.mjs)"/g)) {
    importedBy(folder, imported, known);
  }
  return known;
}
