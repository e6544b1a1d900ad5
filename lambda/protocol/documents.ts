import type { Context, RepublishOptions } from './context.ts';
import type { PublicDocument } from './derivations.ts';
import { settleAll } from './requests.ts';

/** Puts the documents that differ from what stands there: subscribers keep getting 304 for the others. */
export async function putDocuments(
  documents: readonly PublicDocument[],
  { publicSite }: Pick<Context, 'publicSite'>,
  onDocument: RepublishOptions['onDocument'],
): Promise<void> {
  await settleAll(
    documents.map(async ({ path, content }) => {
      if (await publicSite.holds(path, content)) return;
      await publicSite.put(path, content);
      onDocument?.(path);
    }),
  );
}
