import fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { runs } from '../support/runs.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'post/a.md',
  id: 'k7',
  title: '城市更新',
  categories: ['新浪财经', '掘金', '开源中国', 'cnBeta', 'ZAKER', '人人都是产品经理', 'Dockone', '知乎'],
  link: 'https://site.example/post/1.html',
  placeholderHosts: ['picsum.photos'],
};

const word = fc.constantFrom(
  '城市',
  '更新',
  'word',
  ' ',
  '\n  ',
  '\u3000\u3000',
  '&nbsp;',
  '&#x3000;',
  '&#12288;\n',
  '<',
  '&lt;b&gt;',
  '“',
  '二维码',
  '扫码关注公众号',
  '点击上方蓝字关注我们',
  '返回某站，查看更多',
  '未经授权不得转载',
  '======',
  '责任编辑：李四',
  '原标题：城市更新',
  '相关阅读',
  '举报/反馈',
  '▲图注',
  '访问：',
  '&#0;',
  '&#x1F;',
  '\u0001',
  '\ufffe',
  '\ud83d',
  '\ud83d\ude00',
  '&#xD83D;',
  '&amp;nbsp;',
  '\r\n',
  '\f',
);

const tag = fc.constantFrom(
  ...'a b strong i em font span div p p p h2 h3 ul ol li li table tbody tr td th caption thead pre code blockquote figure figcaption section center details summary dl dt dd sub sup ruby rt rp rb nobr button form label select option textarea svg math mi mtext template style script noscript title plaintext xmp iframe object video audio picture s u mark small q time abbr bdo address article'.split(
    ' ',
  ),
);

const attribute = fc.constantFrom(
  '',
  '',
  '',
  ' id=x',
  ' id="y z"',
  ' id=k7-x',
  ' name=x',
  ' href="#x"',
  ' href="#k7-x"',
  ' href="https://a.example/?utm_source=1&b=2"',
  ' href="javascript:alert(1)"',
  ' href="/relative"',
  ' class="img-desc"',
  ' class="share"',
  ' class="toc"',
  ' class="entry-meta"',
  ' class="pre-numbering"',
  ' class="article-content"',
  ' class="topic"',
  ' class="language-js hljs"',
  ' style="display:none"',
  ' style="font-weight:bold;display:block"',
  ' style="vertical-align:super"',
  ' cms-style="strong-Bold"',
  ' hidden',
  ' colspan=3',
  ' rowspan=0',
  ' start=3',
  ' open',
  ' dir=rtl',
  ' title="t&#1;t"',
  ' onclick=alert(1)',
);

const empty = fc.constantFrom(
  '<br>',
  '<br><br>',
  '<hr>',
  '<img src="https://a.example/1.jpg">',
  '<img src="https://a.example/1.jpg" alt="图&#x1;">',
  '<img src="https://a.example/1.jpg" width=1 height=1>',
  '<img data-src="https://a.example/2.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width=1 height=1>',
  '<img src=x onerror=alert(1)>',
  '<noscript><img src="https://a.example/2.jpg"></noscript>',
  '<!-- c -->',
  '<!--',
  '<iframe src="https://player.bilibili.com/player.html?bvid=BV1xx"></iframe>',
  '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
  '<audio src="https://a.example/a.mp3"></audio>',
  '<video><source src="https://a.example/a.mp4">',
  '<a name=x></a>',
  '<span id=x></span>',
  '<wbr>',
  '<input value=1>',
  '</p>',
  '</br>',
  '</table>',
  '</div></b>',
);

const dirty = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 6 }).map((nodes) => nodes.join('')),
  node: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    word,
    empty,
    fc
      .tuple(tag, attribute, tie('nodes'))
      .map(([name, given, inner]) => `<${name}${given}>${inner}</${name}>`),
    fc.tuple(tag, attribute).map(([name, given]) => `<${name}${given}>`),
    tag.map((name) => `</${name}>`),
    fc.tuple(tag, tag, tie('nodes')).map(([a, b, inner]) => `<${a}><${b}>${inner}</${a}>${inner}</${b}>`),
  ),
})).nodes;

/** Raise it, as in `FUZZ_RUNS=100000`, after a change to what the cleaner reads or writes. */
const RUNS = Number(process.env.FUZZ_RUNS ?? runs(300));
const timeout = 120_000 + RUNS * 10;

describe('what comes out of cleaning', () => {
  it(
    'is not changed by cleaning it again',
    async () => {
      await fc.assert(
        fc.asyncProperty(dirty, async (html) => {
          const once = await cleanHtml(html, context);
          expect((await cleanHtml(once.html, context)).html).toBe(once.html);
        }),
        { numRuns: RUNS },
      );
    },
    timeout,
  );

  it(
    'parses to itself',
    async () => {
      await fc.assert(
        fc.asyncProperty(dirty, async (html) => {
          const { html: clean } = await cleanHtml(html, context);
          expect(serialize(parseFragment(clean))).toBe(clean);
        }),
        { numRuns: RUNS },
      );
    },
    timeout,
  );

  it(
    'holds no character that a feed may not hold',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(dirty, fc.string({ unit: 'binary' }), fc.string()), async (html) => {
          const { html: clean, text } = await cleanHtml(html, context);
          for (const out of [clean, text]) {
            expect(out.isWellFormed()).toBe(true);
            expect(out).not.toMatch(/[[\p{Cc}\ufffe\uffff]--[\t\n]]/v);
          }
        }),
        { numRuns: RUNS },
      );
    },
    timeout,
  );
});
