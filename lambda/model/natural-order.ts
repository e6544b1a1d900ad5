/** An ending such as `.md` says nothing of where a name stands: `order.md` comes before `order2.md`. */
const FILE_ENDING = /\.[a-z]+$/i;

/** Digits, Chinese numerals, and what is between them. */
const RUNS = /[0-9０-９]+|[〇零一二两三四五六七八九十百千万]+|[^0-9０-９〇零一二两三四五六七八九十百千万]+/g;

const CHINESE_DIGITS = '〇一二三四五六七八九';
const CHINESE_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Longer runs of Chinese numerals are no numbers, but text such as `千千万万`. */
const LONGEST_NUMERAL = 12;

/**
 * The order in which a person lists names: numbers in them by their value, `第2章` before `第10章` and `第二章` before
 * `第十章`, all else by code units. Never by the locale's rules, which change with the machine. No two names are equal.
 */
export function compareNaturally(a: string, b: string): number {
  const [some, others] = [a, b].map((name) => runsOf(name.replace(FILE_ENDING, '')));
  return compareRuns(some ?? [], others ?? [], compareText) || compareText(a, b);
}

/** A number by its digits, without leading zeros, or text. */
export type Run = { readonly digits: string } | { readonly text: string };

/** The numbers of a name, and the text between them. */
export function runsOf(name: string): readonly Run[] {
  return (name.match(RUNS) ?? []).map(readRun);
}

/** Compares run by run; of two names of which one begins with the other, that one comes first. */
export function compareRuns(
  some: readonly Run[],
  others: readonly Run[],
  compareTexts: (a: string, b: string) => number,
): number {
  for (const [index, run] of some.entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    const order = compareRun(run, other, compareTexts);
    if (order !== 0) return order;
  }
  return some.length - others.length;
}

function readRun(text: string): Run {
  if (/^[0-9０-９]/.test(text)) return { digits: withoutZeros(text.normalize('NFKC')) };
  if (/^[〇零一二两三四五六七八九十百千万]/.test(text) && text.length <= LONGEST_NUMERAL) {
    return { digits: readNumeral(text.replaceAll('零', '〇').replaceAll('两', '二')) };
  }
  return { text };
}

/** The value of `二〇二一`, `十二` or `三万零五百`. */
function readNumeral(numeral: string): string {
  if (!/[十百千万]/.test(numeral)) {
    return withoutZeros([...numeral].map((digit) => CHINESE_DIGITS.indexOf(digit)).join(''));
  }
  let [whole, section, digit] = [0, 0, 0];
  for (const character of numeral) {
    const unit = CHINESE_UNITS[character];
    if (character === '万') {
      whole = (whole + section + digit) * 10_000;
      section = 0;
      digit = 0;
    } else if (unit !== undefined) {
      section += (digit || 1) * unit;
      digit = 0;
    } else {
      digit = CHINESE_DIGITS.indexOf(character);
    }
  }
  return String(whole + section + digit);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}

/** Numbers come before text. */
function compareRun(a: Run, b: Run, compareTexts: (a: string, b: string) => number): number {
  if ('digits' in a) {
    return 'digits' in b ? a.digits.length - b.digits.length || compareText(a.digits, b.digits) : -1;
  }
  return 'digits' in b ? 1 : compareTexts(a.text, b.text);
}

/** Compares texts by code units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
