import { numbersOf, spacedShape } from './shape.ts';
import { matchGaps, type Template } from './template.ts';

/** What differs may be somewhat longer than it has ever been, and never longer than this. */
const MAX_GAP = 160;

/** … and so may a list of numbers. */
const MAX_NUMBERS = 100;

/** So many lines tell where white space and what numbers stand. */
const MAX_SAMPLES = 50;

/** A phrase of a rule. */
export interface Phrase {
  /** The source of its regular expression. */
  readonly pattern: string;
  /** A line that it finds, with nobody's names and numbers. */
  readonly sample: string;
}

/** The phrase of the lines that have a template, of which these are some. */
export function writePhrase(template: Template, lines: readonly string[]): Phrase {
  const { parts, gaps } = template;
  const samples = lines.slice(0, MAX_SAMPLES);
  const numbers = gaps.length === 0 ? samples.map(numbersOf) : [];
  const spaces = findSpaces(template, samples);
  let pattern = '^';
  let sample = '';
  let number = 0;
  for (const [index, part] of parts.entries()) {
    if (index > 0) {
      pattern += `.{0,${Math.min(MAX_GAP, Math.ceil((gaps[index - 1] ?? 0) * 1.5) + 4)}}`;
      sample += '某某';
    }
    for (let at = 0; at < part.length; at++) {
      if (spaces.has(`${index} ${at}`)) pattern += '\\s?';
      const character = part[at] ?? '';
      if (character === '0') {
        const seen = numbers.map((each) => each[number] ?? '');
        number++;
        // What counts sections is another number where the article has more of them.
        if (pattern === '^' && seen.every((each) => /^\d{1,2}$/.test(each))) seen.push('');
        pattern += patternOfNumber(seen);
        sample += isConstant(seen) ? seen[0] : '7';
      } else {
        pattern += escapeRegExp(character);
        sample += character;
      }
    }
  }
  return { pattern: `${pattern}$`, sample };
}

/** Where white space stands within the parts of a template: the number of the part and the place in it. */
function findSpaces(template: Template, samples: readonly string[]): ReadonlySet<string> {
  const spaces = new Set<string>();
  for (const sample of samples) {
    const spaced = spacedShape(sample);
    const gaps = matchGaps(template.parts, spaced.replaceAll(' ', ''));
    if (gaps === undefined) continue;
    const starts: number[] = [];
    let length = 0;
    for (const [index, part] of template.parts.entries()) {
      length += index === 0 ? 0 : (gaps[index - 1] ?? 0);
      starts.push(length);
      length += part.length;
    }
    let at = 0;
    let part = 0;
    for (const character of spaced) {
      while (part + 1 < starts.length && at >= (starts[part + 1] ?? 0)) part++;
      if (character === ' ') spaces.add(`${part} ${at - (starts[part] ?? 0)}`);
      else at += character.length;
    }
  }
  return spaces;
}

/** A number that never differs is part of the phrase. */
function isConstant([first, ...others]: readonly string[]): boolean {
  return first !== undefined && others.length > 0 && others.every((number) => number === first);
}

function patternOfNumber(seen: readonly string[]): string {
  if (isConstant(seen)) return escapeRegExp(seen[0] ?? '');
  const isPlain = seen.length > 0 && seen.every((number) => /^\d*$/.test(number));
  if (isPlain) return '\\d{1,12}';
  const longest = Math.max(...seen.map(({ length }) => length));
  const most = Math.min(MAX_NUMBERS, Math.max(30, Math.ceil(longest * 1.5) + 4));
  return seen.some((number) => number.includes(' ')) ? '[\\w., ]{1,30}' : `[\\d.,:：/年月时分-]{1,${most}}`;
}

/** Text as a part of a pattern; what would repeat, group or choose stands in brackets, where it plainly does not. */
function escapeRegExp(text: string): string {
  return text.replace(/[*+?(){}|]|([\\^$./[\]])/g, (character, escaped) =>
    escaped === undefined ? `[${character}]` : `\\${character}`,
  );
}
