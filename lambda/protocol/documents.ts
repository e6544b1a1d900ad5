import type { Body } from '../model/body.ts';
import type { Content, Store } from '../store/store.ts';
import type { Context, RepublishOptions } from './context.ts';
import type { PublicDocument } from './derivations.ts';
import { settleAll } from './requests.ts';
import { LOST, retryAtOnce } from './retry.ts';

/** Puts the documents that differ from what is there: subscribers keep getting 304 for the others. */
export function putDocuments(
  documents: readonly PublicDocument[],
  { publicSite }: Pick<Context, 'publicSite'>,
  onDocument: RepublishOptions['onDocument'],
): Promise<void> {
  return putEach(documents, onDocument, ({ path, content }) => replace(path, content, publicSite));
}

/** Puts documents that most likely are not there: without a look at what is there, unless something does. */
export function putNewDocuments(
  documents: readonly PublicDocument[],
  { publicSite }: Pick<Context, 'publicSite'>,
  onDocument: RepublishOptions['onDocument'],
): Promise<void> {
  return putEach(documents, onDocument, async ({ path, content }) => {
    const put = await publicSite.put(path, content, { ifAbsent: true });
    return put.outcome === 'written' || replace(path, content, publicSite);
  });
}

/** Puts documents by a function that says whether it changed one. */
async function putEach(
  documents: readonly PublicDocument[],
  onDocument: RepublishOptions['onDocument'],
  put: (document: PublicDocument) => Promise<boolean>,
): Promise<void> {
  await settleAll(
    documents.map(async (document) => {
      if (await put(document)) onDocument?.(document.path);
    }),
  );
}

/**
 * Puts a document unless it stands there, on condition that it replaces what was seen. Without the condition a put that
 * the client gave up and repeated could be applied once more, minutes later, over what others have put since.
 *
 * @returns whether it has changed.
 * @throws ContentionError when others kept changing it.
 */
export async function replace(
  path: string,
  content: Content<Body>,
  store: Pick<Store, 'compare' | 'put'>,
): Promise<boolean> {
  return retryAtOnce(nameOf(path), async (tries) => {
    const condition = await store.compare(path, content);
    // After a conflict: put by somebody else, or by a try of ours whose answer was lost.
    if (condition === 'same') return tries > 0;
    if ((await store.put(path, content, condition)).outcome === 'written') return true;
    return LOST;
  });
}

/** Puts a document where nothing stands, and leaves alone what does. @returns whether it was put. */
export async function putIfAbsent(
  path: string,
  content: Content<Body>,
  store: Pick<Store, 'head' | 'put'>,
): Promise<boolean> {
  return retryAtOnce(nameOf(path), async () => {
    if ((await store.put(path, content, { ifAbsent: true })).outcome === 'written') return true;
    // S3 also reports a conflict with a request that fails in the end.
    return (await store.head(path)) === undefined ? LOST : false;
  });
}

/** Removes a document that is there, on condition that it is the one that was seen. */
export async function remove(path: string, store: Pick<Store, 'head' | 'delete'>): Promise<void> {
  await retryAtOnce(nameOf(path), async () => {
    const object = await store.head(path);
    if (object === undefined) return;
    return (await store.delete(path, { ifVersion: object.version })) === 'gone' ? undefined : LOST;
  });
}

function nameOf(path: string): string {
  return `the document ${JSON.stringify(path)}`;
}
