import { load } from 'cheerio';
import fc from 'fast-check';
import { encode } from 'uqr';
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

it('a QR code is one path whose lines are the dark modules, each in its place', () => {
  const text = 'https://feeds.example.org/feeds/%E9%87%91%E8%9E%8D/rss.xml';
  const code = load(String(renderQrCode(text, '"<全部>"')), { xml: true });
  expect(code('svg').attr('aria-label')).toBe('"<全部>"');
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  expect(code('svg').attr('viewBox')).toBe(`0 0 ${size} ${size}`);
  const drawn = data.map((row) => row.map(() => false));
  let [x, y] = [0, 0];
  for (const [, move, right, down, line] of (code('path').attr('d') ?? '').matchAll(
    /([Mm])(\d+) ([\d.]+)|h(\d+)/g,
  )) {
    if (move === 'M') [x, y] = [Number(right), Number(down) - 0.5];
    else if (move === 'm') x += Number(right);
    else for (const end = x + Number(line); x < end; x++) drawn[y]?.splice(x, 1, true);
  }
  expect(drawn).toEqual(data);
});
