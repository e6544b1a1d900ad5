import { isOnHost } from '../clean/links.ts';
import type { Warning } from '../model/article.ts';
import type { Site } from '../model/site.ts';
import { quote } from '../model/text.ts';
import { categoriesOfFolders } from './folder-categories.ts';

/** Where an article comes from. */
export interface Origin {
  readonly key: string;
  /** The address of the original. */
  readonly link: string | undefined;
  /** Whether it was found in a whole page. */
  readonly isPage: boolean;
}

/**
 * The categories that front matter names, else those that the site gives to pages of the original's host, else those of
 * its folders. Warns of what it took.
 */
export function chooseCategories(
  named: readonly string[],
  { key, link, isPage }: Origin,
  { folderCategories = false, pageCategories = {} }: Pick<Site, 'folderCategories' | 'pageCategories'>,
  warnings: Warning[],
): readonly string[] {
  if (named.length > 0) return named;
  const host =
    isPage && link !== undefined
      ? Object.keys(pageCategories)
          .filter((each) => isOnHost(link, [each]))
          // The most telling one: a host covers its subdomains.
          .sort((a, b) => b.length - a.length)[0]
      : undefined;
  const ofHost = host === undefined ? [] : (pageCategories[host] ?? []);
  if (ofHost.length > 0) {
    const message = `front matter names no categories; ${quote(ofHost.join(', '))} are those of pages of ${host}`;
    warnings.push({ message });
    return ofHost;
  }
  const ofFolders = folderCategories ? categoriesOfFolders(key) : [];
  if (ofFolders.length > 0) {
    const message = `front matter names no categories; ${quote(ofFolders.join(', '))} was taken from its folders`;
    warnings.push({ message });
  } else {
    warnings.push({ message: "the article names no categories; it stands in the site's own feed only" });
  }
  return ofFolders;
}
