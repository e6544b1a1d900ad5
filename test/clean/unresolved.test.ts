import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { CONTEXT, clean, withoutLink } from './within-article.ts';

describe('An address that leads nowhere', () => {
  it('leaves the words of what it is of, and is named in one warning', async () => {
    const { html, warnings } = await withoutLink(
      '<p><img src="images/a.png" alt="一盏灯"></p><video src="v/a.mp4"></video><p><a href="../b.html">下一篇</a></p>',
    );
    expect(html).toContain('<p>一盏灯</p>');
    expect(html).toContain('下一篇');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain('"images/a.png", "v/a.mp4", "../b.html"');
  });

  it('is not named where a box with the link in it went', async () => {
    const { link: _, ...context } = CONTEXT;
    const { removals, warnings } = await cleanHtml(
      '<p>看<a href="a.html">第一夜</a>，灯亮着。</p><ul><li><a href="/1#comment-form">发表评论</a></li></ul>',
      context,
    );
    expect(removals.map(({ text }) => text).join()).toBe('发表评论');
    expect(warnings[0]?.message).toMatch(/^"a\.html": a relative address/);
  });

  it('is resolved where the article names its original', async () => {
    const { html, warnings } = await clean('<img src="images/a.png" alt="一盏灯">');
    expect(html).toContain('https://lake.example/2024/images/a.png');
    expect(warnings).toEqual([]);
  });
});
