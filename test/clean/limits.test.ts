import { describe, expect, it } from 'vitest';
import { type CleanContext, CleaningLimitError } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: ['新浪财经', '掘金', '开源中国', 'cnBeta', 'ZAKER', '人人都是产品经理', 'Dockone', '知乎'],
  placeholderHosts: [],
};

const LONG_COMMENT = `词<!--${'x'.repeat(1_000)}-->`;

const LINK_BACK = '<a href="https://a.example/">返回首页，查看更多</a>';

const PICTURE = '<p><img src="https://img.lake.example/1.jpg"></p>';
const OWN_SITE = '<p>官网：www.lake.example</p>';

function places(count: number): string {
  return `前${Array.from({ length: count }, (_, i) => `<p id=n${i}><a href="#n${i}">${i}</a></p>`).join('')}后`;
}

describe('prose survives', () => {
  it.each([
    ['100,000 nested containers', `<p>前</p>${'<div>'.repeat(100_000)}后`],
    ['30,000 misnested fonts', `<p>前</p>${'<font color=red><p>词</font>'.repeat(30_000)}后`],
    ['30,000 unclosed fonts', `<p>前</p>${'<font>'.repeat(30_000)}后`],
    ['a paragraph of 5 MB', `<p>前${'春夏秋冬'.repeat(430_000)}后</p>`],
    ['5 MB of white space', `<p>前${' '.repeat(5_000_000)}后</p>`],
    ['an unclosed plaintext', '<p>前</p><plaintext><p>后</p>'],
    ['an unclosed textarea', '<p>前</p><textarea><p>后</p>'],
    ['an unclosed comment', '<p>前</p><!-- x <!-- <p>后</p>'],
    ['an unclosed style', '<p>前</p><style>p{} <p>后</p>'],
    ['an unclosed script', '<p>前</p><script>x() <p>后</p>'],
    ['an unclosed title', '<p>前</p><title><p>后</p>'],
    ['one unclosed element in another', '<p>前</p><textarea><!-- <xmp><p>后</p>'],
    ['4,000 long comments', `前${LONG_COMMENT.repeat(4_000)}后`],
    ['4,000 long comments in a textarea', `<p>前后</p><textarea>${LONG_COMMENT.repeat(4_000)}`],
    ['a million comments that none of them closes', `<p>前后</p>${'<!--'.repeat(1_000_000)}`],
    ['30,000 rulers', `<div>前${'======<br>词<br>'.repeat(30_000)}后</div>`],
    ['30,000 lines of code', `<pre>前\n${'词<br>\n'.repeat(30_000)}后</pre>`],
    ['30,000 links to places', places(30_000)],
    ['text straight in a table', `<table>前<tr>${'<b>词'.repeat(10_000)}<td>a<td>b</tr>后</table>`],
    ['30,000 nested links', `前${'<a href="https://a.example/">x'.repeat(30_000)}后`],
    ['100,000 attributes', `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=">"`).join(' ')}>前后</p>`],
    ['30,000 lines of code', `<p>前</p><pre><ol>${'<li>x</li>'.repeat(30_000)}</ol></pre>后`],
    ['20,000 lines of promotion', `<p>前</p><p>后</p>${'<p>扫码关注公众号</p>'.repeat(20_000)}`],
    ['20,000 links back', `<p>前${'<br>'.repeat(20_000)}后${LINK_BACK.repeat(20_000)}</p>`],
    [
      '20,000 links back below as many paragraphs',
      `${'<p>前后</p>'.repeat(20_000)}<p>词${LINK_BACK.repeat(20_000)}</p>`,
    ],
    [
      '20,000 editors below as many paragraphs',
      `${'<p>前后</p>'.repeat(20_000)}<p>词${'（责任编辑：张三）'.repeat(20_000)}</p>`,
    ],
    ['20,000 first pages of its site', `<p>前后</p>${PICTURE}${OWN_SITE.repeat(20_000)}`],
    ['20,000 titles', `<p>前</p>${'<h2>题</h2>'.repeat(20_000)}<p>后</p>`],
    ['formulas that open within each other', `<p>前${`${'\\('.repeat(2_000)}\\) `.repeat(60)}后</p>`],
    ['a deep formula', `<p>前</p><script type="math/mml">${'<mrow>'.repeat(20_000)}</script><p>后</p>`],
    ['an article within hidden blocks', `${'<div style="display:none">'.repeat(200)}前后`],
  ])('in %s', async (_name, html) => {
    const { text } = await cleanHtml(html, context);
    expect(text).toContain('前');
    expect(text).toContain('后');
  });
});

describe('a body beyond the bounds is refused by name', () => {
  it.each([
    ['too many elements', '<p>'.repeat(1_700_000), /more than 250000 elements/],
    ['lists nested too deep', '<ul><li>'.repeat(50_000), /nested more than 512 deep/],
    ['quotations nested too deep', '<blockquote>'.repeat(100_000), /nested more than 512 deep/],
  ])('with %s', async (_name, html, reason) => {
    await expect(cleanHtml(html, context)).rejects.toThrow(reason);
  });
});

it('a refusal is an error of its own', async () => {
  await expect(cleanHtml('<ul><li>'.repeat(600), context)).rejects.toThrow(CleaningLimitError);
});

it('blocks within blocks stay parseable, however deep', async () => {
  const { html } = await cleanHtml(`${'<ul><li><blockquote>'.repeat(100)}词`, context);
  expect((await cleanHtml(html, context)).html).toBe(html);
  expect(html).toContain('词');
});

it('an empty body is empty', async () => {
  for (const html of ['', ' \n', '<p>&nbsp;</p>', '<script>x</script>', '<!-- x -->', '<p>举报/反馈</p>']) {
    expect((await cleanHtml(html, context)).html).toBe('');
  }
});
