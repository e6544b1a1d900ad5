import type { Article, Warning } from '../model/article.ts';
import { hash20 } from '../model/identity.ts';
import { compareNaturally } from '../model/natural-order.ts';
import { quote } from '../model/text.ts';

/** Two keys of one story: that of the article which lists show, and that of one which they leave out. */
export interface Repeat {
  readonly shown: string;
  readonly hidden: string;
}

/** What the uploader of a file should know of the articles that tell the same story. */
export function twinWarnings(key: string, repeats: readonly Repeat[]): readonly Warning[] {
  return repeats.flatMap(({ shown, hidden }) => {
    if (key === hidden) {
      return [{ message: `the feeds show ${quote(shown)} in its place, which tells the same story` }];
    }
    if (key !== shown) return [];
    return [{ message: `the feeds show it in place of ${quote(hidden)}, which tells the same story` }];
  });
}

/** What is kept of an article: twins may be many and large. */
interface Told {
  readonly marks: readonly string[];
  /** The key of the article that told its story first. */
  readonly first: string;
}

/** Finds articles that tell a story again, in the order in which they are added. */
export class Stories {
  /** By title and time, where there is one article: hardly any has a twin, so that nobody needs its marks. */
  readonly #single = new Map<string, Article>();
  /** By title and time, where there are several. */
  readonly #told = new Map<string, Told[]>();

  /** The key of the article that told the story of this one first; undefined where none did before. */
  add(article: Article): string | undefined {
    const story = `${article.published}\n${article.title}`;
    const single = this.#single.get(story);
    const told =
      single === undefined ? this.#told.get(story) : [{ marks: storyMarks(single), first: single.key }];
    if (told === undefined) {
      this.#single.set(story, article);
      return undefined;
    }
    this.#single.delete(story);
    this.#told.set(story, told);
    const marks = storyMarks(article);
    const first = told.find((other) => marks.some((mark) => other.marks.includes(mark)))?.first;
    told.push({ marks, first: first ?? article.key });
    return first;
  }
}

/**
 * Marks of the story that an article tells: two articles of the same title and time are one story under two keys if they
 * share one, as the text or the original is the same. A date that is less than a time somebody stated proves nothing: two
 * digests of one day share a title.
 */
export function storyMarks(article: Article): readonly string[] {
  if (article.dated !== undefined) return [];
  const text = textOf(article);
  return [
    hash20(`content\n${text === '' ? article.content : text}`),
    ...(article.link === undefined ? [] : [hash20(`link\n${article.link}`)]),
  ];
}

/** The newest first, and articles of one time in the natural order of their names: `第2` before `第10`. */
export function inReadingOrder(articles: readonly Article[]): readonly Article[] {
  return articles.toSorted((a, b) => {
    if (a.published !== b.published) return a.published < b.published ? 1 : -1;
    return compareNaturally(a.key, b.key);
  });
}

/** The text of an article without its elements and white space, in which two scrapes of one page differ. */
function textOf({ content }: Article): string {
  return content.replace(/<[^<>]*>|\s+/g, '');
}
