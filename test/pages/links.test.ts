import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlePath, LISTING_FILES, listingPath, publicUrl } from '../../lambda/model/paths.ts';
import { linksFrom, linksFromAnywhere } from '../../lambda/pages/links.ts';
import { anyText } from '../support/any-text.ts';
import { site } from './samples.ts';

const publicPath = fc.oneof(
  fc
    .tuple(anyText(1), fc.constantFrom(...LISTING_FILES))
    .map(([name, file]) => listingPath({ kind: 'category', name }, file)),
  fc.constantFrom(...LISTING_FILES, articlePath('0123')),
);

describe('linksFrom', () => {
  it('leads from any page to any public file, whatever the category is called', () => {
    fc.assert(
      fc.property(publicPath, publicPath, (page, target) => {
        const link = linksFrom(page)(target);
        expect(new URL(link, publicUrl(site, page)).href).toBe(new URL(publicUrl(site, target)).href);
        expect(link).not.toMatch(/^[a-z]+:|^\//i);
      }),
    );
  });
});

describe('linksFromAnywhere', () => {
  it('leads to a public file from any depth below the base URL', () => {
    const link = linksFromAnywhere(site)('feeds/金融/rss.xml');
    expect(link).toBe('/public/feeds/%E9%87%91%E8%9E%8D/rss.xml');
    expect(new URL(link, `${site.baseUrl}/no/such/page`).href).toBe(publicUrl(site, 'feeds/金融/rss.xml'));
  });
});
