import type { Article, Warning } from '../model/article.ts';
import { hash20 } from '../model/identity.ts';
import { compareNaturally } from '../model/natural-order.ts';
import { quote } from '../model/text.ts';

/**
 * Whether two articles are one story under two keys: the same title at the same time, and the same text or the same
 * original. A date that is less than a time somebody stated proves nothing: two digests of one day share a title.
 */
function isSameStory(a: Article, b: Article): boolean {
  if (a.title !== b.title || a.published !== b.published) return false;
  if (a.dated !== undefined || b.dated !== undefined) return false;
  return (a.link !== undefined && a.link === b.link) || a.content === b.content || hasSameText(a, b);
}

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

/** Finds articles that tell a story again, in the order in which they are added. */
export class Stories {
  /** By title and time: each article with the one that told its story first. */
  readonly #told = new Map<string, { readonly article: Article; readonly first: Article }[]>();

  /** The article that told the story of this one first; undefined where none did before. */
  add(article: Article): Article | undefined {
    const story = `${article.published}\n${article.title}`;
    const told = this.#told.get(story) ?? [];
    this.#told.set(story, told);
    const first = told.find((other) => isSameStory(article, other.article))?.first;
    told.push({ article, first: first ?? article });
    return first;
  }
}

/**
 * Marks of the story that an article tells: two articles of the same title and time are the same story if they share one
 * (see {@link isSameStory}). None where its date proves nothing.
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

/** Articles of pictures alone have no text that could be the same. */
function hasSameText(a: Article, b: Article): boolean {
  const text = textOf(a);
  return text !== '' && text === textOf(b);
}

/** The text of an article without its elements and white space, in which two scrapes of one page differ. */
function textOf({ content }: Article): string {
  return content.replace(/<[^<>]*>|\s+/g, '');
}
