import type { Article } from '../model/article.ts';
import type { NamedScope } from '../model/list-kinds.ts';
import { isListed, type RuledKind } from '../model/list-rules.ts';
import type { Site } from '../model/site.ts';
import type { Warn } from './warnings.ts';

/** An article stands in the lists of no more tags: each costs requests, and an uploader may name two hundred. */
const MAX_TAG_LISTS = 20;

/** The lists of its tags and of its author in which the site wants an article. */
export function chooseLists(
  { tags, author }: Pick<Article, 'tags' | 'author'>,
  site: Site,
  warn: Warn,
): readonly NamedScope<RuledKind>[] {
  const isWanted = (scope: NamedScope<RuledKind>): boolean => isListed(scope, site);
  const ofTags = tags.map((name) => ({ kind: 'tag', name }) as const).filter(isWanted);
  if (ofTags.length > MAX_TAG_LISTS) {
    warn(
      `the article names ${ofTags.length} tags that have lists; it stands in those of the first ${MAX_TAG_LISTS}`,
    );
  }
  const ofAuthor =
    author === undefined ? [] : [{ kind: 'author', name: author.normalize('NFC') } as const].filter(isWanted);
  return [...ofTags.slice(0, MAX_TAG_LISTS), ...ofAuthor];
}
