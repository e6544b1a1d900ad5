import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listingUrl, readableUrl } from '../../lambda/model/paths.ts';
import { renderQrCode } from '../../lambda/pages/qr-code.ts';
import { anyText } from '../support/any-text.ts';
import { site } from './samples.ts';

it('a readable address leads where the encoded one does, and hides nothing', () => {
  fc.assert(
    fc.property(anyText(1), (name) => {
      const address = listingUrl(site, { kind: 'category', name }, 'rss.xml');
      const shown = readableUrl(address);
      expect(new URL(shown).href).toBe(new URL(address).href);
      expect(shown).not.toMatch(/[\p{C}\p{Z}<>"]/u);
    }),
  );
  expect(readableUrl('https://a.example/%E9%87%91%E8%9E%8D%25%20%EF%BC%8D/%C3%A9')).toBe(
    'https://a.example/金融%25%20%EF%BC%8D/é',
  );
});

it('a QR code is one path that draws its modules row by row', () => {
  const code = String(renderQrCode('https://feeds.example.org/rss.xml', '"<全部>"'));
  const [, size] = /viewBox="0 0 (\d+) \1"/.exec(code) ?? [];
  expect(code).toContain('aria-label="&quot;&lt;全部&gt;&quot;"');
  // A row of a finder pattern: seven dark modules after the quiet zone, and seven before its other end.
  const first = /d="M4 4\.5h7(.*?)M/.exec(code)?.[1] ?? '';
  const width = [...first.matchAll(/\d+(?=m|h|$| 0)/g)].reduce((sum, [length]) => sum + Number(length), 7);
  expect(first.endsWith('h7')).toBe(true);
  expect(width).toBe(Number(size) - 8);
});
