import { DIRT } from './made-dirt.ts';
import { HABITS } from './made-habits.ts';
import { pick, randomOf, WHAT, WHO, writeProse } from './made-parts.ts';

/** An article of a source that was made up: its upload, and the lines and pictures of it by what they are. */
export interface MadeArticle {
  readonly key: string;
  readonly upload: string;
  /** Text and addresses of pictures that its template put there. */
  readonly dirt: readonly string[];
  /** Text and addresses of pictures that its author put there, also where they look like a template's. */
  readonly own: readonly string[];
}

/** What a source puts into its articles: the names of `DIRT` and `HABITS`. */
export interface Template {
  readonly dirt: readonly string[];
  readonly habits: readonly string[];
}

/** Makes articles of one source. Each has each part of its template in three of four cases, or more often, or always. */
export function makeSource(seed: number, count: number, { dirt, habits }: Template): readonly MadeArticle[] {
  const shares = new Map(
    [...dirt, ...habits].map((name) => [name, 0.75 + 0.25 * randomOf(seed + name.length)()]),
  );
  return Array.from({ length: count }, (_, article) => {
    const random = randomOf(seed * 1_000 + article);
    const found = { dirt: [] as string[], own: [] as string[] };
    const places = { head: [] as string[], amid: [] as string[], tail: [] as string[] };
    const add = (names: readonly string[], kind: 'dirt' | 'own') => {
      for (const name of names) {
        const part = (kind === 'dirt' ? DIRT : HABITS)[name];
        if (part === undefined) throw new Error(name);
        if (random() > (shares.get(name) ?? 1) && !part.isAlways) continue;
        const { html, lines } = part.make(random, article);
        places[part.place].push(html);
        found[kind].push(...lines);
      }
    };
    add(habits, 'own');
    add(dirt, 'dirt');
    const prose = Array.from({ length: 4 + Math.floor(random() * 6) }, () =>
      writeProse(random, 1 + Math.floor(random() * 4)),
    );
    const middle = prose.map((text) => `<p>${text}</p>`);
    for (const html of places.amid) middle.splice(1 + Math.floor(random() * (middle.length - 1)), 0, html);
    const body = [...places.head, ...middle, ...places.tail].join('\n');
    const title = `${pick(random, WHO)}与${pick(random, WHAT)}（${article}）`;
    return {
      key: `night/${article}.md`,
      upload: `---\ntitle: ${title}\ncategories: [故事, 晚风笔记]\nauthor: 晚风笔记\ndate: 2021-09-16 12:00:00\n---\n<div>\n${body}\n</div>\n`,
      dirt: found.dirt,
      own: [...found.own, ...prose],
    };
  });
}
