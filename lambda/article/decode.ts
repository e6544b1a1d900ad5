import { legalText } from '../model/characters.ts';
import { type Refusal, reject } from './refusal.ts';

/** What the bytes of an upload come to. */
export type Decoding =
  | { readonly status: 'decoded'; readonly text: string; readonly encoding: 'UTF-8' | 'GB18030' }
  | (Refusal & { readonly status: 'rejected' });

const SAVE_AS_UTF8 = 'Save it as UTF-8 and upload it again.';

/**
 * The text of an upload: UTF-8 where the bytes are valid UTF-8, else GB18030 (GBK and GB2312 are parts of it) where
 * they are plausible as Chinese. Line ends become line feeds; a byte order mark and control characters go.
 */
export function decodeText(bytes: Uint8Array): Decoding {
  const format = fileFormat(bytes);
  if (format !== undefined) {
    return format.startsWith('UTF-')
      ? reject({ reason: `the text is ${format}, which is not read`, advice: SAVE_AS_UTF8 })
      : reject({
          reason: `the file is ${format}, not a text`,
          advice: 'Upload the article as Markdown or HTML.',
        });
  }
  const unicode = decode(bytes, 'utf-8');
  if (unicode !== undefined) return readCharacters(unicode, 'UTF-8');
  const chinese = decode(bytes, 'gb18030');
  if (chinese?.includes('\0')) return readCharacters(chinese, 'GB18030');
  const damaged = damagedLine(bytes);
  if (damaged !== undefined)
    return reject({ reason: 'the UTF-8 text is damaged', advice: SAVE_AS_UTF8, line: damaged });
  const other = recogniseOther(bytes);
  if (chinese !== undefined && other === undefined) return readCharacters(chinese, 'GB18030');
  const guess = other === undefined ? '' : `; it looks like ${other}`;
  return reject({ reason: `the text is neither UTF-8 nor GB18030${guess}`, advice: SAVE_AS_UTF8 });
}

function decode(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first bytes of files that are uploaded by mistake, one Latin-1 character a byte. */
const FORMATS: readonly (readonly [magic: string, format: string])[] = [
  ['\xff\xfe\0\0', 'UTF-32'],
  ['\0\0\xfe\xff', 'UTF-32'],
  ['\xff\xfe', 'UTF-16'],
  ['\xfe\xff', 'UTF-16'],
  ['%PDF-', 'a PDF'],
  ['PK\x03\x04', 'a ZIP archive or an Office document'],
  ['\xd0\xcf\x11\xe0', 'an Office document'],
  ['{\\rtf', 'a rich text document'],
  ['\x1f\x8b', 'compressed by gzip'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['RIFF', 'a picture, a sound or a film'],
];

function fileFormat(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return FORMATS.find(([magic]) => start.startsWith(magic))?.[1];
}

/** Control characters except for white space, as all code units that are none. */
const CONTROLS = /[^\t\n\f\r -~\u00a0-\uffff]/g;

function readCharacters(text: string, encoding: 'UTF-8' | 'GB18030'): Decoding {
  const controls = text.match(CONTROLS)?.length ?? 0;
  // A stray control character is dirt of the page that a text was copied from; many of them are no text.
  if (text.includes('\0') || (controls > 8 && controls > text.length / 200)) {
    return reject({
      reason: 'the file is binary or UTF-16, not a text',
      advice: 'Upload the article as Markdown or HTML, saved as UTF-8.',
    });
  }
  return { status: 'decoded', text: legalText(text), encoding };
}

/**
 * The line of the first broken byte in a text that is UTF-8 otherwise; undefined for other encodings. Such a text is
 * often valid GB18030, and would come out as wrong Chinese characters.
 */
function damagedLine(bytes: Uint8Array): number | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  let sound = 0;
  let broken = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) broken++;
    else if (unit >= 0x800) sound++;
  }
  if (sound < 2 * broken) return undefined;
  return text.slice(0, text.indexOf('\ufffd')).split(/\r\n?|\n/).length;
}

/** How often pairs of bytes stand in the regions by which the encodings of East Asia and of Europe differ. */
interface PairCounts {
  pairs: number;
  /** Chinese punctuation and the 3,755 most frequent characters, as GB2312 encodes them. */
  gb2312: number;
  /** Any other character of GB2312. */
  rare: number;
  /** Chinese punctuation and the 5,401 most frequent characters, as Big5 encodes them. */
  big5: number;
  /** Korean syllables, as EUC-KR encodes them. */
  hangul: number;
  /** Japanese syllables, as EUC-JP encodes them. */
  kana: number;
  /** The second byte is an ASCII letter. */
  lettered: number;
  /** Stands among Latin letters, as an accented letter within a word does. */
  withinWord: number;
}

/**
 * The encoding that a text has rather than GB18030, by name; undefined where nothing speaks against GB18030. Nearly
 * any pairs of bytes are valid GB18030, so this counts evidence for its rivals.
 */
function recogniseOther(bytes: Uint8Array): string | undefined {
  const { pairs, gb2312, rare, big5, hangul, kana, lettered, withinWord } = countPairs(bytes);
  if (pairs === 0) return undefined;
  if (isShiftJis(bytes)) return 'Shift_JIS';
  if (withinWord >= 0.3 * pairs) return 'Windows-1252 or Latin-1';
  if (gb2312 + rare === 0 && lettered === pairs) return 'Windows-1252 or Latin-1';
  if (kana >= 0.2 * pairs && gb2312 + rare >= 0.95 * pairs) return 'EUC-JP';
  if (pairs >= 20 && hangul >= 0.97 * pairs) return 'EUC-KR';
  if (pairs >= 10 && gb2312 + rare >= 0.9 * pairs && rare > gb2312) return 'a text in another script';
  if (pairs >= 5 && big5 >= 0.85 * pairs && gb2312 < 0.75 * big5) return 'Big5';
  return undefined;
}

function countPairs(bytes: Uint8Array): PairCounts {
  const counts: PairCounts = {
    pairs: 0,
    gb2312: 0,
    rare: 0,
    big5: 0,
    hangul: 0,
    kana: 0,
    lettered: 0,
    withinWord: 0,
  };
  let pairsEnd = -1;
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const second = bytes[i + 1] ?? 0;
    if (first < 0x81) {
      i++;
      continue;
    }
    counts.pairs++;
    const fourBytes = second >= 0x30 && second <= 0x39;
    // The second byte of the pair before may look like a letter.
    const before = i === pairsEnd ? 0xff : (bytes[i - 1] ?? 0);
    if (!fourBytes) countPair(first, second, before, bytes[i + 2] ?? 0, counts);
    i += fourBytes ? 4 : 2;
    pairsEnd = i;
  }
  return counts;
}

function countPair(first: number, second: number, before: number, after: number, counts: PairCounts): void {
  const frequent = second >= 0xa1 && (first <= 0xa3 ? first >= 0xa1 : first >= 0xb0 && first <= 0xd7);
  if (frequent) counts.gb2312++;
  else if (second >= 0xa1 && first >= 0xa4 && first <= 0xf7) counts.rare++;
  if (second >= 0xa1 && first >= 0xb0 && first <= 0xc8) counts.hangul++;
  if (second >= 0xa1 && (first === 0xa4 || first === 0xa5)) counts.kana++;
  if (first >= 0xa1 && first <= 0xc6 && (second >= 0xa1 || (second >= 0x40 && second <= 0x7e))) counts.big5++;
  if (isLetter(second)) {
    counts.lettered++;
    if (before < 0x81 && after < 0x81) counts.withinWord++;
  } else if (!frequent && isLetter(before) && isLetter(after)) {
    counts.withinWord++;
  }
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Whether a good part of the text is Japanese syllables as Shift_JIS encodes them; in GB18030 they are rare characters. */
function isShiftJis(bytes: Uint8Array): boolean {
  let characters = 0;
  let kana = 0;
  let halfWidth = 0;
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i] ?? 0;
    if (first < 0x81) continue;
    if (first >= 0xa0 && first <= 0xdf) {
      halfWidth++;
      continue;
    }
    const second = bytes[++i] ?? 0;
    characters++;
    if (
      first === 0x82 ? second >= 0x9f && second <= 0xf1 : first === 0x83 && second >= 0x40 && second <= 0x96
    ) {
      kana++;
    }
  }
  return kana >= 3 && kana >= 0.3 * characters && halfWidth < kana;
}
