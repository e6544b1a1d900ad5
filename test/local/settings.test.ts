import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { settingsFolder } from '../../lib/caller.ts';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { revisionOf } from '../../local/publish/revision.ts';
import { readSettings, readSite } from '../../local/publish/settings.ts';
import { temporaryFolder } from '../support/folders.ts';

let project: string;

beforeEach(() => {
  project = temporaryFolder();
});

function writeContext(site: unknown): void {
  writeFileSync(join(project, 'cdk.json'), JSON.stringify({ app: 'x', context: { site } }));
}

describe('the settings of a site', () => {
  it('come from cdk.json, and what the command line says goes before it', () => {
    writeContext({ title: '甲', language: 'en', itemsPerFeed: 20 });
    const site = readSite(project, {
      title: '乙',
      itemsPerFeed: '30',
      context: ['site.copyright=© a=b', 'site.title=丙'],
    });
    expect(site).toMatchObject({ title: '乙', language: 'en', itemsPerFeed: 30, copyright: '© a=b' });
  });

  it('may stand in a file that cdk.json names, and come several at once from the command line', () => {
    writeFileSync(join(project, 'feeds.json'), JSON.stringify({ title: '甲', language: 'en' }));
    writeContext('feeds.json');
    const site = readSite(project, {
      context: ['site={"title":"乙","itemsPerFeed":20}', 'site.itemsPerFeed=30'],
    });
    expect(site).toMatchObject({ title: '乙', language: 'en', itemsPerFeed: 30 });
  });

  it("give way to the local server's address, unless the command line names another", () => {
    writeContext({ baseUrl: 'https://feeds.example.org' });
    const local = { baseUrl: 'http://localhost:8080' };
    expect(readSite(project, { context: [] }, local).baseUrl).toBe(local.baseUrl);
    const flags = { baseUrl: 'https://other.example', context: [] };
    expect(readSite(project, flags, local).baseUrl).toBe('https://other.example');
  });

  it.each([
    [{ context: ['title=x'] }, /"title=x" cannot be understood/],
    [{ context: ['site=red'] }, /site must be an object of settings/],
    [{ context: ['site.colour=red'] }, /site\.colour is no setting/],
    [{ timeZone: 'Mars/Olympus', context: [] }, /site\.timeZone must be a time zone/],
    [{ baseUrl: 'feeds', context: [] }, /site\.baseUrl must be an address/],
  ])('are refused when they make no sense (%#)', (flags, message) => {
    writeContext({});
    expect(() => readSite(project, flags)).toThrow(message);
  });

  it.each([
    ['- title: 甲\n', /republisher\.yaml holds a list; take away the "-" before its lines/],
    ['title:甲\n', /republisher\.yaml must hold lines such as "title: My site"/],
  ])('are refused with what to write where they are no settings in YAML: %j', (text, message) => {
    writeFileSync(join(project, 'republisher.yaml'), text);
    expect(() => readSite(project, { context: [] })).toThrow(message);
  });

  it('are refused when cdk.json is no JSON', () => {
    writeFileSync(join(project, 'cdk.json'), '{');
    expect(() => readSite(project, { context: [] })).toThrow(/cdk\.json cannot be read/);
  });

  it('come from republisher.yaml where there is one', () => {
    writeContext({ title: '甲' });
    const file = join(project, 'republisher.yaml');
    writeFileSync(file, '# 注释\ntitle: 乙\ncategories:\n  金融: { title: 财经 }\n');
    const site = readSite(project, { context: [] });
    expect(site).toMatchObject({ title: '乙', categories: { 金融: { title: '财经' } } });
    writeFileSync(file, 'tilte: 乙\n');
    expect(() => readSite(project, { context: [] })).toThrow(/site\.tilte is no setting/);
    writeFileSync(file, 'title: [乙\n');
    expect(() => readSite(project, { context: [] })).toThrow(/republisher\.yaml cannot be read/);
  });

  it('are those nearest to what is published, be it a file or a folder', () => {
    const articles = join(project, 'articles');
    mkdirSync(join(articles, '新闻'), { recursive: true });
    writeFileSync(join(project, 'republisher.yaml'), 'title: 甲\n');
    expect(settingsFolder(articles)).toBe(project);
    writeFileSync(join(articles, 'republisher.yaml'), 'title: 乙\n');
    for (const path of [articles, join(articles, '新闻'), join(articles, '新闻/a.md')])
      expect(settingsFolder(path)).toBe(articles);
    expect(settingsFolder(temporaryFolder())).toBe(PROJECT_FOLDER);
  });

  it("name a folder of one's own rules, from the file that they stand in", () => {
    mkdirSync(join(project, 'site/rules'), { recursive: true });
    writeFileSync(join(project, 'site/rules/zhihu.yaml'), 'names: [知乎日报]\n');
    writeFileSync(join(project, 'site/feeds.yaml'), 'rules: rules\n');
    writeContext('site/feeds.yaml');
    const { site, ownRules } = readSettings(project, { context: [] });
    expect(ownRules).toBe(join(project, 'site/rules'));
    expect(site.rules).toContainEqual({ name: 'zhihu', names: ['知乎日报'] });
    expect(readSite(project, { context: ['site.rules=site/rules'] })).toEqual(site);
    writeFileSync(join(project, 'site/rules/a.yaml'), 'names: 知乎\n');
    expect(() => readSite(project, { context: [] })).toThrow(/a\.yaml:1: names must be a list/);
    expect(() => readSite(project, { context: ['site.rules=none'] })).toThrow(
      /^A setting of the site is wrong: the folder of rules .*none cannot be read: there is no such file or folder\.$/,
    );
  });

  it('of this project are good ones', () => {
    expect(readSite(PROJECT_FOLDER, { context: [] }).title).not.toBe('');
  });
});

describe('the revision', () => {
  it('changes with the code that derives, the dependencies and the settings, and with nothing else', () => {
    mkdirSync(join(project, 'lambda/clean'), { recursive: true });
    const write = (path: string, text: string): void => writeFileSync(join(project, path), text);
    write('lambda/a.ts', 'a');
    write('lambda/clean/b.ts', 'b');
    write('package-lock.json', '{}');
    const site = parseSite({});
    const first = revisionOf(project, site);
    write('lambda/notes.txt', 'x');
    mkdirSync(join(project, 'lambda/worker'));
    write('lambda/worker/queue.ts', 'what is sent when');
    expect(revisionOf(project, parseSite({}))).toBe(first);
    const seen = new Set([
      first,
      revisionOf(project, parseSite({ title: 'x' })),
      revisionOf(project, parseSite({}, [{ name: 'somesite', names: ['某站'] }])),
    ]);
    for (const [path, text] of [
      ['lambda/clean/b.ts', 'c'],
      ['lambda/c.ts', ''],
      ['package-lock.json', '{ }'],
    ] as const) {
      write(path, text);
      seen.add(revisionOf(project, site));
    }
    expect(seen.size).toBe(6);
  });
});
