import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLink, dropTracking, lookThroughProxies } from '../../lambda/clean/links.ts';
import { cleanHtml } from './clean-html.ts';

const CONTEXT = { key: 'a.md', id: 'k7', title: '', categories: [], placeholderHosts: [] };

const base = 'https://site.example/a/b.html?id=1';

describe('a link', () => {
  it.each([
    ['https://a.example/?utm_source=x&b=%E4%B8%AD&b=2&UTM=1', 'https://a.example/?b=%E4%B8%AD&b=2&UTM=1'],
    ['https://a.example/?b&&a=1&fbclid=9#top', 'https://a.example/?b&&a=1#top'],
    ['https://a.example/?gclid=1&spm=a.b', 'https://a.example/'],
    ['https://a.example/?from=timeline&x=1', 'https://a.example/?x=1'],
    ['https://a.example/?from=shanghai', 'https://a.example/?from=shanghai'],
    ['https://a.example/?utm%5Fsource=1&c=3', 'https://a.example/?c=3'],
    ['https://www.bilibili.com/video/BV1?vd_source=1&p=2', 'https://www.bilibili.com/video/BV1?p=2'],
    ['https://a.example/?vd_source=1', 'https://a.example/?vd_source=1'],
    [
      'https://b.example/f?X-Amz-Signature=1&utm_source=2',
      'https://b.example/f?X-Amz-Signature=1&utm_source=2',
    ],
    ['https://b.example/f?utm_source=2&sign=abc', 'https://b.example/f?utm_source=2&sign=abc'],
  ])('without what tracks readers: %s', (address, expected) => {
    expect(cleanLink(address, undefined)).toBe(expected);
  });

  it.each([
    ['https://link.zhihu.com/?target=https%3A//a.example/x%3Fy%3D1', 'https://a.example/x?y=1'],
    ['https://link.juejin.cn?target=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://www.oschina.net/action/GoToLink?url=http%3A%2F%2Fa.example', 'http://a.example'],
    ['https://www.jianshu.com/go-wild?ac=2&url=https%3A%2F%2Fa.example%2F1', 'https://a.example/1'],
    ['https://ref.site.example/redir.php?url=https%3A%2F%2Fa.example%2F%3Fx%3D1', 'https://a.example/?x=1'],
    ['https://site.example/goto?to=https://a.example/?x=1', 'https://a.example/?x=1'],
    [
      'https://site.example/redirect?url=https%3A%2F%2Fa.example%2F&key=9',
      'https://site.example/redirect?url=https%3A%2F%2Fa.example%2F&key=9',
    ],
    [
      'https://site.example/check?url=https%3A%2F%2Fa.example%2F',
      'https://site.example/check?url=https%3A%2F%2Fa.example%2F',
    ],
    ['https://weibo.cn/sinaurl?u=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://passport.sina.cn/sinaurl?u=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://sina.cn/sinaurl?u=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://www.oschina.net/action/GoToLink?url=http://a.example/?x=1&y=2', 'http://a.example/?x=1&y=2'],
    [
      'https://link.zhihu.com/?target=https%3A%2F%2Flink.juejin.cn%2F%3Ftarget%3Dhttps%253A%252F%252Fa.example%252F%253Futm_source%253D1',
      'https://a.example/',
    ],
    [
      'https://link.zhihu.com/?target=javascript%3Aalert(1)',
      'https://link.zhihu.com/?target=javascript%3Aalert(1)',
    ],
    ['https://t.cn/A6x', 'https://t.cn/A6x'],
    [
      'https://notlink.zhihu.com.example/?target=https%3A%2F%2Fa.example',
      'https://notlink.zhihu.com.example/?target=https%3A%2F%2Fa.example',
    ],
  ])('leads where its redirect leads: %s', (address, expected) => {
    expect(cleanLink(address, undefined)).toBe(expected);
  });

  it.each([
    ['../c.html', 'https://site.example/c.html'],
    ['/c', 'https://site.example/c'],
    ['?p=2', 'https://site.example/a/b.html?p=2'],
    ['//other.example/x', 'https://other.example/x'],
    ['#note', '#note'],
    ['https://site.example/a/b.html?id=1#note', '#note'],
  ])('is absolute, or leads into the article: %s', (address, expected) => {
    expect(cleanLink(address, base)).toBe(expected);
  });

  it.each([
    'c.html',
    '/c',
    '?p=2',
    '',
    '#',
    'javascript:alert(1)',
    'ed2k://x',
    'http://',
    'https://[bad',
    'ftp://a.example/',
  ])('becomes text where no address is known for it: %s', (address) => {
    expect(cleanLink(address, undefined)).toBeUndefined();
  });

  it('to a stock quote becomes text', () => {
    expect(
      cleanLink('https://finance.sina.com.cn/realstock/company/sz1/nc.shtml', undefined),
    ).toBeUndefined();
    expect(cleanLink('https://finance.sina.com.cn/china/a.shtml', undefined)).toBeDefined();
  });

  it.each([
    'https://finance.sina.com.cn/realstock/company/sz1/nc.shtml',
    'ftp://a.example/1.iso',
    'magnet:?xt=urn:btih:c12f',
  ])('that becomes text is among the removals: %s', async (address) => {
    const { html, removals } = await cleanHtml(`<p>见<a href="${address}">此处</a>。</p>`, CONTEXT);
    expect(html).toBe('<p>见此处。</p>');
    expect(removals).toEqual([{ rule: 'link', text: '', addresses: [address] }]);
  });

  it.each(['data-draft-node="block"', 'style="display: block"'])(
    'that is a card stands in a line of its own: %s',
    async (attributes) => {
      const card = (name: string) => `<a ${attributes} href="https://a.example/${name}">${name}</a>`;
      const { html } = await cleanHtml(`<p>见两篇：</p>${card('甲')}${card('乙')}<p>此后再读。</p>`, CONTEXT);
      expect(html.split('\n')).toHaveLength(4);
    },
  );

  it('that needs no change keeps its bytes, and one that is cleaned needs no more', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = cleanLink(address, undefined);
        expect(once).toBeDefined();
        expect(cleanLink(once ?? '', undefined)).toBe(once);
      }),
    );
  });

  it('keeps every parameter that does not track, in order', () => {
    const pair = fc.constantFrom('a=1', 'a=2', 'b', 'utm_source=x', '=', '', 'spm=1', 'c=%20+', 'gclid');
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
        const kept = pairs.filter((each) => !/^(?:utm_|spm|gclid)/.test(each));
        const query = kept.length === 0 ? '' : `?${kept.join('&')}`;
        expect(dropTracking(`https://a.example/p?${pairs.join('&')}`)).toBe(`https://a.example/p${query}`);
      }),
    );
  });
});

describe('a picture behind a proxy', () => {
  it.each([
    ['https://cors.zfour.workers.dev/?http://a.example/1.jpg?x=1', 'http://a.example/1.jpg?x=1'],
    ['https://p.example/?https://q.example/?http://a.example/1.jpg', 'http://a.example/1.jpg'],
    ['https://images.weserv.nl/?url=https%3A%2F%2Fa.example%2F1.jpg&w=300', 'https://a.example/1.jpg'],
    ['https://a.example/1.jpg?from=https://b.example/', 'https://a.example/1.jpg?from=https://b.example/'],
  ])('has its own address: %s', (address, expected) => {
    expect(lookThroughProxies(address)).toBe(expected);
  });
});
