import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineText, nameText } from '../../lambda/feeds/feed-text.ts';
import { renderOpml } from '../../lambda/feeds/opml.ts';
import type { Article } from '../../lambda/model/article.ts';
import { growTree } from '../../lambda/model/category-tree.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { escapeText } from '../../lambda/model/markup.ts';
import { anyText } from '../support/any-text.ts';
import { findings, readAtom, readChannel, readJsonFeed, render } from './render.ts';
import { FINANCE, SAMPLE_SITE } from './sample.ts';
import { validateOpml } from './validate-opml.ts';
import { childrenOf, textOf, type XmlElement } from './xml-tree.ts';

const scraps = fc.constantFrom(
  ...[
    ']]>',
    ']]',
    '>',
    '<',
    '&',
    '&amp;',
    '&#60;',
    '&lt;b&gt;',
    '<b>',
    '</title>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?xml',
  ],
  ...[
    '"',
    "'",
    '\\',
    '\u0000',
    '\u0008',
    '\u001b',
    '\u0085',
    '\ufffe',
    '\uffff',
    '\ufdd0',
    '\ufdd2',
    '\ufdd3',
    '\ufdd4',
  ],
  ...[
    '\ud800',
    '\udc00',
    '😀',
    '👨‍👩‍👧',
    '－',
    '內',
    '　',
    '\u00a0',
    ' ',
    '\n',
    '\t',
    '\r\n',
    '$&',
    '$1',
    '0',
    '{',
    '}',
    '%',
    '#',
    '/',
  ],
);
const hostileText = fc.array(fc.oneof(scraps, anyText(), fc.string({ unit: 'grapheme' })), { maxLength: 6 });
const text = hostileText.map((parts) => parts.join(''));
const time = fc
  .integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 })
  .map((second) => new Date(second * 1000).toISOString().replace('.000Z', 'Z'));
const webAddress = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  text.map((end) => `https://例子.example/路径?q=${end}`),
);
const paragraph = fc.oneof(
  text.map((words) => `<p>${escapeText(words)}</p>`),
  fc.constantFrom(
    '<p>脚注<sup><a id="u-r1" href="#u-1">1</a></sup></p>',
    '<img src="https://img.example/a.png" alt="&lt;/p> ]]>">',
    '<video src="https://v.example/%E4%B8%AD.mp4?a=1&amp;b=2" controls="" preload="none"></video>',
    '<pre><code class="language-xml">&lt;![CDATA[ ]]&gt;\n</code></pre>',
  ),
);
const article: fc.Arbitrary<Article> = fc
  .record(
    {
      key: text,
      title: text,
      published: time,
      updated: time,
      link: fc.oneof(webAddress, text),
      author: text,
      editor: text,
      language: fc.oneof(text, fc.constantFrom('en', 'zh-Hant-TW')),
      summary: text,
      content: fc.array(paragraph, { maxLength: 4 }).map((parts) => parts.join('')),
      image: fc.oneof(webAddress, text),
      categories: fc.array(text, { maxLength: 4 }),
      tags: fc.array(text, { maxLength: 3 }),
    },
    { requiredKeys: ['key', 'title', 'published', 'summary', 'content', 'categories', 'tags'] },
  )
  .map((fields) => ({ ...fields, id: articleId(fields.key), guid: articleGuid(fields.key) }));
const articles = fc.uniqueArray(article, { maxLength: 4, selector: ({ guid }) => guid });

/** That a title or a summary looks like HTML is the one finding that cannot be helped: it says so. */
const isAboutText = (finding: string) => /^ContainsHTML in (?:title|atom:title|atom:summary):/.test(finding);

describe('whatever an uploader writes', () => {
  test('every feed is well-formed and valid', () => {
    fc.assert(
      fc.property(articles, text, (given, name) => {
        const scope = { kind: 'category', name: name || '金融' } as const;
        const found = findings(render(given, SAMPLE_SITE, scope), SAMPLE_SITE, scope);
        expect(found.filter((finding) => !isAboutText(finding))).toEqual([]);
      }),
    );
  });

  test('titles, authors, categories and summaries come out as they went in', () => {
    fc.assert(
      fc.property(article, (given) => {
        const { rss, atom, json } = render([given]);
        const [item] = readChannel(rss).items;
        const [entry] = readAtom(atom).entries;
        const [object] = readJsonFeed(json).items;
        const title = lineText(given.title) || given.id;
        expect(textOf(item, 'title')).toBe(title);
        expect(textOf(entry, 'atom:title')).toBe(title);
        expect(object?.title).toBe(title);

        const author = nameText(given.author ?? '') || undefined;
        expect(textOf(item, 'dc:creator')).toBe(author);
        expect(textOf(entry && childrenOf(entry, 'atom:author')[0], 'atom:name')).toBe(author);

        const terms = [...new Set([...given.categories, ...given.tags].map(nameText).filter(Boolean))];
        expect(item && childrenOf(item, 'category').map((category) => category.text)).toEqual(terms);
        expect(entry && childrenOf(entry, 'atom:category').map(term)).toEqual(terms);
        expect(object?.tags).toEqual(terms);

        const summary = lineText(given.summary) || title;
        expect(textOf(item, 'description')).toBe(escapeText(summary));
        expect(textOf(entry, 'atom:summary')).toBe(summary);
        expect(object?.summary).toBe(summary);
      }),
    );
  });

  test('the content is the same in every format', () => {
    fc.assert(
      fc.property(article, (given) => {
        const { rss, atom, json } = render([given]);
        const content = readJsonFeed(json).items[0]?.content_html;
        expect(textOf(readChannel(rss).items[0], 'content:encoded')).toBe(content);
        expect(textOf(readAtom(atom).entries[0], 'atom:content')).toBe(content);
      }),
    );
  });

  test('names of lists never read as HTML', () => {
    fc.assert(
      fc.property(text, text, text, text, text, (name, title, description, copyright, label) => {
        const categories = { 金融: { title: label, description } };
        const site = { ...SAMPLE_SITE, title, description, copyright, categories };
        for (const scope of [FINANCE, { kind: 'category', name: name || '金融' } as const]) {
          expect(findings(render([], site, scope), site, scope)).toEqual([]);
        }
      }),
    );
  });

  test('the subscription list is valid', () => {
    const name = text.map((words) => words || '金融');
    const category = fc.record({ name, path: fc.array(name, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(category, { maxLength: 6 }), (categories) => {
        expect(validateOpml(renderOpml(growTree(categories), SAMPLE_SITE))).toEqual([]);
      }),
    );
  });
});

function term({ attributes }: XmlElement): string | undefined {
  return attributes.get('term');
}
