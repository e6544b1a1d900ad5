import { parseFragment, serialize } from 'parse5';
import { expect, it } from 'vitest';
import {
  escapeAttribute,
  escapeText,
  findTags,
  mapTags,
  readAttribute,
  withAttribute,
  withoutAttribute,
} from '../../lambda/model/markup.ts';

const awkward = `a & b < c > d " e ' f\u00a0g &amp; </p>`;

it('escapes text and attributes as browsers do', () => {
  const html = `<p title="${escapeAttribute(awkward)}">${escapeText(awkward)}</p>`;
  const fragment = parseFragment(html);
  expect(fragment.childNodes[0]).toMatchObject({
    attrs: [{ name: 'title', value: awkward }],
    childNodes: [{ value: awkward }],
  });
  expect(serialize(fragment)).toBe(html);
});

it('changes tags, and nothing that only looks like one', () => {
  const html = `<h2 id="a">&lt;h2&gt;</h2><img alt="<h2>" src="x">`;
  const changed = mapTags(html, ({ name, isEnd, source }) => (name === 'h2' ? (isEnd ? ']' : '[') : source));
  expect(changed).toBe(`[&lt;h2&gt;]<img alt="<h2>" src="x">`);
  expect([...findTags(html)].map(({ source }) => source)).toEqual(html.match(/<h2 [^<]*>|<\/h2>|<img.*/g));
});

it('reads, sets and drops attributes', () => {
  const [tag = { name: '', isEnd: false, source: '' }] = findTags(
    `<video data-src="b" src="${escapeAttribute(awkward)}" controls="">`,
  );
  expect(readAttribute(tag, 'src')).toBe(awkward);
  expect(readAttribute(tag, 'controls')).toBe('');
  expect(readAttribute(tag, 'poster')).toBeUndefined();
  expect(withAttribute(tag, 'src', '"$&')).toBe('<video data-src="b" src="&quot;$&amp;" controls="">');
  expect(withAttribute(tag, 'id', 'v')).toBe(
    tag.source.replace('>', ' id="v">').replace('&gt; id="v">', '&gt;'),
  );
  expect(withoutAttribute(tag, 'controls')).toBe(tag.source.replace(' controls=""', ''));
  expect(withoutAttribute(tag, 'poster')).toBe(tag.source);
});
