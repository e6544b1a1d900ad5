import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legalText } from '../../lambda/model/characters.ts';
import { tidyText } from '../../lambda/model/text.ts';

describe('legal text', () => {
  it.each([
    ['keeps every letter as it is written', '新浪财经－国內 ﬁ é e\u0301\u00a0\u2028\u200b'],
    ['keeps emoji of several code points whole', '👨‍👩‍👧🇨🇳'],
    ['keeps tabs and line feeds', 'a\tb\n'],
  ])('%s', (_what, text) => {
    expect(legalText(text)).toBe(text);
  });

  it.each([
    ['control characters, C1 ones too', 'a\u0000\u0008\u007f\u0085b', 'ab'],
    ['noncharacters of every plane', '\ufdd0a\ufffe\uffff\u{1fffe}\u{10ffff}b', 'ab'],
    ['halves of surrogate pairs', '\udc00😀\ud83d', '😀'],
    ['byte order marks and marks of annotations', '\ufeffa\ufff9b\ufffb', 'ab'],
  ])('loses %s', (_what, text, expected) => {
    expect(legalText(text)).toBe(expected);
  });

  it('ends lines in line feeds, and keeps words apart that another break divides', () => {
    expect(legalText('a\r\nb\rc\fd\ve')).toBe('a\nb\nc d e');
  });

  it('is legal XML, and legal text still', () => {
    const text = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(text, (given) => {
        const legal = legalText(given);
        expect(legal).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(legalText(legal)).toBe(legal);
      }),
    );
  });
});

describe('a line of text', () => {
  it('has one space for all white space, but keeps wide spaces', () => {
    expect(tidyText(' \n一　二 \t\r\n  三\r四\u00a0五　')).toBe('一　二 三 四 五');
  });

  it('is composed, and runs in no other direction than it reads', () => {
    expect(tidyText('e\u0301\u202egnp.\u200b')).toBe('égnp.');
  });
});
