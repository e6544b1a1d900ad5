import { describe, expect, it } from 'vitest';
import { chinese, english, newsPage, paragraphs } from './saved-pages.ts';
import { derive, publish } from './uploads.ts';

const DISCUZ = '<meta name="generator" content="Discuz! X3.4">';
const THREAD = /^the page is a discussion, and its posts are published/;
const WHOLE = /; all of it is published$/;

const SAID = chinese(6);
const SHORT = '同意楼上。';

interface Shape {
  readonly post?: string;
  readonly person?: string;
  readonly heading?: string;
}

/** A post as a program for discussions writes it. */
function post(
  text: string,
  index: number,
  { post = 'post', person = 'userinfo', heading = '' }: Shape = {},
): string {
  return `<div class="${post}" id="${post}${index}"><div class="${person}"><a class="author" href="/u/${index}">渡客${index}</a><p>高级会员</p><p>帖子 ${index}20</p></div>
<div class="at">发表于 2021-03-2${index} 10:0${index}</div>${heading}<div class="said"><p>${text}</p></div>
<div class="buttons"><a href="/r">回复</a> <a href="/q">举报</a></div><div class="signature">行到水穷处，坐看云起时，渡口的人都这样说。</div></div>`;
}

const posts = (texts: readonly string[], shape?: Shape) =>
  texts.map((text, index) => post(text, index, shape)).join('');

const discussion = (markup: string, head = DISCUZ) => newsPage(markup, { head, below: '' });

async function warningsOf(page: string): Promise<readonly string[]> {
  return (await derive(page, 'a.html')).warnings.map(({ message }) => message);
}

function expectDiscussion(content: string, texts: readonly string[]): void {
  for (const [index, text] of texts.entries()) {
    expect(content).toContain(text);
    expect(content).toContain(`渡客${index}`);
    // A date above all text is that of the article.
    if (index > 0) expect(content).toContain(`2021-03-2${index}`);
  }
  for (const words of ['频道', '热点新闻', '版权所有', '高级会员', '举报', '行到水穷处'])
    expect(content).not.toContain(words);
}

describe('a saved page of a discussion', () => {
  const texts = [...SAID, SHORT];

  it('says when each post was written, also where that stands with the name, and not when people joined', async () => {
    const markup = texts.map(
      (
        text,
        index,
      ) => `<div class="post" id="p${index}"><dl class="postprofile"><dt><a class="username" href="/u/${index}">渡客${index}</a></dt>
<dd>注册于 2019-03-0${index + 1} 09:12</dd></dl><p class="author">作者 <a href="/u/${index}">渡客${index}</a> » 2021-03-2${index} 10:0${index}</p>
<div class="said"><p>${text}</p></div></div>`,
    );
    const { content } = await publish(discussion(markup.join('')), 'a.html');
    expectDiscussion(content, texts);
    expect(content).not.toContain('注册于');
  });

  it('ends with the last reply, however short', async () => {
    const said = [...SAID, SHORT, '收到。'];
    const markup = said.map(
      (text, index) =>
        `<div class="reply"><b class="author">渡客${index}</b><i>2021-03-2${index} 10:00</i><p>${text}</p></div>`,
    );
    expectDiscussion((await publish(discussion(markup.join('')), 'a.html')).content, said);
  });

  it.each([
    ['side by side', `<div class="thread">${posts(texts)}</div>`],
    [
      'of which the first stands apart',
      `<div class="first">${posts(texts.slice(0, 1), { post: 'post' })}</div><div class="replies">${texts
        .slice(1)
        .map((text, index) => post(text, index + 1))
        .join('')}</div>`,
    ],
    [
      'that are called comments',
      `<div class="comments" id="comments">${posts(texts, { post: 'comment' })}</div>`,
    ],
  ])('is published with all its posts %s, who wrote them and when', async (_where, markup) => {
    const page = discussion(markup);
    const { content, title } = await publish(page, 'a.html');
    expectDiscussion(content, texts);
    expect(title).toBe('渡口的早晨');
    expect((await warningsOf(page)).filter((message) => THREAD.test(message))).toHaveLength(1);
  });

  it('is known by its posts alone, where no program is named', async () => {
    const { content } = await publish(discussion(`<div class="thread">${posts(SAID)}</div>`, ''), 'a.html');
    expectDiscussion(content, SAID);
  });

  it('is published with all its posts, though the first is the longest', async () => {
    const markup = [12, 2, 2, 2].map(
      (count, i) =>
        `<div class="reply"><div class="who"><b class="name">渡客${i}</b> <span class="at">2021-03-2${i} 10:00</span></div><div class="said">${paragraphs(chinese(count))}</div></div>`,
    );
    const { content } = await publish(discussion(markup.join(''), ''), 'a.html');
    for (const name of ['渡客0', '渡客1', '渡客2', '渡客3', '第12段']) expect(content).toContain(name);
    expect(content).not.toContain('频道');
  });

  it('keeps the order of posts that answer one another', async () => {
    const nested = SAID.reduceRight(
      (inner, text, index) =>
        post(text, index).replace(/<\/div>$/, `<div class="answers">${inner}</div></div>`),
      '',
    );
    const { content } = await publish(
      discussion(`<div class="thread">${nested}${post(SHORT, 6)}</div>`),
      'a.html',
    );
    expect(SAID.map((text) => content.indexOf(text))).toEqual(
      SAID.map((text) => content.indexOf(text)).sort((one, other) => one - other),
    );
    for (const text of SAID) expect(content).toContain(text);
  });

  it.each([
    ['tell no author', posts(SAID).replaceAll(/<div class="userinfo">.*?<\/div>/gs, '')],
    [
      'tell no date',
      posts(SAID)
        .replaceAll(/<div class="at">.*?<\/div>/gs, '')
        .replaceAll('小时', '时辰'),
    ],
  ])('is published whole where its posts %s', async (_what, markup) => {
    const page = discussion(`<div class="thread">${markup.replaceAll('半个小时', '不久')}</div>`);
    expect((await warningsOf(page)).filter((message) => WHOLE.test(message))).toHaveLength(1);
    expect((await publish(page, 'a.html')).content).toContain('频道');
  });

  it('is known by posts that are dated as is done in English', async () => {
    const markup = SAID.map((text, index) =>
      post(text.replace('半个小时', '不久'), index).replace(/发表于 [\d :-]+/, `May ${index + 1}, 2021`),
    );
    const { content } = await publish(discussion(markup.join(''), ''), 'a.html');
    expect(content).toContain('渡客5');
    expect(content).not.toContain('频道');
  });

  it('is no list of what is for sale, whose makers are named and which says what it may do', async () => {
    const items = english(6).map(
      (text) =>
        `<div class="item"><a class="creator" href="/w">The basket maker</a><div class="said"><p>${text.replace(/\d+ /, '')} It may be washed, and the market decided that it is the best.</p></div></div>`,
    );
    const page = discussion(`<div class="items">${items.join('')}</div>`);
    expect((await warningsOf(page)).filter((message) => WHOLE.test(message))).toHaveLength(1);
  });

  it('is no list of articles with authors and dates', async () => {
    const page = discussion(
      `<div class="list">${SAID.map((text, index) => post(text, index, { heading: `<h3><a href="/a/${index}">渡口旧事</a></h3>` })).join('')}</div>`,
      '',
    );
    expect((await warningsOf(page)).filter((message) => WHOLE.test(message))).toHaveLength(1);
  });
});
