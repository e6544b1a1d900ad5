import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = { key: 'a.md', id: 'k7', title: '渡口', categories: [], placeholderHosts: [] };

const PROSE = '渡口的灯昨晚又亮了，过河的人在灯下排着队，船家一趟一趟地撑过来，撑过去，谁也没有说话。';
const ARTICLE = `<p>${PROSE}</p>`.repeat(4);
const NAME = '<p>姓名：<input name="name"></p>';
const MAIL = '<p>信箱：<input type="email" name="mail"> 不公开</p>';
const TEXT = '<p>写下你的话：<textarea name="text"></textarea></p>';
const SEND = '<input type="submit" value="寄出">';

/** What an article says besides its prose, where something stands amid it. */
async function amid(html: string): Promise<string> {
  const { text } = await cleanHtml(`${ARTICLE}${html}<p>${PROSE}</p>`, context);
  return text.replaceAll(PROSE, '').trim();
}

describe('a form goes with its labels', () => {
  it.each([
    ['in a box', `<div><h3>说几句</h3>${NAME}${TEXT}${SEND}</div>`],
    [
      'in a table, in which browsers close the form at once',
      `<div><table><form action="/s"></form><tr><td colspan="2"><h2>说几句</h2></td></tr><tr><td>姓名:</td><td><input name="n"> <span>* 必填</span></td></tr><tr><td colspan="2">话：<textarea></textarea><br><b>验证码</b>：<img src="https://a.example/letters/P.jpg" width="25"><input type="text" name="c"></td></tr><tr><td><input type="submit"></td></tr></table></div>`,
    ],
    ['for an address alone', `<div><p>每周收一封信</p>${MAIL}<button>好</button></div>`],
    [
      'with a sentence to readers',
      `<div><p>Read the story of the day before anybody else does in your town, every morning.</p>${MAIL}${SEND}</div>`,
    ],
    ['of two fields', `<form><p>过河去哪里？<input name="a"> 几个人？<input name="b"></p>${SEND}</form>`],
  ])('%s', async (_, html) => {
    expect(await amid(html)).toBe('');
  });

  it('and is named among the removals', async () => {
    const { removals } = await cleanHtml(`${ARTICLE}<div>${NAME}${TEXT}${SEND}</div>`, context);
    expect(removals).toMatchObject([{ rule: 'form' }]);
  });
});

describe('what is no form stays', () => {
  it.each([
    ['a list of tasks', '<ul><li><input type="checkbox" disabled> 擦灯</li></ul>', '擦灯'],
    ['fields without anything that sends them', `<div>${NAME}${TEXT}</div>`, '写下你的话：'],
    [
      'one field, which may be an example',
      `<div><p>算一算船钱：<input name="a"></p>${SEND}</div>`,
      '算一算船钱：',
    ],
    [
      'prose that fields stand in',
      `<div><p>${PROSE}</p><p>${PROSE}</p>${NAME}${TEXT}${SEND}</div>`,
      '姓名：',
    ],
    [
      'a sentence of an article in English',
      `<div><p>The lamp at the ferry was lit again last night, and people stood in line below it.</p>${MAIL}${SEND}</div>`,
      'The lamp',
    ],
    [
      'a figure',
      `<div><figure><img src="https://a.example/lamp.jpg" width="640"><figcaption>渡口的灯</figcaption></figure>${MAIL}${SEND}</div>`,
      '渡口的灯',
    ],
  ])('%s', async (_, html, text) => {
    expect(await amid(html)).toContain(text);
  });

  it('in an article that is mostly one', async () => {
    const { text } = await cleanHtml(`<div>${NAME}${TEXT}${SEND}</div>`, context);
    expect(text).toContain('姓名：');
  });
});

it('looks at nested boxes with many fields only so often', async () => {
  const nested =
    '<div>'.repeat(200) + '<input name="a"><input name="b">'.repeat(5_000) + '</div>'.repeat(200);
  const { text } = await cleanHtml(ARTICLE + nested, context);
  expect(text).toContain(PROSE);
});
