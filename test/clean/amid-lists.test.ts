import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '河湾里的人家',
  categories: ['杂志', '微信'],
  author: '赵一',
  placeholderHosts: [],
};

const PROSE = [
  '<p>第一户人家住在河湾里，院子里种着枣树和石榴，每年秋天都要请左邻右舍来尝一尝新。</p>',
  '<p>第二户人家搬走了三年，院门上的锁还是新的，只有石榴年年自己红，自己落在地上。</p>',
];

/** What an article says below its two paragraphs. */
async function below(html: string): Promise<string> {
  const once = await cleanHtml(PROSE.join('') + html, context);
  expect((await cleanHtml(once.html, context)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !PROSE.join('').includes(line))
    .join('\n');
}

const paragraphs = (...lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('');

describe('what an article tells with the words of lines below articles', () => {
  it.each([
    '媒体联系不上他，只好写信到 wang@river.example',
    'Media contact with the camp broke off at 8, wrote ask@river.example',
    '抖音：3亿；快手：2亿',
    'Twitter: 3.3, Facebook: 22',
    '登录知网查看全文',
    'This story first appeared in print in 1923',
    '推荐：8',
    '声明：该员工言论不代表本公司立场',
    'Like a story',
    'To like or to follow',
    'Share the news',
    'A: Login',
  ])('%s stays', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it.each([
    '媒体联络：王一 wang@river.example',
    'Media contact: Ada Lamp, lamp@river.example',
    '微博：河边的灯 | 抖音：河边夜话2',
    '请登录河湾查看全文',
    'This story appears in print on Jan. 3, Section A, Page 1.',
    '推荐（8）',
    '声明：栏目嘉宾发言不代表本台立场',
    'Sponsored news',
    '扫码登录',
  ])('%s goes, which tells nothing', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });
});

describe('the last line of several', () => {
  it.each([
    ['of features', ['频道订阅', '评论点赞', '扫码登录']],
    ['of verses', ['风从河湾来', '雨从山外来', '评论与转发']],
    ['of times', ['2021-02-11 11:57', '2021-02-11 13:20', '2021-02-12 08:05']],
  ])('stays with the others: %s', async (_, lines) => {
    expect(await below(paragraphs(...lines))).toBe(lines.join('\n'));
  });

  it('stays below its label', async () => {
    expect(await below('<h2>下一版</h2><p>扫码登录</p>')).toBe('下一版\n扫码登录');
    expect(await below(paragraphs('这一版多了一样：', '扫码登录'))).toBe('这一版多了一样：\n扫码登录');
  });

  it('goes where it asks the reader for something', async () => {
    expect(await below(paragraphs('石榴红了', '赞(12) 打赏'))).toBe('石榴红了');
    expect(await below(paragraphs('石榴红了', '想了解更多？请点赞、收藏、转发三连！'))).toBe('石榴红了');
  });
});

describe('what somebody says, or what is written somewhere', () => {
  it.each([
    ['门上的牌子写着：', '未经许可，不得转载。'],
    ['他回头对我说：', '感谢大家的关注！'],
    ['墙上贴着：', '扫码关注公众号'],
    ['The note on the door said:', 'Like and subscribe'],
    ['那条消息里写道：', '请转发'],
  ])('stays at the end: %s %s', async (announcement, line) => {
    expect(await below(paragraphs(announcement, line))).toBe(`${announcement}\n${line}`);
    expect(await below(`<p>${announcement}</p><blockquote><p>${line}</p></blockquote>`)).toBe(
      `${announcement}\n${line}`,
    );
  });

  it('goes below the label of a statement, with it', async () => {
    expect(await below(paragraphs('版权声明：', '未经许可，不得转载。'))).toBe('');
  });
});

describe('a last section', () => {
  it('stays that is about what the article is filed under', async () => {
    expect(await below('<h2>关于微信</h2><p>微信里的公众号和留言，是后来才有的。</p>')).toContain('关于微信');
  });

  it('stays that tells of work, and where nobody applies to', async () => {
    const careers = '<h2>Careers</h2><p>Graduates apply what they have learned in mills and on farms.</p>';
    expect(await below(careers)).toContain('Careers');
  });
});

describe('the rules of a source', () => {
  it.each([
    [
      'LeetCode',
      '<h2 id="videosolution">Video</h2><p><a href="https://www.youtube.com/watch?v=a">it</a></p>',
      'it',
    ],
    [
      '美团技术团队',
      '<h2>招聘</h2><p>这一章讲怎样找人。</p><h2>尾声</h2><p>人找到了。</p>',
      '这一章讲怎样找人。',
    ],
    ['小黑盒', '<p>#红方# 赢了，败的是 #蓝方#</p>', '#红方# 赢了，败的是 #蓝方#'],
    ['卫报', '<p>Support the Guardian strike, they wrote</p>', 'Support the Guardian strike, they wrote'],
  ])('leave what an article has with their words: %s', async (source, html, kept) => {
    const { text } = await cleanHtml(`${PROSE[0]}${html}${PROSE[1]}`, { ...context, categories: [source] });
    expect(text.split('\n')).toContain(kept);
  });
});
