import { isTraversal, parse, type Selector } from 'css-what';

/** Pseudo-classes that look at an element, its children and the one before, so that a query takes linear time. */
const LINEAR: ReadonlySet<string> = new Set(['first-child', 'empty']);

/** Pseudo-classes that hold selectors for the same element. */
const NESTING: ReadonlySet<string> = new Set(['not', 'is', 'where']);

/**
 * What is wrong with a selector; undefined where nothing is. Those are refused that css-select answers in more than
 * linear time: on 20,000 siblings the ones that count or compare siblings take seconds, as do those that search
 * descendants or their text on elements nested a few hundred deep; the others take milliseconds.
 */
export function faultOfSelector(selector: string): string | undefined {
  try {
    return faultIn(parse(selector));
  } catch (error) {
    return `no selector: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function faultIn(alternatives: readonly (readonly Selector[])[]): string | undefined {
  for (const part of alternatives.flat()) {
    const fault = faultOfPart(part);
    if (fault !== undefined) return fault;
  }
  // css-select answers a selector that begins or ends with a combinator with nothing, or with everything.
  const isLoose = alternatives.some(([first, ...others]) => {
    const last = others.at(-1) ?? first;
    return first === undefined || last === undefined || isTraversal(first) || isTraversal(last);
  });
  return isLoose ? 'no selector: it begins or ends with a combinator' : undefined;
}

function faultOfPart(part: Selector): string | undefined {
  switch (part.type) {
    case 'tag':
      return /^\d/.test(part.name) ? `no selector: "${part.name}" is no name of an element` : undefined;
    case 'attribute':
      // Of "a..b" the parser makes a class that begins with a point.
      return part.action === 'element' && /^(?:[.#]|$)/.test(part.value)
        ? `no selector: "${part.value}" is no name of a class`
        : undefined;
    case 'universal':
    case 'descendant':
    case 'child':
    case 'adjacent':
      return undefined;
    case 'sibling':
      return `"~" ${REFUSED}`;
    case 'pseudo':
      if (NESTING.has(part.name)) return typeof part.data === 'object' ? faultIn(part.data ?? []) : undefined;
      return LINEAR.has(part.name) ? undefined : `":${part.name}" ${REFUSED}`;
    default:
      return `"${part.type}" ${REFUSED}`;
  }
}

const REFUSED =
  'is refused: only names, classes, ids, attributes, " ", ">", "+", :first-child, :empty, :not(), :is() and :where() take linear time';

/** Repetitions that may be longer count as endless. */
const LONG = 120;

/** More endless repetitions than these take too long even on the short lines that phrases are compared with. */
const MOST_ENDLESS = 2;

/** In more ways than this, a line is not to be taken apart by repetitions of nearly any character. */
const MOST_WAYS = 100_000_000;

/**
 * What is wrong with a phrase; undefined where nothing is. It begins with `^` and repeats no groups, so that an attempt
 * to match a line of a few hundred characters comes to an end soon.
 */
export function faultOfPhrase(phrase: string): string | undefined {
  try {
    new RegExp(phrase, 'iu');
  } catch (error) {
    return `no regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!phrase.startsWith('^')) return 'a phrase begins with "^": it is a whole line, or the beginning of one';
  let depth = 0;
  let endless = 0;
  let ways = 1;
  let repeated = '';
  for (const token of tokensOf(phrase)) {
    if (/^\\[1-9k]/.test(token)) return 'a phrase cannot refer back to a group';
    if (token === '|' && depth === 0) return 'alternatives stand in a group: "^(?:one|other)$"';
    if (repeated === ')' && /^[*+{]/.test(token))
      return 'a group cannot be repeated; characters and classes can';
    if (isEndless(token)) endless++;
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (IS_WIDE.test(repeated)) ways *= lengthsOf(token);
    repeated = token;
  }
  if (endless <= MOST_ENDLESS)
    return ways <= MOST_WAYS
      ? undefined
      : 'fewer or shorter repetitions such as ".{0,40}" are needed: these take too long';
  return `more than ${MOST_ENDLESS} repetitions have no limit, or one above ${LONG}: write ".{0,40}" for ".*"`;
}

/** What is wrong with the beginning of an address; undefined where nothing is. It names a whole host. */
export function faultOfLink(prefix: string): string | undefined {
  if (/^(?:[a-z]+:)?\/\/|^www\./i.test(prefix)) return 'is written without "https://" and "www."';
  const [host = '', ...path] = prefix.split('/');
  const isHost = URL.parse(`http://${host}`)?.host === host && host.includes('.');
  return isHost && path.length > 0
    ? undefined
    : 'must begin with a host and "/", such as "somesite.example/app"';
}

/** What stands for nearly any character. */
const IS_WIDE = /^(?:\.|\\[SDWP]|\[\^)/;

/** How many lengths a repetition may have; endless ones are compared with lines of a few hundred characters. */
function lengthsOf(token: string): number {
  if (isEndless(token)) return 4 * LONG;
  const [, least, most] = /^\{(\d+),(\d+)\}$/.exec(token) ?? [];
  return least === undefined ? 1 : Math.max(1, Number(most) - Number(least) + 1);
}

function isEndless(token: string): boolean {
  if (token === '*' || token === '+') return true;
  const [, most] = /^\{\d+,(\d*)\}$/.exec(token) ?? [];
  return most !== undefined && (most === '' || Number(most) > LONG);
}

/** The characters, escapes, classes and repetitions of a regular expression. */
function tokensOf(pattern: string): readonly string[] {
  return pattern.match(/\\[pPu]\{[^{}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\{[\d,]*\}|./gsu) ?? [];
}
