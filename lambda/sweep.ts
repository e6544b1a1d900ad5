import type { Context } from './republish.ts';
import { listAll } from './store/store.ts';
import { survey } from './survey.ts';

/** What a sweep found, and queued. */
export interface SweepReport {
  /** Articles whose record is not that of what stands at their key. */
  readonly changed: number;
  /** Articles that are gone, and whose record does not say so. */
  readonly gone: number;
  /** Articles whose record is as it should be; queued, too, where everything is to be processed again. */
  readonly current: number;
  /** Articles that are gone, and whose record cannot be read. */
  readonly unreadable: readonly string[];
}

/**
 * Finds the articles that what is derived does not know as they are, and queues their keys: the work itself is done by
 * as many workers as the queue feeds. Repairs what lost events leave behind, and applies new rules and settings.
 *
 * @param all every article is to be processed again.
 */
export async function sweep(
  context: Context,
  { all, send }: { readonly all: boolean; readonly send: (keys: Iterable<string>) => Promise<void> },
): Promise<SweepReport> {
  const { changed, gone, current, unreadable } = await survey(context);
  const keys = new Set([...changed, ...gone]);
  if (all) for await (const { key } of listAll(context.articles, '')) keys.add(key);
  await send(keys);
  return { changed: changed.length, gone: gone.length, current, unreadable };
}
