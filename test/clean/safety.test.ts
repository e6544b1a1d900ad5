import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { ALLOWED } from '../../lambda/clean/allow-list.ts';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';
import { surround, VECTORS } from './vectors.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: ['新浪财经', '掘金', 'cnBeta', 'Dockone'],
  link: 'https://site.example/post/1.html',
  placeholderHosts: [],
};

describe('the allow-list', () => {
  it.each(VECTORS)('leaves nothing that runs of %s', async (vector) => {
    for (const html of surround(vector)) {
      const { html: clean } = await cleanHtml(html, context);
      expect(findForbidden(clean)).toEqual([]);
      // Read once more as a browser with scripts on does, where other elements hold raw text.
      expect(findForbidden(clean.replaceAll('<p>', '<noscript></noscript><p>'), ['noscript'])).toEqual([]);
    }
  });

  it('lets no element, attribute or scheme through that runs something', () => {
    const names = Object.keys(ALLOWED);
    for (const name of [
      'script',
      'style',
      'template',
      'noscript',
      'iframe',
      'object',
      'embed',
      'form',
      'svg',
      'annotation-xml',
      'maction',
      'mglyph',
      'semantics',
    ]) {
      expect(names).not.toContain(name);
    }
    for (const attributes of Object.values(ALLOWED)) {
      for (const attribute of attributes)
        expect(attribute).not.toMatch(/^(?:on|style$|srcdoc$|action$|formaction$)/);
    }
  });

  it('keeps a small raster picture that stands in the document, and no large one', async () => {
    const small = `data:image/png;base64,${'iVBO'.repeat(200)}`;
    const large = `data:image/png;base64,${'iVBO'.repeat(20_000)}`;
    expect((await cleanHtml(`<p><img src="${small}"></p>`, context)).html).toContain(small);
    expect((await cleanHtml(`<p>x<img src="${large}"></p>`, context)).html).toBe('<p>x</p>');
  });
});

interface Node {
  readonly nodeName: string;
  readonly tagName?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

function findForbidden(html: string, expected: readonly string[] = []): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    const { tagName, attrs = [] } = node;
    if (tagName !== undefined && !Object.hasOwn(ALLOWED, tagName) && !expected.includes(tagName))
      found.push(tagName);
    if (node.nodeName === '#comment') found.push('comment');
    for (const { name, value } of attrs) {
      const drawing = /^data:image\/svg\+xml;base64,(.*)$/.exec(value)?.[1];
      if (drawing !== undefined && name === 'src') {
        found.push(...findForbiddenInDrawing(Buffer.from(drawing, 'base64').toString()));
        continue;
      }
      if (tagName !== undefined && Object.hasOwn(ALLOWED, tagName) && !ALLOWED[tagName]?.includes(name))
        found.push(name);
      if (
        /^(?:href|src|poster)$/.test(name) &&
        !/^(?:https?:\/\/|mailto:|tel:|#|data:image\/(?:png|jpeg|gif|webp);base64,)/.test(value)
      ) {
        found.push(`${name}=${value}`);
      }
    }
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parseFragment(html));
  return found;
}

const DRAWN =
  /^(?:svg|g|defs|symbol|use|switch|title|desc|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|linearGradient|radialGradient|stop|clipPath|mask|pattern|marker|style|#text|#document-fragment)$/;

/** What a drawing must not hold, whoever opens it on its own: what runs or moves, and what is loaded from elsewhere. */
function findForbiddenInDrawing(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    if (!DRAWN.test(node.nodeName)) found.push(node.nodeName);
    for (const { name, value } of node.attrs ?? []) {
      const isForeign = /^on|script:|data:|\\|@/i.test(`${name} ${value}`) || /^on/i.test(name);
      const isAddress = /href|src$/.test(name) && !value.startsWith('#');
      const loads = /url\(\s*["']?[^#"'\s]/i.test(value) || (name !== 'xmlns' && /\/\//.test(value));
      if (isForeign || isAddress || loads) found.push(`${name}=${value}`);
    }
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parseFragment(source));
  for (const [, sheet = ''] of source.matchAll(/<style[^>]*>([^<]*)/g)) {
    if (/@|url\(\s*["']?[^#"'\s]|\\/.test(sheet)) found.push(sheet);
  }
  return found;
}
