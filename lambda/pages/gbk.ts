/**
 * Writes JSON in GBK, which takes two bytes for a Chinese character where UTF-8 takes three: buckets never compress. What
 * GBK does not have, and what converters disagree about, is written as JSON's own `\uXXXX`.
 */
export function encodeJsonInGbk(json: string): Uint8Array {
  const table = gbkTable();
  const bytes = new Uint8Array(json.length * ESCAPE_LENGTH);
  let length = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    const code = table[unit] ?? 0;
    if (unit < 0x80) {
      bytes[length++] = unit;
    } else if (code !== 0) {
      bytes[length++] = code >> 8;
      bytes[length++] = code & 0xff;
    } else {
      for (const digit of `\\u${unit.toString(16).padStart(4, '0')}`) bytes[length++] = digit.charCodeAt(0);
    }
  }
  return bytes.subarray(0, length);
}

/** The name by which browsers know the encoding (Encoding Standard). */
export const GBK = 'gbk';

const ESCAPE_LENGTH = '\\u4e00'.length;

/** Han, kana, and the punctuation and wide letters beside them, about which all converters agree. */
const AGREED =
  /[\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u3017\u3041-\u3093\u30a1-\u30f6\u4e00-\u9fa5\uff01-\uff5d]/;

let known: Uint16Array | undefined;

/** The code of each UTF-16 unit, 0 for those that have none of two bytes. Node.js only decodes: it is told all codes. */
function gbkTable(): Uint16Array {
  if (known !== undefined) return known;
  known = new Uint16Array(0x10000);
  const decoder = new TextDecoder(GBK);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && AGREED.test(character))
        known[character.charCodeAt(0)] = (lead << 8) | trail;
    }
  }
  return known;
}
