import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseSite, SiteError } from '../../lambda/model/site.ts';
import { parseBudget } from '../../lib/budget.ts';
import { type Context, readSettings, readStacks } from '../../lib/settings.ts';
import { temporaryFolder } from '../support/folders.ts';

let project: string;

beforeEach(() => {
  project = temporaryFolder();
});

/** Settings as the app gets them: CDK lays what a command line says over the context of `cdk.json`, name by name. */
function settingsOf(written: Context, given: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(project, 'cdk.json'), JSON.stringify({ context: written }));
  return readSettings({ ...written, ...given }, project);
}

describe('the settings of the stack', () => {
  const written = { site: { title: '甲', language: 'en', cdn: true }, alarmEmail: 'you@example.org' };

  it('stand in cdk.json', () => {
    expect(settingsOf(written)).toEqual({ ...written, passing: [] });
    expect(settingsOf({})).toEqual({ site: {}, alarmEmail: undefined, passing: [] });
  });

  it.each([
    [{ 'site.title': '乙' }],
    [{ site: '{"title":"乙"}' }],
    [{ site: '{"title":"丙"}', 'site.title': '乙' }],
  ])('keep their values where the command line gives others: %j', (given) => {
    expect(settingsOf(written, given)).toEqual({
      site: { ...written.site, title: '乙' },
      alarmEmail: written.alarmEmail,
      passing: Object.keys(given),
    });
  });

  it('may stand in a file that cdk.json names', () => {
    writeFileSync(join(project, 'feeds.json'), JSON.stringify(written.site));
    const naming = { site: 'feeds.json' };
    expect(settingsOf(naming)).toMatchObject({ site: written.site, passing: [] });
    expect(settingsOf(naming, { site: '{"title":"乙"}' }).site).toEqual({ ...written.site, title: '乙' });
    expect(settingsOf(naming, { 'site.title': '乙' }).site).toEqual({ ...written.site, title: '乙' });
  });

  it('may stand in the file of the local commands', () => {
    writeFileSync(join(project, 'republisher.yaml'), 'title: 甲 # 注释\nlanguage: en\n');
    expect(settingsOf({ site: 'republisher.yaml' }).site).toEqual({ title: '甲', language: 'en' });
  });

  it.each([
    [{ site: 'title=x' }, 'site must be an object of settings or the name of a .json or .yaml file'],
    [{ site: '{"title"' }, 'site must be an object of settings or the name of a .json or .yaml file'],
    [{ site: '' }, 'site must be an object of settings or the name of a .json or .yaml file'],
    [{ site: 'nowhere.json' }, 'nowhere.json cannot be read: there is no such file'],
    [{ alarmEmail: 'you' }, 'alarmEmail must be an address such as "you@example.org", not "you"'],
    [{ alarmEmail: 'a@example.org,b@example.org' }, 'alarmEmail must be an address'],
    [
      { alarmMail: 'you@example.org' },
      'alarmMail is no setting; these are: site, sites, alarmEmail, canary, subscriberCounts, budget, tags, buckets, uploaders',
    ],
  ])('are refused where they are none: %j', (given, message) => {
    expect(() => settingsOf(written, given)).toThrow(SiteError);
    expect(() => settingsOf(written, given)).toThrow(message);
  });

  it.each([[['x']], [5], [true]])('are no object of settings: %j', (site) => {
    expect(() => settingsOf({ site })).toThrow('site must be an object of settings');
  });

  it('are refused where the file is no JSON, or no object', () => {
    writeFileSync(join(project, 'feeds.json'), '{');
    expect(() => settingsOf({ site: 'feeds.json' })).toThrow(/feeds\.json cannot be read: .*JSON/);
    writeFileSync(join(project, 'feeds.json'), '[]');
    expect(() => settingsOf({ site: 'feeds.json' })).toThrow(/feeds\.json must hold an object/);
  });

  it("leave names of CDK's own alone", () => {
    const flags = { 'cli-telemetry': false, '@aws-cdk/core:x': true, 'aws:cdk:enable-path-metadata': true };
    expect(settingsOf({ ...flags, own: 1 }, { 'aws:cdk:y': 'z' }).passing).toEqual([]);
  });

  it('are refused when the command line misspells one', () => {
    expect(() => parseSite(settingsOf(written, { 'site.tilte': 'x' }).site)).toThrow(
      'site.tilte is no setting',
    );
  });

  it('are refused with one line that says which and where they stand', () => {
    const { status, stderr } = runApp({ site: { language: '1x' } });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^site\.language must be a language tag .*cdk\.json.*$/);
  });

  it('are refused in the language of the site', () => {
    vi.stubEnv('REPUBLISHER_LANGUAGE', 'zh-CN');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { stderr } = runApp({ canary: 'perhaps' });
    expect(stderr).toContain(
      'canary 应为 true 或 false，而不是 “perhaps”。设置写在 cdk.json 的 context 里，或用 -c 给出。',
    );
  });

  it('are refused in the language that the command line gives the site, or the user the command', () => {
    vi.stubEnv('REPUBLISHER_LANGUAGE', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const wrong = { site: { language: 'zh-CN' }, 'site.language': 'en', 'site.tagFeeds': 'true' };
    expect(runApp(wrong).stderr).toContain('site.tagFeeds must be a list of at most 200 names such as');
    expect(runApp({ site: '{"language":"en"}', alarmEmail: 'you' }).stderr).toContain('must be an address');
    vi.stubEnv('REPUBLISHER_LANGUAGE', 'zh-TW');
    expect(runApp(wrong).stderr).toContain('最多 200 個名稱的清單（如 ["AI", "晶片"]）');
  });

  it.each([
    ['title: "a', 'line 1: a quotation mark'],
    ['title: a: b', 'line 1: a text with ": "'],
    ['title: a\n\tlanguage: en', 'line 2: the line begins with a tab'],
    ['title: a\ntitle: b', 'line 2: the same name'],
    ['title: @a', 'line 1: the text begins with a character'],
  ])('say what is wrong with their YAML: %j', (text, message) => {
    writeFileSync(join(project, 'republisher.yaml'), text);
    expect(() => settingsOf({ site: 'republisher.yaml' })).toThrow(
      `republisher.yaml cannot be read: ${message}`,
    );
  });

  it('that the command line alone gives are named, with what keeps them', () => {
    const { status, stderr } = runApp({ 'site.itemsPerFeed': '20', alarmEmail: 'you@example.org' });
    expect(stderr.trim()).toMatch(/^Set with -c, .*: site\.itemsPerFeed, alarmEmail\. .*cdk\.json.*$/);
    expect(status).toBe(0);
  });
});

describe('the stacks of several sites', () => {
  const site = { title: '甲', language: 'en', cdn: true, baseUrl: 'https://feeds.example.org' };
  const stacksOf = (context: Context) => {
    writeFileSync(join(project, 'cdk.json'), JSON.stringify({ context }));
    return readStacks(context, project);
  };

  it('are one where there is one site', () => {
    expect(stacksOf({ site, alarmEmail: 'you@example.org' })).toEqual([
      {
        name: 'FeedRepublisher',
        title: 'site',
        site,
        alarmEmail: 'you@example.org',
        canary: false,
        tags: {},
        buckets: {},
        uploaders: [],
      },
    ]);
    expect(stacksOf({})).toMatchObject([{ name: 'FeedRepublisher', site: {} }]);
  });

  it('have the settings of the first one, but for its address, and their own over them', () => {
    writeFileSync(join(project, 'news.yaml'), 'title: 乙\nalarmEmail: news@example.org\n');
    const sites = { test: { itemsPerFeed: 5 }, news: 'news.yaml' };
    const [first, ...others] = stacksOf({ site, sites, alarmEmail: 'you@example.org' });
    expect(first).toMatchObject({ name: 'FeedRepublisher', site });
    expect(others).toEqual([
      {
        name: 'FeedRepublisher-test',
        title: 'sites.test',
        site: { title: '甲', language: 'en', itemsPerFeed: 5 },
        alarmEmail: 'you@example.org',
        canary: false,
        tags: {},
        buckets: {},
        uploaders: [],
      },
      {
        name: 'FeedRepublisher-news',
        title: 'sites.news',
        site: { title: '乙', language: 'en' },
        alarmEmail: 'news@example.org',
        canary: false,
        tags: {},
        buckets: {},
        uploaders: [],
      },
    ]);
  });

  it('take over the buckets that are named, each its own', () => {
    const [first, a] = stacksOf({
      site,
      buckets: { state: 'one' },
      sites: { a: { buckets: { public: 'two' } } },
    });
    expect([first?.buckets, a?.buckets]).toEqual([{ state: 'one' }, { public: 'two' }]);
  });

  it('have a budget each, and the tags of the first one with their own', () => {
    const [first, a] = stacksOf({
      site,
      budget: 20,
      tags: { team: 'news', cost: '1' },
      sites: { a: { budget: 5, tags: { team: 'sports' } }, b: {} },
    });
    expect([first?.budget, first?.tags]).toEqual([20, { team: 'news', cost: '1' }]);
    expect([a?.budget, a?.tags]).toEqual([5, { team: 'sports', cost: '1' }]);
    expect(stacksOf({ site, budget: 20, sites: { b: {} } })[1]?.budget).toBeUndefined();
  });

  it('have a canary where each wants one', () => {
    const stacks = stacksOf({ site, canary: 'true', sites: { a: {}, b: { canary: true } } });
    expect(stacks.map(({ canary }) => canary)).toEqual([true, false, true]);
  });

  it('are those of their names alone where there is no first one', () => {
    expect(stacksOf({ sites: { a: {}, b: {} } }).map(({ name }) => name)).toEqual([
      'FeedRepublisher-a',
      'FeedRepublisher-b',
    ]);
  });

  it.each([
    [{ sites: ['x'] }, 'sites must be an object that holds a site under each name'],
    [{ sites: { 'a b': {} } }, 'sites: "a b" must be letters, digits and hyphens'],
    [{ sites: { a: true } }, 'must be an object of settings or the name of a .json or .yaml file'],
    [{ buckets: 'old' }, 'buckets must be an object with some of: articles, state, public'],
    [{ buckets: { feeds: 'old' } }, 'buckets must be an object with some of: articles, state, public'],
    [
      { sites: { a: { buckets: { state: 'Old' } } } },
      'buckets.state must be the name of a bucket, not "Old"',
    ],
    [{ sites: { a: { alarmEmail: 'you' } } }, 'alarmEmail must be an address'],
    [{ canary: 'yes' }, 'canary must be true or false, not "yes"'],
    [{ tags: 'x' }, 'tags must be an object of at most 40 texts'],
    [{ tags: { 'aws:x': 'y' } }, 'tags: "aws:x" cannot be the name of a tag'],
    [{ tags: { republisher: 'y' } }, 'tags: "republisher" cannot be the name of a tag'],
    [{ tags: { team: 5 } }, 'tags.team must be a text'],
  ])('are refused where they are none: %j', (context, message) => {
    expect(() => stacksOf(context)).toThrow(SiteError);
    expect(() => stacksOf(context)).toThrow(message);
  });

  it('are refused with one line that says which', () => {
    const { status, stderr } = runApp({ site, sites: { news: { language: '1x' } } });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^sites\.news: site\.language must be a language tag .*cdk\.json.*$/);
  });
});

describe('a budget', () => {
  it('is of the account unless it is to be of the stack', () => {
    expect(parseBudget(20)).toEqual({ monthly: 20, ofStack: false });
    expect(parseBudget('20')).toEqual({ monthly: 20, ofStack: false });
    expect(parseBudget({ monthly: 0.5, of: 'stack' })).toEqual({ monthly: 0.5, ofStack: true });
    expect(parseBudget(undefined)).toBeUndefined();
  });

  it.each([[0], [-5], ['much'], [{}], [{ monthly: 5, of: 'site' }], [{ monthly: 5, daily: 1 }], [[5]]])(
    'is refused where it is none: %j',
    (setting) => {
      expect(() => parseBudget(setting)).toThrow('budget must be the US dollars that a month may cost');
    },
  );

  it('is refused where CloudFormation has none', () => {
    expect(() => parseBudget(5, 'ap-east-1')).toThrow('budget cannot be had in ap-east-1');
    expect(parseBudget(undefined, 'cn-north-1')).toBeUndefined();
    expect(parseBudget(5, 'eu-central-1')).toEqual({ monthly: 5, ofStack: false });
  });
});

function runApp(context: Context) {
  const app = fileURLToPath(new URL('../../lib/app.ts', import.meta.url));
  return spawnSync(process.execPath, [app], {
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: join(project, 'cdk.out') },
    encoding: 'utf8',
  });
}
