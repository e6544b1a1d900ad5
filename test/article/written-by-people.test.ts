import { describe, expect, test } from 'vitest';
import { derive, publish } from './uploads.ts';

/** What an article with these lines of front matter comes to. */
function write(...lines: string[]) {
  return derive(`---\n${lines.join('\n')}\n---\n<p>正文。</p>`, 'post/a.md');
}

async function read(...lines: string[]) {
  return publish(`---\n${lines.join('\n')}\n---\n<p>正文。</p>`, 'post/a.md');
}

describe('what YAML would cut is kept whole, with a warning that names line and value', () => {
  test.each([
    ['a number sign behind a space', '晚间快讯 #3 汇总'],
    ['hashtags', '#油价# 又涨了'],
    ['a list in brackets', '[图集]'],
    ['words in braces', '{开源} 周报'],
    ['braces alone', '{周报}'],
    ['a dash', '- 无题 -'],
    ['a question mark', '? 为什么'],
    ['asterisks', '*重要* 停水通知'],
    ['an ampersand', '& 其他'],
    ['an ampersand and a word', '&more 的用法'],
    ['an exclamation mark', '! 注意'],
    ['an exclamation mark and a word', '!important 的优先级'],
    ['an at sign', '@所有人 明天放假'],
    ['a percent sign', '%d 个格式'],
    ['a grave accent', '`ls` 入门'],
    ['a vertical bar', '| 管道'],
    ['a greater-than sign', '> 50% 的人'],
    ['a colon and a space', '快讯: 股市: 收涨'],
    ['a colon at the end', '今日关注:'],
    ['a quotation and what follows', '"双减" 之后'],
    ['a comma', ', 开头'],
    ['a comment to programmers', 'C # 语言'],
  ])('%s in a title: %s', async (_name, title) => {
    const derivation = await write('date: 2021-05-01', `title: ${title}`, 'categories: [x]');
    expect(derivation).toMatchObject({ status: 'published', article: { title } });
    expect(derivation.warnings).toEqual([
      {
        message: `the value is not YAML as it stands and was taken as plain text: ${JSON.stringify(title).replaceAll('\\"', '"')}`,
        line: 3,
      },
    ]);
  });

  test.each([
    ['tags:\n  - #工地\n  - 二期 #5\n  - "已验收" # 不显示', ['#工地', '二期 #5', '已验收']],
    ['tags: [C#, F# 指南, C++]', ['C#', 'F# 指南', 'C++']],
    ['tags: [#甲, 乙]', ['#甲', '乙']],
    ['tags: #甲 #乙', ['#甲', '#乙']],
    ['tags: [@甲, *乙*, {丙}]', ['@甲', '*乙*', '{丙}']],
    ['tags:\n  - &x 甲\n  - *y', ['&x 甲', '*y']],
    ['tags:\n  - {甲}\n  - [乙', ['{甲}', '[乙']],
    ['tags:\n  - 专栏: 夜话\n  - 丙', ['专栏: 夜话', '丙']],
    ['tags: [专栏: 夜话, 丙]', ['专栏: 夜话', '丙']],
    ['tags:\n\t- 甲\n\t- 乙', ['甲', '乙']],
    ['tags: 甲 # 不显示', ['甲']],
    ["tags: \"['甲', '乙']\"", ['甲', '乙']],
  ])('%j', async (lines, tags) => {
    expect((await read(lines)).tags).toEqual(tags);
  });

  test.each([
    ['categories: #汽车', ['#汽车']],
    ['categories: # 不显示', []],
    ['categories: [汽车, 评测 #2]', ['汽车', '评测 #2']],
    ['categories:\n  - 汽车 # 主栏目\n  - 评测', ['汽车', '评测']],
  ])('%j', async (lines, categories) => {
    expect((await read(lines)).categories).toEqual(categories);
  });

  test('a description', async () => {
    expect((await read('description: 第一 #1, 第二 #2')).summary).toBe('第一 #1, 第二 #2');
    expect((await read('excerpt: & 其他: 若干')).summary).toBe('& 其他: 若干');
  });

  test('comments where nobody writes words are comments', async () => {
    const { published, link } = await read(
      'date: 2021-05-01 08:00 # 首发',
      '# 转载',
      'link: https://a.example/#/p/1 # 原文',
    );
    expect({ published, link }).toEqual({
      published: '2021-05-01T00:00:00Z',
      link: 'https://a.example/#/p/1',
    });
  });

  test('an anchor that an alias asks for is one', async () => {
    const { categories, tags } = await read('categories: &names [甲, 乙]', 'keywords: 丙', 'tags: *names');
    expect({ categories, tags }).toEqual({ categories: ['甲', '乙'], tags: ['丙'] });
  });
});

test.each([
  ['<https://a.example/1>', 'https://a.example/1'],
  ['[原文](https://a.example/1)', 'https://a.example/1'],
  ['原文：https://a.example/1', 'https://a.example/1'],
])('a link may stand in the marks of Markdown: %s', async (written, link) => {
  expect(await read(`link: ${written}`)).toMatchObject({ link });
});

test('a list of one may stand in the line of its field', async () => {
  expect(await read('author: - 李四', 'categories: - 晚报', 'tags: -')).toMatchObject({
    author: '李四',
    categories: ['晚报'],
    tags: [],
  });
});

test('the names of fields may be Chinese', async () => {
  expect(
    await read(
      '标题: 灯会',
      '作者: 李四',
      '发布时间: 2021-05-01 08:00',
      '分类: 晚报',
      '标签: [夜]',
      '原文链接: https://a.example/1',
    ),
  ).toMatchObject({
    title: '灯会',
    author: '李四',
    published: '2021-05-01T00:00:00Z',
    categories: ['晚报'],
    tags: ['夜'],
    link: 'https://a.example/1',
  });
});

describe('what programs write for nothing is nothing', () => {
  const nothings = [
    'None',
    'N/A',
    'null',
    'NULL',
    'undefined',
    'NaN',
    'nil',
    '<nil>',
    '[]',
    '{}',
    '"undefined"',
    '[object Object]',
  ];

  test.each(nothings)('%s', async (nothing) => {
    const article = await read(
      `title: ${nothing}`,
      `author: ${nothing}`,
      `categories: ${nothing}`,
      `tags: [甲, ${nothing}]`,
      `link: ${nothing}`,
      `description: ${nothing}`,
      `cover: ${nothing}`,
    );
    expect(article).toMatchObject({ title: 'a', categories: [], tags: ['甲'], summary: '正文。' });
    for (const name of ['author', 'link', 'image']) expect(article).not.toHaveProperty(name);
  });

  test('it is named in a warning', async () => {
    const { warnings } = await write('title: 甲', 'author: undefined', 'categories: [None, 乙, NaN]');
    expect(warnings.slice(0, 2)).toEqual([
      { message: '"undefined" names no author', line: 3 },
      { message: '"None, NaN" names no category', line: 4 },
    ]);
  });

  test('nor does a mapping without a name name anyone or anything', async () => {
    const derivation = await write('title: 甲', 'author: { weibo: abc }', 'categories:\n  main: 乙');
    expect(derivation).toMatchObject({ article: { categories: [] } });
    expect(derivation).not.toHaveProperty('article.author');
    expect(derivation.warnings.slice(0, 2)).toEqual([
      { message: 'the mapping names no author', line: 3 },
      { message: 'a mapping names no category', line: 4 },
    ]);
  });
});

describe('the address of the original', () => {
  test.each(['from', 'original', 'source', 'canonical', 'permalink', 'origin', 'source_link'])(
    '%s',
    async (name) => {
      expect((await read(`${name}: https://news.example/2021/7/a.html`)).link).toBe(
        'https://news.example/2021/7/a.html',
      );
    },
  );

  test.each(['from: 晚报', 'original: true', 'source: 新华社', 'permalink: /2021/a/'])(
    '%s is none',
    async (line) => {
      const derivation = await write('title: 甲', line, 'categories: [乙]', 'date: 2021-05-01');
      expect(derivation).not.toHaveProperty('article.link');
      expect(derivation.warnings).toEqual([]);
    },
  );
});

test('an entry that stands twice counts as it stands last, and the warning tells what it replaces', async () => {
  const derivation = await write('title: 甲', 'categories: 乙', 'categories: 丙', 'date: 2021-05-01');
  expect(derivation).toMatchObject({ article: { categories: ['丙'] } });
  expect(derivation.warnings).toEqual([
    { message: 'the entry replaces one of its name above: "categories: 乙"', line: 4 },
  ]);
});

describe('e-mail addresses are never published', () => {
  test.each([
    ['li.si@mail.example.com (李四)', '李四'],
    ['李四 <li.si@mail.example.com>', '李四'],
    ['"李四 &lt;li.si@mail.example.com&gt;"', '李四'],
    ['李四（邮箱：li.si@mail.example.com）', '李四'],
    ['李四（联系 li.si@mail.example.com）', '李四'],
    ['李四 / li.si@mail.example.com', '李四'],
    ['"[李四](mailto:li.si@mail.example.com)"', '李四'],
    [`'<a href="mailto:li.si@mail.example.com">李四</a>'`, '李四'],
    ['Ann Lee <ann@a.example>, Bob Ray <bob@b.example>', 'Ann Lee, Bob Ray'],
    ['[李四, wang@b.example]', '李四'],
    ['{ name: 李四, email: li.si@mail.example.com }', '李四'],
    ['{ name: li.si@mail.example.com, nickname: 李四 }', undefined],
    ['li.si@mail.example.com', undefined],
    ['mailto:li.si@mail.example.com', undefined],
    ['li.si [at] mail [dot] example [dot] com', undefined],
    ['li.si at mail dot example dot com', undefined],
    ['李四 (li at example dot com)', '李四'],
    ['Guest at Large', 'Guest at Large'],
    ['"li.si&#64;mail.example.com"', undefined],
    ['记者李四@晚报', '记者李四@晚报'],
    ['"@lisi@social.example"', '@lisi@social.example'],
  ])('%s', async (author, name) => {
    const derivation = await write('title: 甲', `author: ${author}`);
    expect(derivation).toMatchObject({ status: 'published' });
    expect('article' in derivation && derivation.article.author).toBe(name);
    expect(JSON.stringify(derivation)).not.toContain('mail.example');
  });
});

describe('what is not to be published is skipped, with the reason', () => {
  test.each([
    'status: draft',
    'status: Private',
    'post_status: pending',
    'state: trash',
    'visibility: hidden',
    'visibility: password',
    'status: 草稿',
    'private: true',
    'hidden: yes',
    'isDraft: 1',
    'is_draft: true',
    'encrypted: true',
    'publish: false',
    'public: no',
    'hide: true',
    'visible: false',
    'publish_status: draft',
    '状态: 草稿',
    '私密: 是',
  ])('%s', async (line) => {
    expect(await write('title: 甲', line)).toMatchObject({
      status: 'skipped',
      reason: expect.stringMatching(
        /^it is (?:a draft|not to be published, as its "[\w\p{Script=Han}]+" is ".+")$/u,
      ),
    });
  });

  test('a password is not told', async () => {
    const derivation = await write('title: 甲', 'password: #s3cret');
    expect(derivation).toMatchObject({ status: 'skipped', reason: 'it is for those who know its password' });
    expect(await write('title: 甲', 'password: ""', 'draft: false')).toMatchObject({ status: 'published' });
  });

  test.each(['status: 转载', 'state: 上海', 'publish: 2021-05-01', 'hidden: 首页', 'visibility: 3'])(
    '%s is known by nobody, so that it is published, with a warning',
    async (line) => {
      const derivation = await write('title: 甲', line);
      expect(derivation).toMatchObject({ status: 'published' });
      expect(derivation.warnings).toContainEqual({
        message: expect.stringMatching(/ does not tell whether the article is to be published, as "\w+"$/),
        line: 3,
      });
    },
  );

  test.each([
    'status: publish',
    'status: published',
    'visibility: public',
    'published: true',
    'private: false',
  ])('%s is published without one', async (line) => {
    const derivation = await write('title: 甲', 'categories: [乙]', 'date: 2021-05-01', line);
    expect(derivation).toMatchObject({ status: 'published', warnings: [] });
  });
});

describe('files that are no articles are skipped by their names', () => {
  test.each([
    ['blog/_drafts/a.md', /folder "_drafts"/],
    ['.git/config', /hidden/],
    ['site/.obsidian/notes.md', /hidden/],
    ['post/.DS_Store', /hidden/],
    ['post/.env', /hidden/],
    ['post/.a.md.swp', /hidden/],
    ['post/a.md~', /editor/],
    ['post/.#a.md', /editor/],
    ['post/#a.md#', /editor/],
    ['post/._a.md', /editor/],
    ['post/a.md.bak', /"\.bak" file/],
  ])('%s', async (key, reason) => {
    expect(await derive('---\ntitle: 甲\n---\n正文。', key)).toMatchObject({
      status: 'skipped',
      reason: expect.stringMatching(reason),
    });
  });

  test.each(['post/.NET 9 预览.md', 'drafts/a.md', 'post/C# 入门.md', '#1 新闻.md', 'Release 2.1'])(
    '%s is an article',
    async (key) => {
      expect(await derive('---\ntitle: 甲\n---\n正文。', key)).toMatchObject({ status: 'published' });
    },
  );
});
