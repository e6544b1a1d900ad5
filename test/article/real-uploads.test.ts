import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasRealUploads, nameWith, REAL_ARTICLES } from '../support/needs.ts';
import { publish } from './uploads.ts';

describe.skipIf(!hasRealUploads)(nameWith('the real uploads', hasRealUploads, 'uploads'), () => {
  const read = (path: string) =>
    publish(readFileSync(new URL(encodeURI(path), REAL_ARTICLES)), `post/${path}`);

  test('the seed keeps its categories, and its QR code is not its picture', async () => {
    const article = await read('金融/新浪财经/北京推进国际交往中心功能建设首个五年规划出台.md');
    expect(article).toMatchObject({
      title: '北京推进国际交往中心功能建设首个五年规划出台',
      categories: ['金融', '新浪财经', '新浪财经－国內'],
      author: '新浪财经',
      published: '2021-09-16T04:00:14Z',
    });
    expect(article).not.toHaveProperty('image');
    expect(article.content.startsWith(`<p>${article.summary.slice(0, 40)}`)).toBe(true);
  });

  test('the report has the local time of the site, a category with spaces and no picture', async () => {
    const article = await read(
      `金融/世界经济论坛/Driving Growth Using 'Practical Wisdom'_ Japan's Perspectives.md`,
    );
    expect(article).toMatchObject({
      title: `Driving Growth Using 'Practical Wisdom'_ Japan's Perspectives`,
      categories: ['金融', '世界经济论坛 - 报告'],
      published: '2021-03-21T08:45:49Z',
    });
    expect(article).not.toHaveProperty('image');
    expect(article.content).not.toContain('<pre>');
  });

  test('the news has its picture, behind the proxy', async () => {
    const article = await read('新媒体/微软封杀漏洞后，网友又挖出了 Win11 家庭版新的离线激活方法.md');
    expect(article).toMatchObject({
      categories: ['新媒体', 'ZAKER', 'channel'],
      image: expect.stringMatching(/^http:\/\/zkres1\./),
    });
  });

  test('the film has its poster, and a summary that does not repeat the title', async () => {
    const article = await read('金融/新浪财经/视频_一起来体验：数字人民币咋花？.md');
    expect(article).toMatchObject({
      title: '视频_一起来体验：数字人民币咋花？',
      image: expect.stringContaining('383188093'),
      summary: expect.not.stringContaining('一起来体验'),
    });
  });
});
