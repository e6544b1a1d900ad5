import type { Article } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';

/** A site in Chinese whose base URL has a path. */
export const site: Site = {
  title: '南山晨报',
  description: '清理干净的文章，按分类推送到您的阅读器。',
  baseUrl: 'https://feeds.example.org/public',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  itemsPerFeed: 50,
  categories: { 金融: { title: '金融要闻', description: '银行与市场。' } },
  placeholderHosts: [],
};

export const englishSite: Site = { ...site, title: 'The River Gazette', language: 'en' };

/** An article with nothing that it could do without. */
export const bareArticle: Article = {
  key: 'notes/short.md',
  id: '0123456789abcdefghjk',
  guid: 'urn:uuid:6f0d8a3a-5b1c-5e0e-9d4b-1f2a7c3e8d90',
  title: '一则短讯',
  published: '2021-09-12T18:08:39Z',
  summary: '',
  content: '<p>只有一段。</p>',
  categories: [],
  tags: [],
};

/** An article with all that one can have. */
export const fullArticle: Article = {
  key: 'trade/market.md',
  id: 'zyxwvtsrqpnmkjhgfedc',
  guid: 'urn:uuid:0d8a3a6f-1c5b-5e0e-9d4b-1f2a7c3e8d90',
  title: '河边市场的清晨',
  published: '2021-09-16T04:00:14Z',
  updated: '2021-09-17T01:30:00Z',
  link: 'https://news.example.com/原文/1?a=1&b=2',
  author: '河边通讯',
  editor: '江一',
  language: 'zh-CN',
  summary: '清晨六点，河边的市场已经亮起了灯。',
  content: [
    '<p>清晨六点，<strong>河边的市场</strong>已经亮起了灯。</p>',
    '<h2>价格</h2>',
    '<blockquote><p>“不卖隔夜菜。”</p></blockquote>',
    '<figure><img src="https://pictures.example.com/stall.png" alt="摊位"><figcaption>摊位</figcaption></figure>',
    '<p>参见<a href="https://example.com/">年鉴</a>，程序 <code>run --all</code>。</p>',
    `<table><caption>价格</caption><thead><tr>${'<th>某月某日</th>'.repeat(12)}</tr></thead>`,
    `<tbody><tr>${'<td>120.00</td>'.repeat(12)}</tr></tbody></table>`,
    `<pre><code class="language-js">${'const total = prices.reduce(add, 0); '.repeat(6)}</code></pre>`,
    `<p>${'Pneumonoultramicroscopic'.repeat(12)}</p>`,
    '<ul><li>茶叶</li><li>大米</li></ul>',
  ].join(''),
  image: 'https://pictures.example.com/market.png',
  categories: ['金融', '河边通讯', '河边通讯－市场'],
  tags: ['茶叶', '物价'],
};

export const englishArticle: Article = {
  ...bareArticle,
  id: 'e0123456789abcdefghj',
  title: '😀 <b>Bold</b> claims & a title that goes on for longer than a title should, as some of them do',
  author: 'River Desk',
  language: 'en',
  summary: `Freight rates rose. ${'Pneumonoultramicroscopic'.repeat(12)}`,
  content: '<p>Freight rates rose, and with them the price of tea.</p>',
  categories: ['C/C++'],
};

/** An article in another language than the site's that does not say so. */
export const foreignArticle: Article = {
  ...bareArticle,
  id: 'f0123456789abcdefghj',
  title: 'What the river brings',
  content: '<p>“Great” quotation marks.</p>',
};

/** An article of what is hard to set: code, a formula, a table of numbers, a tall picture, emphasis, long words. */
export const technicalArticle: Article = {
  ...bareArticle,
  id: 'g0123456789abcdefghj',
  title: `长标题${'里的长词'.repeat(12)}${'Donaudampfschifffahrtsgesellschaft'.repeat(3)}`,
  summary: '开头。',
  content: [
    '<p>先看<em>重点</em>，再看 <em>Nature</em>。</p>',
    `<pre><code class="language-ts">// 注释\nconst a: number = 1 + ${'x + '.repeat(40)}"文字";\n@decorated class B {}\n</code></pre>`,
    '<pre><code class="language-diff">+ 加\n- 减\n</code></pre>',
    '<pre><code class="language-css">.a:hover { color: #fff; }</code></pre>',
    '<table><thead><tr><th align="right">数</th><th>字</th></tr></thead><tbody><tr><td align="right">1</td><td>一</td></tr></tbody></table>',
    `<p><math display="block" alttext="${'x + '.repeat(40)}x"><mrow><msqrt><mfrac><mn>1</mn><mi>x</mi></mfrac></msqrt>${'<mo>+</mo><mi>x</mi>'.repeat(60)}</mrow></math></p>`,
    `<p>行内 <math alttext="${'y + '.repeat(40)}y"><mrow>${'<mi>y</mi><mo>+</mo>'.repeat(60)}</mrow></math>。</p>`,
    '<p><img src="https://pictures.example.com/tall.png" width="600" height="6000" alt="长图"></p>',
    `<p><a href="https://example.com/">https://example.com/${'path/'.repeat(60)}</a></p>`,
  ].join(''),
};

/** An article that is written from right to left and says so. */
export const arabicArticle: Article = {
  ...bareArticle,
  id: 'h0123456789abcdefghj',
  title: 'OpenAI تطلق نموذجا',
  language: 'ar',
  content: '<p>OpenAI تطلق نموذجا</p><ul><li>واحد</li></ul>',
};
