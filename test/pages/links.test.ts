import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlePath, LISTING_FILES, listingPath, publicUrl } from '../../lambda/model/paths.ts';
import { linksFrom, linksFromAnywhere, webUrl } from '../../lambda/pages/links.ts';
import { site } from './samples.ts';

const publicPath = fc.oneof(
  fc
    .tuple(fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom(...LISTING_FILES))
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

describe('webUrl', () => {
  it.each([
    ['https://example.com/图?a=1&b=2', 'https://example.com/%E5%9B%BE?a=1&b=2'],
    [' http://example.com ', 'http://example.com/'],
  ])('takes %s', (address, url) => {
    expect(webUrl(address)).toBe(url);
  });

  it.each([
    undefined,
    '',
    'picture.png',
    '//example.com/a.png',
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,hello',
    'ftp://example.com/a.png',
  ])('refuses %j', (address) => {
    expect(webUrl(address)).toBeUndefined();
  });
});
