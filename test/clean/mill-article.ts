import { expect } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

/** What is known of the article that these tests clean. */
export const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '河上的磨坊',
  categories: ['河边'],
  author: '河边',
  placeholderHosts: [],
};

/** Its paragraphs. */
export const PROSE = [
  '<p>磨坊的水轮停了三年，今年春天又转了起来，磨面的人从三个村子赶来，在门口排到了桥上。</p>',
  '<p>看磨坊的老人说，水还是从前的水，只是上游多了一道坝，夜里要去开一次闸门才够用。</p>',
];

/** What an article says besides its two paragraphs. */
export async function rest(html: string, link?: string): Promise<string> {
  const full = link === undefined ? context : { ...context, link };
  const once = await cleanHtml(html, full);
  expect((await cleanHtml(once.html, full)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !PROSE.join('').includes(line))
    .join('\n');
}

/** The same, of what stands below them. */
export const below = (html: string, link?: string) => rest(PROSE.join('') + html, link);
/** The same, of what stands above them. */
export const above = (html: string) => rest(html + PROSE.join(''));
