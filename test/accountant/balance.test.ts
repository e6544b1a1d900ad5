import { describe, expect, it } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import { type Balance, balance, type Outcome } from '../../local/accountant/balance.ts';

const LINK = 'https://lake.example/2024/a.html';

/** The balance of a body, with what became of it. */
function balanceOf(body: string, content: string, more: Partial<Outcome> = {}, key = 'post/a.html'): Balance {
  const article: Article = {
    key,
    id: 'k7',
    guid: 'urn:uuid:0',
    title: '湖边灯会',
    published: '2024-01-02T03:04:05Z',
    link: LINK,
    summary: '',
    content,
    categories: [],
    tags: [],
  };
  return balance({ key, text: body }, { article, removals: [], warnings: [], ...more });
}

function lossesOf(...of: Parameters<typeof balanceOf>): readonly string[] {
  return balanceOf(...of).losses.map(({ kind, amount, excerpt }) => `${kind} ${amount}: ${excerpt}`);
}

describe('the balance', () => {
  it('tells where everything has gone to, and what is nowhere', () => {
    const body =
      '<p>灯会昨晚开幕，来了三千人。</p>\n<p>扫码关注湖报公众号</p>\n<p>作者：湖边的李先生</p>\n<p>今晚继续。</p>';
    const { sums, losses } = balanceOf(body, '<p>灯会昨晚开幕，来了三千人。</p>', {
      removals: [{ rule: 'phrase', text: '扫码关注湖报公众号', addresses: [] }],
      warnings: ['the byline “作者：湖边的李先生” was left out'],
    });
    expect(sums.words).toEqual({ source: 36, result: 13, removals: 9, warnings: 9, unexplained: 5 });
    expect(losses).toEqual([{ kind: 'words', amount: 5, excerpt: '今晚继续。', line: 4 }]);
  });

  it('names the line of the file, below its front matter', () => {
    const text = '\n---\ntitle: 湖边灯会\n---\n\n<p>开头。</p>\n\n<p>湖边的灯笼有三千只。</p>\n';
    expect(balanceOf(text, '<p>开头。</p>').losses).toEqual([
      { kind: 'words', amount: 10, excerpt: '湖边的灯笼有三千只。', line: 8 },
    ]);
  });

  it('is even where words have moved, lines were joined and spaces went', () => {
    const body =
      '<p>　　一只灯笼&nbsp;挂在桥头，\n另一只挂在树上。</p><figcaption>图一</figcaption><p>两只都亮。</p>';
    const content =
      '<figcaption>图一</figcaption>\n<p>一只灯笼挂在桥头，另一只挂在树上。</p>\n<p>两只都亮。</p>';
    expect(lossesOf(body, content)).toEqual([]);
  });

  it('counts a repeated sentence as often as it stands', () => {
    const body = '<p>天上有一轮明月照着。</p><p>水里有鱼。</p><p>天上有一轮明月照着。</p>';
    const content = '<p>天上有一轮明月照着。</p><p>水里有鱼。</p>';
    expect(balanceOf(body, content).sums.words.unexplained).toBe(10);
  });

  it('notices one lost word within a sentence', () => {
    const body = '<p>他在一九九七年五月<span>三日</span>到了湖边。</p>';
    expect(lossesOf(body, '<p>他在一九九七年五月到了湖边。</p>')).toEqual(['words 2: 三日']);
  });

  it('takes a link to a place of its own page for one within the article, and none to such a place elsewhere', () => {
    const content = '<p id="k7-lamp"><a href="#k7-lamp">灯</a></p>';
    expect(lossesOf(`<p><a href="${LINK}#lamp">灯</a></p>`, content)).toEqual([]);
    expect(lossesOf('<p><a href="https://pier.example/b.html#lamp">灯</a></p>', content)).toEqual([
      'links 1: 灯 → https://pier.example/b.html#lamp',
    ]);
  });

  it('takes a heading that was a caption for the caption that it has become', () => {
    const body = '<p>图</p><h4>湖边的灯笼</h4><h4>湖边的船</h4>';
    const content = '<p>图</p><figcaption>湖边的灯笼</figcaption><p>湖边的船</p>';
    expect(lossesOf(body, content)).toEqual(['headings 1: 湖边的船']);
  });

  it('does not count what no reader saw', () => {
    const body =
      '<!-- 草稿 --><style>p{}</style><script>x("词")</script><template>模板</template><p>词。</p><datalist><option>项</datalist>';
    expect(lossesOf(body, '<p>词。</p>')).toEqual([]);
  });

  it('does not count the portrait of an account, the logo of a link and the name of a namespace as pictures', () => {
    const card = '<mpprofile data-headimg="https://lake.example/0?wx_fmt=png"></mpprofile>';
    const link = '<a href="/club" data-logo="https://lake.example/logo.png">灯会</a>';
    const chart = '<svg xmlns="http://www.w3.org/2000/svg.png"></svg>';
    const { sums } = balanceOf(`<p>词。${link}</p>${card}${chart}`, '<p>词。灯会</p>');
    expect(sums.pictures.source).toBe(0);
  });

  it('does not take a removal for a reason where a formula, a recording or code went', () => {
    const body = '<p>式</p><math><mi>x</mi></math><audio src="/a.mp3"></audio><pre>light(1);</pre>';
    const removals = [{ rule: '.box', text: 'x light(1);', addresses: ['https://lake.example/a.mp3'] }];
    expect(lossesOf(body, '<p>式</p>', { removals })).toEqual([
      'players 1: https://lake.example/a.mp3',
      'code 9: light(1);',
      'formulas 1: x',
    ]);
  });

  it('does not take it for a reason that nobody knew an element', () => {
    const body = '<p>图</p><iframe src="https://charts.example/tea.html"></iframe>';
    const removed = (rule: string) => [{ rule, text: '', addresses: ['https://charts.example/tea.html'] }];
    expect(lossesOf(body, '<p>图</p>', { removals: removed('<iframe>') })).toHaveLength(1);
    expect(lossesOf(body, '<p>图</p>', { removals: removed('promotion: .ad') })).toEqual([]);
  });
});

describe('front matter', () => {
  const upload = (field: string) => `---\n${field}\n---\n<p>正文。</p>`;
  const lost = (field: string, article: Partial<Article> = {}) => {
    const base = {
      title: '湖边灯会',
      content: '<p>正文。</p>',
      summary: '',
      categories: ['湖报'],
      tags: ['灯'],
    };
    const full = { ...base, key: 'a.md', id: '', guid: '', published: '', ...article };
    const { losses } = balance(
      { key: 'a.md', text: upload(field) },
      { article: full, removals: [], warnings: [], placeholderHosts: ['picsum.photos'] },
    );
    return losses.map(({ kind, excerpt }) => `${kind}: ${excerpt}`);
  };

  it('is counted by what readers are shown of it', () => {
    expect(lost('title: 湖边灯会\ncategories: [湖报]\ntags:\n  - 灯\nlayout: post\ncomments: false')).toEqual(
      [],
    );
    expect(lost('title: 湖边灯会 #1 今晚开幕')).toEqual(['words: 湖边灯会 #1 今晚开幕']);
    expect(lost('tags:\n  - 灯\n  - #港口')).toEqual(['words: #港口']);
  });

  it('does not miss what says nothing, nor addresses of mail', () => {
    expect(lost('author: None\ncategories: [湖报, undefined]\ndescription: NaN')).toEqual([]);
    expect(lost('author: 张三 <zhang@example.com>', { author: '张三' })).toEqual([]);
  });

  it('misses its picture, unless that stands for none', () => {
    expect(lost('thumbnail: https://lake.example/a.jpg')).toEqual(['pictures: https://lake.example/a.jpg']);
    expect(lost('thumbnail: https://lake.example/a.jpg', { image: 'https://lake.example/a.jpg' })).toEqual(
      [],
    );
    expect(lost('thumbnail: https://picsum.photos/400/300?random=1')).toEqual([]);
  });

  it('misses the address of the original', () => {
    expect(lost('from: https://lake.example/story')).toEqual(['links: https://lake.example/story']);
    expect(lost('from: https://lake.example/story', { link: 'https://lake.example/story' })).toEqual([]);
  });
});

describe('what is written otherwise in the result is not lost', () => {
  it.each([
    [
      'a redirect',
      '<a href="https://link.example/?target=https%3A%2F%2Fa.example%2Fb">词</a>',
      'https://a.example/b',
    ],
    ['tracking', '<a href="http://a.example/b/?utm_source=x&id=7">词</a>', 'https://a.example/b?id=7'],
    ['a relative address', '<a href="../b.html">词</a>', 'https://lake.example/b.html'],
  ])('%s', (_name, link, address) => {
    expect(lossesOf(`<p>${link}</p>`, `<p><a href="${address}">词</a></p>`)).toEqual([]);
    expect(lossesOf(`<p>${link}</p>`, '<p>词</p>')).toHaveLength(1);
  });

  it.each([
    ['a proxy', '<img src="https://cors.example/?http://a.example/1.jpg">', 'http://a.example/1.jpg'],
    [
      'a lazy picture',
      '<img src="/loading.gif" data-any="https://a.example/1.jpg">',
      'https://a.example/1.jpg',
    ],
    [
      'a set of sizes',
      '<img srcset="https://a.example/1.jpg 1x, https://a.example/2.jpg 2x">',
      'https://a.example/2.jpg',
    ],
    [
      'a copy of another host',
      '<img src="https://i2.example/a.example/lanterns-01.jpg?w=9">',
      'https://a.example/lanterns-01.jpg',
    ],
  ])('%s', (_name, picture, address) => {
    expect(lossesOf(picture, `<p><img src="${address}" alt=""></p>`)).toEqual([]);
    expect(lossesOf(picture, '')).toHaveLength(1);
  });

  it('a template tag shows nothing by itself, in HTML either', () => {
    const body = '{% raw %}\n<div>灯笼的做法</div>\n{% endraw %}\n\n{% tip 小心火 %}\n三步。';
    expect(lossesOf(body, '<p>灯笼的做法</p><p>小心火</p><p>三步。</p>', {}, 'post/a.md')).toEqual([]);
  });

  it('a tag within the name of another is a tag', () => {
    expect(lossesOf('<p>一盏<lamp<b>红</b>灯</p>', '<p>一盏&lt;lamp<b>红</b>灯</p>')).toEqual([]);
  });

  it('a placeholder does not stand for the picture that was to come', () => {
    const picture = '<img src="/static/loading.gif" data-lazy="https://a.example/1.jpg">';
    expect(lossesOf(picture, '<p><img src="https://lake.example/static/loading.gif" alt=""></p>')).toEqual([
      'pictures 1: https://a.example/1.jpg',
    ]);
  });

  it('the same picture in a noscript counts once, and alone it counts', () => {
    const noscript = '<noscript><img src="https://a.example/1.jpg"></noscript>';
    expect(balanceOf(`<img data-src="https://a.example/1.jpg">${noscript}`, '').sums.pictures.source).toBe(1);
    expect(balanceOf(noscript, '').sums.pictures.source).toBe(1);
  });

  it('an emoji is its text', () => {
    const emoji = '<p>好消息<img class="wp-smiley" alt="😀" src="https://s.example/1f600.svg">真的</p>';
    expect(lossesOf(emoji, '<p>好消息😀真的</p>')).toEqual([]);
    expect(lossesOf(emoji, '<p>好消息真的</p>')).toHaveLength(1);
  });

  it.each([
    [
      'its own address',
      'https://w.player.example/?url=https%3A%2F%2Fplayer.example%2Fteahouse',
      'https://player.example/teahouse',
    ],
    [
      'the name of the recording',
      'https://www.tube.example/embed/dQw4w9WgXcQ',
      'https://tube2.example/watch?v=dQw4w9WgXcQ',
    ],
    ['its site', 'https://music.player.example/outchain?id=1', 'https://music.player.example/#/song?id=1'],
  ])('a player is told by %s', (_name, frame, link) => {
    const body = `<p>听</p><iframe src="${frame}"></iframe>`;
    expect(lossesOf(body, `<p>听</p><p><a href="${link}">x</a></p>`)).toEqual([]);
    expect(lossesOf(body, '<p>听</p>')).toHaveLength(1);
  });

  it('a recording is there with any of its sources', () => {
    const body = '<video poster="p.jpg"><source src="a.webm"><source src="a.mp4">不支持</video>';
    expect(lossesOf(body, '<video src="https://lake.example/2024/a.mp4" controls></video>')).toEqual([]);
    expect(lossesOf(body, '')).toHaveLength(1);
  });

  it('a frame of a pixel shows nothing', () => {
    expect(lossesOf('<iframe src="https://count.example/" width="1" height="1"></iframe>', '')).toEqual([]);
  });

  it.each([
    ['TeX', '<p>$E = mc^2$</p>'],
    ['MathML', '<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>'],
    [
      'KaTeX',
      '<span class="katex"><math><mi>E</mi></math><annotation encoding="application/x-tex">E=mc^2</annotation></span>',
    ],
    ['a script', '<span class="MathJax"><span>E=mc2</span></span><script type="math/tex">E=mc^2</script>'],
    ['a picture', '<img class="math" src="https://z.example/equation?tex=E%3Dmc%5E2" alt="E=mc^2">'],
  ])('a formula as %s is one formula', (_name, formula) => {
    const body = `<p>方程</p>${formula}<p>很有名</p>`;
    const shows = (html: string) => lossesOf(body, `<p>方程</p>${html}<p>很有名</p>`);
    expect(balanceOf(body, '').sums.formulas.source).toBe(1);
    expect(shows('<p>\\(E=mc^2\\)</p>')).toEqual([]);
    expect(shows('<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>')).toEqual([]);
    expect(shows('<p><code>E=mc^2</code></p>')).toEqual([]);
    expect(shows('')).toHaveLength(1);
  });

  it('prices are no formulas', () => {
    expect(balanceOf('<p>It costs $5 or $10_000, not US$ 3.</p>', '').sums.formulas.source).toBe(0);
  });
});
