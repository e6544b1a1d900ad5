import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import { type Body, joinBody } from '../../lambda/model/body.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { runs } from '../support/runs.ts';
import { parseXml } from './xml-tree.ts';

/** What could end an item or its content, or end a string of JSON. */
const scrap = fc.constantFrom(
  '\n        </item>',
  '</channel>',
  '</entry>',
  '\u2028    </entry>',
  '&#10;        </item>',
  ']]>',
  '<![CDATA[',
  '&amp;',
  '<',
  '"',
  '\\',
  '$&',
  '\ufdd0',
  '\ud800',
  '词',
  ' ',
);

const text = fc.array(scrap, { maxLength: 5 }).map((scraps) => scraps.join(''));

const article: fc.Arbitrary<Article> = fc
  .record({
    title: text,
    summary: text,
    content: text,
    author: text,
    editor: text,
    link: text.map((path) => `https://original.example/${path}`),
    language: fc.constantFrom('en', 'zh-CN', '词'),
    categories: fc.array(text, { maxLength: 2 }),
    tags: fc.array(text, { maxLength: 2 }),
    second: fc.nat(2),
  })
  .map(({ second, ...texts }) => ({
    ...texts,
    key: 'a.md',
    id: 'a',
    guid: 'urn:uuid:00000000-0000-5000-8000-000000000000',
    published: `2021-01-01T00:00:0${second}Z`,
  }));

const SITES = [
  parseSite({ history: true, hub: 'https://hub.example/' }),
  parseSite({ language: 'en', title: 'A\n    </channel> & ]]>', copyright: '\n</feed>' }),
];

it('an item is the same in every list, whether it was written for another one before or not', () => {
  const lists = fc.array(
    fc.record({ site: fc.constantFrom(...SITES), places: fc.uniqueArray(fc.nat(3), { maxLength: 4 }) }),
    { minLength: 2, maxLength: 4 },
  );
  return fc.assert(
    fc.asyncProperty(fc.array(article, { minLength: 4, maxLength: 4 }), lists, async (articles, plan) => {
      for (const { site, places } of plan) {
        const known = places.flatMap((place) => articles[place] ?? []);
        const scope = { kind: 'category', name: '金融' } as const;
        const documents = await siteDerivations(site).listingDocuments(scope, known);
        // Copies of all: nothing is known of them.
        const anew = await siteDerivations(structuredClone(site)).listingDocuments(
          scope,
          structuredClone(known),
        );
        expect(documents.map(textOf)).toEqual(anew.map(textOf));
        const [rss = '', atom = '', json = ''] = documents.map(textOf);
        expect(itemsIn(rss, 'item')).toBe(places.length);
        expect(itemsIn(atom, 'atom:entry')).toBe(places.length);
        expect(JSON.parse(json).items).toHaveLength(places.length);
      }
    }),
    { numRuns: runs(300) },
  );
});

function textOf({ content }: { readonly content: { readonly body: Body } }): string {
  return Buffer.from(joinBody(content.body)).toString();
}

function itemsIn(feed: string, name: string): number {
  const { root } = parseXml(feed);
  const holder = name === 'item' ? root.children[0] : root;
  return (holder?.children ?? []).filter((child) => child.name === name).length;
}
