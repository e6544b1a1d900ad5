import { expect } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

/** What is known of the article that these tests clean. */
export const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '渡口的灯',
  categories: ['河边', '渡口周刊'],
  author: '林一舟',
  link: 'https://ferry.example/2024/lamp.html',
  placeholderHosts: [],
};

/** Its paragraphs. */
export const FIRST = '<p>渡口的灯昨晚又亮了，过河的人在灯下排着队，船家一趟一趟地撑过来，撑过去。</p>';
export const LAST = '<p>灯一直亮到天明，最后一个过河的人把船钱放在船头，道了一声谢，就走进雾里去了。</p>';

/** The text of an article with a piece of HTML between its paragraphs, without them. */
export async function textBetween(html: string): Promise<string> {
  const { text } = await cleanHtml(FIRST + html + LAST, context);
  expect(text).toContain('渡口的灯昨晚又亮了');
  expect(text).toContain('走进雾里去了');
  return text.split('\n').slice(1, -1).join('\n');
}
