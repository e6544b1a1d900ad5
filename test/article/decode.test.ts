import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../lambda/article/decode.ts';

/** The two bytes of every character that GBK has, by asking the decoder about each pair. */
const GBK = readGbk();

function readGbk(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if ([...character].length === 1 && character !== '\ufffd' && !table.has(character)) {
        table.set(character, [first, second]);
      }
    }
  }
  return table;
}

function encodeGbk(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => GBK.get(character) ?? character.codePointAt(0) ?? []),
  );
}

function encodeLatin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decoded(bytes: Uint8Array): string {
  const decoding = decodeText(bytes);
  return decoding.status === 'decoded' ? decoding.text : `rejected: ${decoding.rejection.reason}`;
}

function reason(bytes: Uint8Array): string {
  const decoding = decodeText(bytes);
  return decoding.status === 'rejected' ? decoding.rejection.reason : `decoded: ${decoding.text}`;
}

/** What Chinese prose is mostly made of, simplified and traditional. */
const FREQUENT = [
  ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
];
const TRADITIONAL = [...'這個國為來時們對會發動學經濟過種後說產實現灣術機構關係聽讀寫'];
const PUNCTUATION = [...'，。：；！？“”（）《》、'];

const chinese = fc
  .array(fc.constantFrom(...FREQUENT, ...FREQUENT, ...TRADITIONAL, ...PUNCTUATION), {
    minLength: 8,
    maxLength: 200,
  })
  .map((characters) => characters.join(''));
const mixed = fc
  .array(fc.oneof(chinese, fc.constantFrom('title: ', '\n', ' Win11 ', '<p>', '</p>', '2021-03-21', 'AI')), {
    minLength: 1,
  })
  .map((parts) => `${parts.join('')}正文内容在这里，谢谢大家的阅读。`);

describe('Chinese texts', () => {
  test('survive being saved as UTF-8, with a byte order mark and without', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        expect(decoded(encode(text))).toBe(text);
        expect(decoded(encode(`\ufeff${text}`))).toBe(text);
      }),
    );
  });

  test('survive being saved as GBK', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        expect(decodeText(encodeGbk(text))).toEqual({ status: 'decoded', text, encoding: 'GB18030' });
      }),
    );
  });

  test('survive being saved as GBK with characters that hardly anyone uses', () => {
    const rare = [...GBK.keys()].filter((character) => /[\u4e00-\u9fa5]/.test(character));
    const texts = fc.array(fc.constantFrom(...rare), { minLength: 30, maxLength: 200 });
    fc.assert(
      fc.property(texts, (characters) => {
        expect(decoded(encodeGbk(characters.join('')))).toBe(characters.join(''));
      }),
    );
  });

  test('may hold what only four bytes of GB18030 can say', () => {
    const emoji = Uint8Array.of(0x94, 0x39, 0xda, 0x33);
    expect(decoded(Buffer.concat([encodeGbk('今天很高兴'), emoji, encodeGbk('谢谢')]))).toBe(
      '今天很高兴💩谢谢',
    );
  });

  test('are known by their first words already', () => {
    expect(decoded(encodeGbk('title: 中文\n'))).toBe('title: 中文\n');
  });
});

describe('texts in other encodings are rejected by name', () => {
  const words = fc.constantFrom(
    'café',
    'élève',
    'naïve',
    'Über',
    'größer',
    'niño',
    'mañana',
    'déjà',
    'vu',
    'the',
    'façon',
    'ça',
  );

  test('Latin-1 with accents is never taken for Chinese', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), (list) => {
        const text = `${list.join(' ')} é.`;
        expect(reason(encodeLatin1(text))).toMatch(/^the text is neither UTF-8 nor GB18030/);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom('élan', 'naïf', 'rêve', 'Größe'), { minLength: 1 }), (list) => {
        expect(reason(encodeLatin1(list.join(' ')))).toContain('Latin-1');
      }),
    );
  });

  test.each([
    [
      'Windows-1252, English with curly quotes',
      Buffer.from('It\x92s the author\x92s own', 'latin1'),
      'Windows-1252',
    ],
    ['Big5', Buffer.from('b36fadd3b0eaae61aabab867c0d9b56fae69abdca66ea141a7daa4df', 'hex'), 'Big5'],
    ['Shift_JIS', Buffer.from('82b182ea82cd93fa967b8cea82cc95b68fcd82c582b78142', 'hex'), 'Shift_JIS'],
    ['EUC-JP', Buffer.from('a4b3a4eca4cfc6fccbdcb8eca4cecab8becfa4c7a4b9a1a3', 'hex'), 'EUC-JP'],
    [
      'EUC-KR',
      Buffer.from(
        'bec8b3e7c7cfbcbcbfe420bfc0b4c3c0ba20b3afbebeb0a120c1c1bdc0b4cfb4d92e20b0a8bbe7c7d5b4cfb4d9',
        'hex',
      ),
      'EUC-KR',
    ],
    ['UTF-16, little end first', Buffer.from('\ufefftitle: 中', 'utf16le'), 'UTF-16'],
    ['UTF-16, big end first', Buffer.from('\ufeff标题', 'utf16le').swap16(), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from('title: abc', 'utf16le'), 'UTF-16'],
  ])('%s', (_name, bytes, expected) => {
    expect(reason(bytes)).toContain(expected);
  });

  test.each([encodeLatin1('un élan'), Buffer.from('\ufeff标题', 'utf16le')])(
    'the advice is to save the file as UTF-8',
    (bytes) => {
      expect(decodeText(bytes)).toMatchObject({
        rejection: { advice: 'Save it as UTF-8 and upload it again.' },
      });
    },
  );
});

describe('damaged UTF-8 is not turned into wrong Chinese', () => {
  test('a byte lost in the middle', () => {
    const bytes = encode('第一行的文字\n第二行的文字很多很多');
    const broken = Buffer.concat([bytes.subarray(0, 25), bytes.subarray(26)]);
    expect(decodeText(broken)).toMatchObject({ rejection: { reason: 'the UTF-8 text is damaged', line: 2 } });
  });

  test('a file cut off within a character', () => {
    const bytes = encode('这个文件没有写完');
    expect(reason(bytes.subarray(0, bytes.length - 1))).toBe('the UTF-8 text is damaged');
  });
});

describe('files that are no text are rejected by name', () => {
  test.each([
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'), 'PNG'],
    ['a PDF', Buffer.from('%PDF-1.7\nobj', 'latin1'), 'PDF'],
    ['a Word document', Buffer.from('PK\x03\x04\x14\0', 'latin1'), 'Office'],
    ['bytes with zeros', Buffer.from('abc\0def'), 'binary'],
    ['bytes full of controls', Buffer.from('\x01\x02\x03'.repeat(10)), 'binary'],
  ])('%s', (_name, bytes, expected) => {
    expect(reason(bytes)).toContain(expected);
  });

  test('a stray control character is dropped', () => {
    expect(decoded(encode(`一段${'文字'.repeat(20)}\b结束\u0085`))).toBe(`一段${'文字'.repeat(20)}结束`);
  });
});

test('line ends of every kind become line feeds', () => {
  expect(decoded(encode('a\r\nb\rc\nd'))).toBe('a\nb\nc\nd');
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(['decoded', 'rejected']).toContain(decodeText(bytes).status);
    }),
    { numRuns: 500 },
  );
});
