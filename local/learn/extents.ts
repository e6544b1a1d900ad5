import type { Place } from './places.ts';
import type { Profile } from './profile.ts';
import { supportOf } from './repeats.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything that a selector would take of the articles it was learned from. */
export interface Extent {
  readonly selector: string;
  readonly articles: number;
  /** The boxes that it finds, except for those within another one. */
  readonly boxes: readonly Found[];
  /** Characters of lines that repeat, and of all others. */
  readonly repeated: number;
  readonly own: number;
}

/** A box that a selector finds: the lines from `from` up to, and without, `to`. */
export interface Found {
  readonly article: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Names that say how something looks or what element it is: what has one in these articles may be something else in the
 * next. A name in which any of these words stands alone is such a one.
 */
const GENERIC =
  /^(?:align|aligncenter|alignleft|alignright|alignnone|article|artical|back|background|block|body|bold|border|box|caption|cell|center|centre|clear|clearfix|code|col|color|column|cont|container|content|contents|cover|default|desc|detail|detailed|entry|figure|figcaption|first|fl|flex|font|fr|full|gray|grey|h\d|hd|heading|height|hide|hidden|highlight|image|images|img|imgs|indent|inline|inner|item|justify|large|last|layout|lazy|lazyload|left|li|line|link|links|list|loaded|main|margin|mb|medium|middle|mso|msonormal|msolistparagraph|mt|node|nobreak|nowrap|none|normal|odd|one|outer|p|padding|page|para|paragraph|part|photo|pic|picture|post|pt|px|ql|quote|red|responsive|right|row|rich|richtext|section|show|size|small|space|span|start|strong|style|t|table|tbody|td|text|textalign|th|thumbnail|title|tr|two|txt|type|ul|value|video|view|warp|width|wp|wrap|wrapper|x|xs|y)$/i;

/** The extents of all selectors of one name that find something in enough articles. */
export function findExtents(profiles: readonly Profile[], surroundings: Surroundings): readonly Extent[] {
  const support = supportOf(profiles.length);
  const extents = new Map<
    string,
    { articles: number; last: number; boxes: Found[]; repeated: number; own: number }
  >();
  for (const [article, { lines, boxes }] of profiles.entries()) {
    const repeated = [0];
    const all = [0];
    for (const [line, { ink }] of lines.entries()) {
      const place = { article, line };
      const isRepeated = surroundings.repeatAt(place) !== undefined || surroundings.isSettled(place);
      repeated.push((repeated.at(-1) ?? 0) + (isRepeated ? ink : 0));
      all.push((all.at(-1) ?? 0) + ink);
    }
    // Boxes come in the order of their lines, those around before those within.
    const ordered = boxes.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || b.to - a.to);
    for (const { signs, from, to } of ordered) {
      const within = (sums: readonly number[]) => (sums[to] ?? 0) - (sums[from] ?? 0);
      const found = { repeated: within(repeated), all: within(all) };
      for (const selector of signs) {
        const extent = extents.get(selector) ?? { articles: 0, last: -1, boxes: [], repeated: 0, own: 0 };
        extents.set(selector, extent);
        const before = extent.boxes.at(-1);
        if (before?.article === article && before.to >= to) continue;
        if (extent.last !== article) extent.articles++;
        extent.last = article;
        extent.boxes.push({ article, from, to });
        extent.repeated += found.repeated;
        extent.own += found.all - found.repeated;
      }
    }
  }
  return [...extents].flatMap(([selector, { last: _last, ...extent }]) =>
    extent.articles >= support && !isGeneric(selector) ? [{ selector, ...extent }] : [],
  );
}

/** The lines of boxes. */
export function linesOf(boxes: readonly Found[]): readonly Place[] {
  return boxes.flatMap(({ article, from, to }) =>
    Array.from({ length: to - from }, (_, index) => ({ article, line: from + index })),
  );
}

/** Whether a selector's name says how something looks, and not what it is. */
function isGeneric(selector: string): boolean {
  const name = /[.#]([\w-]+)$/.exec(selector)?.[1] ?? selector;
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .split(/[-_\d]+/)
    .filter((word) => word !== '');
  return words.every((word) => word.length === 1 || GENERIC.test(word));
}
