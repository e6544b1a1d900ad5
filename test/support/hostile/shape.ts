import { RULES } from '../rules.ts';

/** Makes a text of about so many bytes that is meant to be slow, large or misread. */
export type Shape = (bytes: number) => string;

/** Shapes by what each aims at. */
export type Shapes = Readonly<Record<string, Shape>>;

/** A piece again and again, numbered. */
export function many(piece: string | ((i: number) => string), before = '', after = ''): Shape {
  const pieceOf = typeof piece === 'string' ? () => piece : piece;
  return (bytes) => {
    const parts: string[] = [];
    for (let length = before.length + after.length; length < bytes; ) {
      const part = pieceOf(parts.length);
      parts.push(part);
      length += Buffer.byteLength(part);
    }
    return before + parts.join('') + after;
  };
}

/** One piece half as large as the whole, and after it many small ones that may each refer to it. */
export function halves(large: Shape, small: Shape): Shape {
  return (bytes) => large(bytes / 2) + small(bytes / 2);
}

/** As many levels as fit, each opened and closed. */
export function nested(open: string, close = '', core = '词'): Shape {
  return (bytes) => {
    const levels = Math.ceil(bytes / Buffer.byteLength(open + close));
    return open.repeat(levels) + core + close.repeat(levels);
  };
}

/** The name of every source that has rules. */
const NAMES = RULES.flatMap(({ names = [] }) => names.slice(0, 1));

/** An article in many lists takes the stand-in for AWS long, and one in more than fifty is rejected. */
const SOURCES_OF_ONE = 5;

/** The names of the sources in groups, so that the shapes together are cleaned by the rules of all. */
const GROUPS = Array.from({ length: Math.ceil(NAMES.length / SOURCES_OF_ONE) }, (_, group) =>
  NAMES.slice(group * SOURCES_OF_ONE, (group + 1) * SOURCES_OF_ONE),
);

/** Each shape below the first words of an article, which would be published without it. */
export function asBodies(shapes: Shapes, words: string): Shapes {
  const headOf = (place: number) =>
    `---\ntitle: 题\ndate: 2021-09-16\ncategories: [${GROUPS[place % GROUPS.length]?.join(', ')}]\n---\n`;
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], place) => [
      name,
      (bytes) => `${headOf(place)}${words}\n\n${shape(bytes)}`,
    ]),
  );
}
