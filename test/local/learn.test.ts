import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { CleanedBody } from '../../lambda/clean/clean.ts';
import { parseRule } from '../../lib/rule-file.ts';
import { writeCase } from '../../local/learn/case-files.ts';
import { findSource } from '../../local/learn/groups.ts';
import type { Profile } from '../../local/learn/profile.ts';
import { accept, idOf, isDoubtful, isSure } from '../../local/learn/proposal.ts';
import { readProfile } from '../../local/learn/read-profile.ts';
import { extendRuleText, renderRule, ruleOf } from '../../local/learn/rule-text.ts';
import { isStableName } from '../../local/learn/signs.ts';
import { SITE, uploadOf } from '../article/uploads.ts';
import { run as runCommand } from '../support/commands.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';
import { learnFrom, scoreRule } from '../support/learn-from.ts';
import { DIRT } from '../support/made-dirt.ts';
import { makeFolder } from '../support/made-folder.ts';
import { HABITS } from '../support/made-habits.ts';
import { makeSource, type Template } from '../support/made-source.ts';

const SOURCE = { title: '晚风笔记', rule: '晚风笔记', names: ['晚风笔记'], hosts: [] };
const EVERYTHING: Template = { dirt: Object.keys(DIRT), habits: Object.keys(HABITS) };

describe('a rule that was learned from some articles of a source', () => {
  it.each(Object.keys(DIRT))('takes %s', async (name) => {
    const articles = makeSource(11, 24, { dirt: [name], habits: [] });
    const { dirt, taken } = await scoreRule('晚风笔记', articles.slice(0, 12), articles.slice(12));
    expect(dirt).toBeGreaterThan(0);
    expect(taken).toBe(dirt);
  });

  it.each(Object.keys(HABITS))('leaves %s to a person', async (name) => {
    const articles = makeSource(12, 24, { dirt: [], habits: [name] });
    const sure = (await learnFrom(articles)).filter(isSure);
    expect(sure).toEqual([]);
  });

  it('never takes a line that stands in one article alone, whatever repeats around it', async () => {
    await fc.assert(
      fc.asyncProperty(makeFolder, async (articles) => {
        expect((await scoreRule('晚风笔记', articles, articles)).lost).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('learns from eight articles, and the same whatever their order', async () => {
    const articles = makeSource(3, 8, { dirt: ['a constant phrase', 'a picture'], habits: [] });
    const [one, other] = [await learnFrom(articles), await learnFrom([...articles].reverse())];
    expect(one.map(({ value }) => value).sort()).toEqual(other.map(({ value }) => value).sort());
    expect(one.length).toBe(2);
  });

  it('tells what repeats and no rule can take, and why', async () => {
    const proposals = await learnFrom(makeSource(13, 16, { dirt: [], habits: ['a heading'] }));
    expect(proposals).toMatchObject([
      { value: '', examples: ['背景'], fault: 'it is a heading, and what stands below it differs' },
    ]);
    expect(ruleOf('learned', SOURCE, proposals)).toEqual({ name: 'learned', names: SOURCE.names });
    expect(renderRule(SOURCE, proposals, 16)).not.toContain('背景');
  });

  it('shows a heading with what stands below it, where that is one line that leads somewhere', async () => {
    const articles = makeSource(15, 16, {
      dirt: [],
      habits: ['a heading above a line that leads somewhere'],
    });
    expect((await learnFrom(articles)).filter(({ key }) => key === 'sections')).toMatchObject([
      { value: '^听这一夜$', doubt: 'it stands amid the text' },
    ]);
  });

  it('leaves boxes that unfold to a person, and takes all of each that is accepted', async () => {
    const articles = makeSource(14, 16, { dirt: [], habits: [] }).map(({ upload, ...article }, index) => {
      const box = `<details><summary><b>引用这篇的</b></summary><p>第${'一二三四五六七八'[index % 8]}座灯塔的故事。</p></details>`;
      return { ...article, upload: `${upload}\n${box}\n` };
    });
    const proposals = await learnFrom(articles);
    expect(proposals.filter(isDoubtful)).toMatchObject([{ key: 'sections', value: '^引用这篇的$' }]);
    const rule = ruleOf('learned', SOURCE, accept(proposals, proposals.map(idOf)));
    const [first] = articles;
    const derived = await deriveArticle(uploadOf(first?.upload ?? ''), { ...SITE, rules: [rule] });
    const content = derived.status === 'published' ? derived.article.content : '';
    expect(content).not.toContain('details');
    expect(content).not.toContain('座灯塔的故事');
  });

  it('proposes nothing that cleaning takes already', async () => {
    const articles = makeSource(4, 12, EVERYTHING);
    const first = ruleOf('learned', SOURCE, await learnFrom(articles));
    const again = articles.map((article) => ({ ...article, upload: article.upload }));
    const cleaned = await Promise.all(
      again.map(async (article) => {
        const derived = await deriveArticle(uploadOf(article.upload, article.key), {
          ...SITE,
          rules: [first],
        });
        const html = derived.status === 'published' ? derived.article.content : '';
        return { ...article, upload: article.upload.replace(/<div>[\s\S]*$/, `<div>${html}</div>`) };
      }),
    );
    expect((await learnFrom(cleaned)).filter(isSure)).toEqual([]);
  });
});

describe('what is kept in mind of an article', () => {
  const LINES = 5_000;
  it.each([
    ['lines', '<p class="a">同样的一行字在这里</p>'.repeat(LINES)],
    ['boxes within boxes', `${'<div class="m n o">'.repeat(400)}字在这里${'</div>'.repeat(400)}`.repeat(12)],
    ['pictures', '<img class="b" src="https://pic.nightwind.example/1.png">'.repeat(LINES)],
    ['links', `<p>${'<a href="https://nightwind.example/">灯</a>'.repeat(LINES)}</p>`],
  ])('is bounded, however many %s it has', async (_, body) => {
    const upload = uploadOf(`---\ntitle: 很长\n---\n<div>${body}</div>`);
    let profile: Profile | undefined;
    let cleaned: CleanedBody | undefined;
    await deriveArticle(upload, SITE, (result) => {
      cleaned = result;
    });
    if (cleaned !== undefined) profile = await readProfile(upload, cleaned, undefined);
    expect(profile?.lines.length).toBeLessThanOrEqual(500);
    expect(profile?.boxes.length).toBeLessThanOrEqual(2_000);
    expect(JSON.stringify(profile).length).toBeLessThan(300_000);
  });
});

describe('names of classes', () => {
  it.each(['ad', 'more-from-us', 'articleFooter', 'ContentItem-time', 'wx_qrcode2', 'J_share'])(
    '%s is somebody’s',
    (name) => {
      expect(isStableName(name)).toBe(true);
    },
  );

  it.each(['css-1x2y3z', 'sc-bdVaJa', 'jsx-2871293847', '_3xK9a', 'a8f5f167', 'title__3f9aB', 'p-4:hover'])(
    '%s is a program’s',
    (name) => {
      expect(isStableName(name)).toBe(false);
    },
  );
});

describe('the source of an article', () => {
  it.each([
    [{ categories: ['新媒体', '晚风', '最新'], author: '晚风' }, '晚风'],
    [{ categories: ['新媒体'], author: '某人', link: 'https://www.wind.example/1' }, 'wind.example'],
    [{ categories: ['新媒体', '晚风', '最新'] }, '晚风'],
    [{ categories: [], author: '某人' }, '某人'],
    [{ categories: ['x', 'B'], author: 'C' }, 'known'],
  ])('of %j is %s', (origin, title) => {
    expect(findSource(origin, [{ name: 'r', names: ['known', 'C'] }]).title).toBe(title);
  });
});

describe('the file of a rule', () => {
  it('holds the rule, and what is doubtful as comments', async () => {
    const proposals = await learnFrom(makeSource(5, 16, EVERYTHING));
    const text = renderRule(SOURCE, proposals, 16);
    expect(parseRule('learned', text, 'learned.yaml')).toEqual(ruleOf('learned', SOURCE, proposals));
    expect(text).toMatch(/#- '\^潮水会把一切都还回来。\$' # \d+: it stands amid the text/);
  });

  it('is a rule, whichever of its comments a person accepts by removing the "#"', async () => {
    const doubtful = await learnFrom(makeSource(5, 16, { dirt: [], habits: Object.keys(HABITS) }));
    const text = renderRule(SOURCE, doubtful, 16);
    expect(parseRule('learned', text, 'learned.yaml')).toEqual({ name: 'learned', names: SOURCE.names });
    const settled = doubtful.filter(isDoubtful);
    expect(settled.length).toBeGreaterThan(3);
    for (const proposal of settled) {
      // Under its key: the same words may be proposed in two ways.
      const [before = '', under = ''] = text.split(new RegExp(`(?<=^${proposal.key}:$)`, 'm'));
      const accepted = `${before}${under.replace(`#- '${proposal.value}' #`, () => `- '${proposal.value}' #`)}`;
      const rule = parseRule('learned', accepted, 'learned.yaml');
      expect(rule).toEqual(ruleOf('learned', SOURCE, accept([proposal], [idOf(proposal)])));
    }
  });

  it('keeps what it had when more is learned', async () => {
    const proposals = await learnFrom(makeSource(5, 16, EVERYTHING));
    const text = extendRuleText("# 灯下。\nnames: [晚风笔记] # 两个\nphrases:\n  - '^灯$'\n", proposals);
    const rule = parseRule('learned', text, 'learned.yaml');
    expect(text).toContain('# 灯下。');
    expect(rule.phrases).toContain('^灯$');
    expect(rule.furniture).toEqual(ruleOf('learned', SOURCE, proposals).furniture);
  });

  it('gets what a person accepts, also under a key that has nothing but comments', async () => {
    const doubtful = await learnFrom(makeSource(5, 16, { dirt: [], habits: Object.keys(HABITS) }));
    const before = renderRule(SOURCE, doubtful, 16);
    const accepted = accept(doubtful, doubtful.map(idOf));
    const text = extendRuleText(before, accepted);
    expect(parseRule('learned', text, 'learned.yaml')).toEqual(ruleOf('learned', SOURCE, accepted));
    expect(text.split('\n')).toEqual(expect.arrayContaining(before.trimEnd().split('\n')));
  });

  it('comes with a test case of which the rule leaves the text alone', async () => {
    const proposals = await learnFrom(makeSource(5, 16, EVERYTHING));
    const input = writeCase(SOURCE, proposals).get('input.html') ?? '';
    const rules = [ruleOf('learned', SOURCE, proposals)];
    const upload = `---\ntitle: 灯塔\ncategories: [晚风笔记]\n---\n${input}`;
    const derived = await deriveArticle(uploadOf(upload), { ...SITE, rules });
    const content = derived.status === 'published' ? derived.article.content : '';
    expect(content.match(/<\w+/g)).toEqual(['<p', '<p', '<p']);
  });
});

describe('npm run learn', () => {
  const run = (...args: readonly string[]) => runCommand('learn', ...args);

  function setUp(count = 12): { folder: string; articles: string; rules: string } {
    const folder = temporaryFolder();
    const articles = makeSource(6, count, {
      dirt: ['a constant phrase', 'a box with a name'],
      habits: ['a slogan amid the text'],
    });
    writeFiles(folder, {
      'republisher.yaml': 'rules: rules\n',
      'rules/other.yaml': 'names: [别处]\n',
      'articles/bad.md': '---\ntitle: never ends\n',
      ...Object.fromEntries(articles.map(({ key, upload }) => [`articles/${key}`, upload])),
    });
    return { folder, articles: join(folder, 'articles'), rules: join(folder, 'rules') };
  }

  it('shows a rule, writes it once, tries it, and has nothing more to propose', async () => {
    const { articles, rules } = setUp();
    const file = join(rules, '晚风笔记.yaml');

    const shown = await run(articles, '--diff');
    expect(shown).toMatchObject({ code: 2, out: expect.stringContaining('.nightwind-card  in ') });
    expect(shown.out).toContain('- 想读更多这样的故事，请到应用里搜索“晚风笔记”');
    expect(shown.err).toBe('\n1 file is no article that is published; --verbose lists it.\n');
    expect(existsSync(file)).toBe(false);

    expect(await run(articles, '--write')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/wrote {2}.*晚风笔记\.yaml/),
    });
    expect(readFileSync(file, 'utf8')).toContain('#- ');

    const tried = await run(articles, '--rule', file);
    expect(tried).toMatchObject({ code: 2, out: expect.stringContaining('in force already') });

    writeFiles(join(rules, '../empty'), { 'other.yaml': 'names: [别处]\n' });
    const without = await run(articles, '--rule', join(rules, '../empty'));
    expect(without).toMatchObject({ code: 2, out: expect.stringContaining('+ 想读更多这样的故事') });

    const again = await run(articles, '--diff');
    expect(again).toMatchObject({ code: 0, out: expect.not.stringContaining('A rule would take') });
    const rest = await run(articles, '--write');
    expect(rest).toMatchObject({ code: 0, out: expect.stringContaining('\nNothing was written.') });
  });

  it('does not overwrite a rule, and says what else to do', async () => {
    const { articles, rules } = setUp();
    writeFiles(rules, { '晚风笔记.yaml': '# 我的。\nnames: [晚风笔记]\nfurniture: [.mine]\n' });
    const refused = await run(articles, '--write');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
    expect((await run(articles, '--write', '--force')).code).toBe(0);
    expect(readFileSync(join(rules, '晚风笔记.yaml'), 'utf8')).toMatch(
      /# 我的。[\s\S]*\[\.mine, '\.nightwind-card'\]/,
    );
  });

  it('learns from one half and tells how the rule does on the other', async () => {
    const { articles, rules } = setUp(24);
    const { code, out } = await run(articles, '--check');
    expect(code).toBe(0);
    expect(out).toMatch(/learned from 12 articles, tried on 12 others/);
    expect(out).toMatch(/\.nightwind-card {2}in \d+ of 12/);
    expect(out).toMatch(/It takes (\d+) of \1 lines and pictures \(100 %\)/);
    expect(existsSync(join(rules, '晚风笔记.yaml'))).toBe(false);
    expect(JSON.parse((await run(articles, '--check', '--json')).out)).toMatchObject({
      sources: [{ learnedFrom: 12, articles: 12, left: [] }],
    });
  });

  it('takes what a person accepts by its name, wherever it is tried or written', async () => {
    const { articles, rules } = setUp(24);
    const shown = await run(articles);
    const [, id = ''] = /^ {2}([\da-f]{6}) {2}.*潮水/m.exec(shown.out) ?? [];

    const tried = await run(articles, '--diff', '--accept', id);
    expect(tried).toMatchObject({ code: 2, out: expect.stringContaining('- 潮水会把一切都还回来。') });
    expect(tried.out).not.toContain(id);
    const checked = await run(articles, '--check', '--accept', id);
    expect(checked.out).toMatch(/潮水会把一切都还回来。\$ {2}in \d+ of 12/);

    const unknown = await run(articles, '--write', '--accept', `${id},123456`);
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('is called "123456"') });
    expect(existsSync(join(rules, '晚风笔记.yaml'))).toBe(false);

    expect((await run(articles, '--write', '--accept', id)).code).toBe(0);
    expect(readFileSync(join(rules, '晚风笔记.yaml'), 'utf8')).toMatch(
      /^ {2}- '\^潮水会把一切都还回来。\$'/m,
    );
    expect((await run(articles, '--diff')).code).toBe(0);
  });

  it('prints all of it for programs', async () => {
    const { articles } = setUp();
    const { code, out } = await run(articles, '--json', '--source', '晚风笔记');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sources: [{ articles: 12, rule: { names: ['晚风笔记'] }, effects: { articles: 12 } }],
      refused: [{ key: 'bad.md' }],
    });
  });

  it('exits 1 and says what is missing', async () => {
    const { articles, folder } = setUp();
    const cases = [
      { args: [join(folder, 'nowhere')], message: /There is no folder/ },
      { args: [articles, '--source', '没有'], message: /No article is of the source "没有"/ },
      {
        args: [articles, '--rule', join(folder, 'none.yaml')],
        message: /cannot be read: there is no such file/,
      },
      { args: [articles, '--name', '../x'], message: /cannot be called/ },
      { args: [articles, '--check'], message: /Give it 16 or more/ },
      {
        args: [articles, '--rule', join(folder, 'rules/other.yaml'), '--accept', '123456'],
        message: /'--rule <path>' cannot be used with option '--accept <names>'/,
      },
      { args: [articles, '--check', '--write'], message: /'--check' cannot be used with option '--write'/ },
      { args: [join(folder, 'rules')], message: /holds no articles, but 1 other file/ },
    ];
    const ended = await Promise.all(cases.map(({ args }) => run(...args)));
    for (const [index, { message }] of cases.entries())
      expect(ended[index]).toMatchObject({ code: 1, err: expect.stringMatching(message), out: '' });
  });
});
