import { expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { onClock } from '../../local/terminal/warning-times.ts';
import { derive } from '../article/uploads.ts';

const SITE = parseSite({ timeZone: 'Asia/Shanghai' });

async function shown(text: string, key = 'a.md'): Promise<readonly string[]> {
  const { warnings } = await derive(text, key);
  return warnings.map(({ message }) => onClock(message, SITE));
}

it('a date found on a page is shown on the clock by which the page shows it', async () => {
  const page =
    '<!DOCTYPE html><html><head><title>渡口</title><meta property="article:published_time" content="2020-03-18T07:45:00+08:00"></head><body><p>渡口的木船在清晨靠岸。</p></body></html>';
  expect(await shown(page, 'a.html')).toContain(
    'front matter names no date; that of the page was taken: "2020-03-18 07:45"',
  );
});

it('so is one that was read in another way than it stands there', async () => {
  expect(await shown('---\ntitle: 渡口\ndate: 发布：2021-03-21 16:45 阅读 99\n---\n\n船。')).toContain(
    '"发布：2021-03-21 16:45 阅读 99" was read as 2021-03-21 16:45',
  );
});

it('so is that of a change', async () => {
  expect(await shown('---\ntitle: 渡口\nupdated: 2021-03-21 16:45\n---\n\n船。')).toContain(
    'the article only says when it was changed, and is dated to that: "2021-03-21 16:45"',
  );
});

it('so is one that is later than the upload', async () => {
  expect(await shown('---\ntitle: 渡口\ndate: 2024-01-02 23:45\n---\n\n船。')).toContain(
    '2024-01-02 23:45 is later than the upload, whose time is taken instead',
  );
});

it.each([
  ['"2024-01-02T23:45:00Z" is no title', /^"2024-01-02T23:45:00Z" is no title$/],
  ['the article names no title; "2024-01-02T23:45:00Z" was found for it', /"2024-01-02T23:45:00Z"/],
  ['it is no title: "the day was read as 2024-01-02T23:45:00Z"', /2024-01-02T23:45:00Z"$/],
])('what an uploader wrote stays as it is: %s', (message, expected) => {
  expect(onClock(message, SITE)).toMatch(expected);
});
