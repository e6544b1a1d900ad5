import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SITE_SETTINGS } from '../../../lambda/model/site.ts';
import { readSite } from '../../../local/publish/settings.ts';
import { GOOD, run, setUp } from '../../support/commands.ts';
import { readTree } from '../../support/folders.ts';

describe('republisher init', () => {
  it.each(['zh-CN', 'zh-TW', 'en'])(
    'writes settings and an article in %s that are good ones',
    async (language) => {
      const { out } = setUp();
      const site = join(out, '..', 'site');
      expect(await run('init', site, '--language', language)).toMatchObject({ code: 0, err: '' });
      const files = readTree(site);
      expect(Object.keys(files)).toEqual([expect.stringMatching(/^articles\/.*\.md$/), 'republisher.yaml']);
      // Every setting that is commented out is one, too.
      const all = files['republisher.yaml']?.replaceAll(/^# (?=(?: {2})*[\w.金融]+:)/gm, '') ?? '';
      writeFileSync(join(site, 'republisher.yaml'), all);
      mkdirSync(join(site, 'rules'));
      const settings = readSite(site, { context: [] });
      expect(settings).toMatchObject({
        language,
        folderCategories: true,
        baseUrl: 'https://feeds.example.org',
      });
      expect(Object.keys(settings).sort()).toEqual([...SITE_SETTINGS].sort());
      expect((await run('republish', join(site, 'articles'), '--out', out)).code).toBe(0);
    },
  );

  it('writes settings that count wherever the command is called', async () => {
    const { out } = setUp();
    const site = join(out, '..', 'site');
    expect((await run('init', site, '--language', 'zh-CN')).code).toBe(0);
    expect((await run('republish', join(site, 'articles'), '--out', out)).code).toBe(0);
    expect(readFileSync(join(out, 'public/rss.xml'), 'utf8')).toContain('<title>我的订阅</title>');
  });

  it('may have its settings among the articles, where they are no upload', async () => {
    const { articles, out } = setUp({ '好.md': GOOD, 'republisher.yaml': 'title: 就近的设置\n' });
    const { code, out: told } = await run('republish', articles, '--out', out, '--verbose');
    expect(code).toBe(0);
    expect(told).not.toContain('republisher.yaml');
    expect(readFileSync(join(out, 'public/rss.xml'), 'utf8')).toContain('<title>就近的设置</title>');
  });

  it('leaves what is there as it is', async () => {
    const { articles } = setUp({ 'republisher.yaml': 'title: 我的\n' });
    expect(await run('init', articles, '--language', 'en')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/kept +republisher\.yaml\nwrote +articles\/first-article\.md\n/),
    });
    expect(readTree(articles)['republisher.yaml']).toBe('title: 我的\n');
  });

  it('says when there is no place for it', async () => {
    const { articles } = setUp();
    const place = join(articles, '好.md', 'site');
    expect(await run('init', place)).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be written: a file stands where a folder should be.'),
    });
  });
});
