import { expect } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

/** What is known of the article that these tests clean. */
export const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '渡口的灯丨河边夜话 Vol.3',
  categories: ['河边'],
  author: '河边',
  placeholderHosts: [],
};

/** Its paragraphs. */
export const PROSE = [
  '渡口的灯昨晚又亮了，过河的人在灯下排着队，船家一趟一趟地撑过来，撑过去，谁也没有说话。',
  '雾是后半夜起的，先是一层，后来连对岸的树也看不见了，只有灯还在，像是浮在水上一样。',
  '灯一直亮到天明，最后一个过河的人把船钱放在船头，道了一声谢，就走进雾里去了。',
];
export const ARTICLE = PROSE.map((text) => `<p>${text}</p>`).join('');
/** A paragraph of nothing but a picture. */
export const picture = (name: string) => `<p><img src="https://img.ferry.example/${name}.jpg"></p>`;

/** What of an article stays besides its three paragraphs, below which it has what is given. */
export async function below(html: string): Promise<string> {
  const once = await cleanHtml(ARTICLE + html, context);
  expect((await cleanHtml(once.html, context)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !PROSE.includes(line))
    .join('\n');
}

/** How many pictures there are. */
export const images = (html: string) => html.match(/<img[^>]*>/g)?.length ?? 0;
