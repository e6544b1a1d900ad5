import type { NamedScope, Scope } from '../model/list-kinds.ts';
import { FEED_FILES, listingPath } from '../model/paths.ts';
import type { Context, RepublishOptions } from './context.ts';
import type { PublicDocument } from './derivations.ts';
import { putDocuments, remove } from './documents.ts';
import type { Listing } from './listing.ts';
import { settleAll } from './requests.ts';

type Publishing = Pick<Context, 'publicSite' | 'derivations'>;

/**
 * Publishes the documents of a list as it is now: its feeds and page. One with too few articles for feeds has its page
 * alone; if it has feeds from better times, they go on, as addresses are promises to subscribers.
 *
 * @returns whether the list is one that has feeds by its articles alone.
 */
export async function publishListDocuments(
  scope: Scope,
  { articles, hasOlder, last }: Listing,
  context: Publishing,
  onDocument: RepublishOptions['onDocument'],
): Promise<boolean> {
  const { publicSite, derivations } = context;
  const { smallLists, listingDocuments } = derivations;
  const older = { hasOlder, ...(last !== undefined && { history: last.id }) };
  const put = (documents: readonly PublicDocument[]): Promise<void> =>
    putDocuments(documents, context, onDocument);
  if (smallLists === undefined || !isSmall(scope, articles.length, context) || hasOlder) {
    await put(await listingDocuments(scope, articles, older));
    return true;
  }
  const feeds = (await hasFeeds(scope, publicSite)) ? await listingDocuments(scope, articles, older) : [];
  if (articles.length > 0) {
    const page = await smallLists.page(scope, articles);
    await put([page, ...feeds.filter(({ path }) => path !== page.path)]);
  } else if (feeds.length > 0) await put(feeds);
  else await remove(listingPath(scope, 'index.html'), publicSite);
  return false;
}

/** Whether what stands in public of a list is what is published of one without articles. */
export async function isPublishedAsEmpty(scope: NamedScope, context: Publishing): Promise<boolean> {
  const { publicSite, derivations } = context;
  if (isSmall(scope, 0, context) && !(await hasFeeds(scope, publicSite))) {
    return (await publicSite.head(listingPath(scope, 'index.html'))) === undefined;
  }
  for (const { path, content } of await derivations.listingDocuments(scope, [])) {
    if ((await publicSite.compare(path, content)) !== 'same') return false;
  }
  return true;
}

/** Whether a list with so many articles has too few for feeds. */
function isSmall(scope: Scope, count: number, { derivations }: Publishing): scope is NamedScope {
  const { smallLists } = derivations;
  return scope.kind !== 'site' && smallLists !== undefined && count < smallLists.least(scope);
}

/** Whether a list has a feed: who put one may have died before it put the others. */
async function hasFeeds(scope: NamedScope, publicSite: Context['publicSite']): Promise<boolean> {
  const feeds = await settleAll(FEED_FILES.map((file) => publicSite.head(listingPath(scope, file))));
  return feeds.some((feed) => feed !== undefined);
}
