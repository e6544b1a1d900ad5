import * as v from 'valibot';
import { unlessCorrupt } from '../protocol/errors.ts';
import { parseState, type StateFormat } from '../protocol/state-format.ts';
import { jsonContent } from '../store/content.ts';
import type { Store } from '../store/store.ts';

const recovery = v.object({
  format: v.literal(1),
  sweeps: v.number(),
  missing: v.number(),
  run: v.optional(v.string()),
});

const FORMAT: StateFormat<typeof recovery> = {
  name: 'the progress of a recovery',
  newest: 1,
  schema: recovery,
};

/** Where the progress of a recovery stands in the state bucket, while one is under way. */
export const RECOVERY_KEY = 'recovery.json';

/** After so many sweeps what is still missing is left aside, even when there was a little less of it each time. */
const MAX_SWEEPS = 3;

/**
 * Whether the feeds can be published from the records after a loss of the state: nothing is missing, or what is cannot
 * be processed, as earlier sweeps queued it in vain. `missing` counts the articles without an up-to-date record. What is
 * left aside, or changes meanwhile, is published as usual when its turn comes, as the site has a head again. A divided sweep
 * names itself by `run`, and counts once, however often its end is tried.
 */
export async function isRecovered(
  missing: number,
  state: Pick<Store, 'get' | 'put'>,
  run?: string,
): Promise<boolean> {
  if (missing === 0) return true;
  const object = await state.get(RECOVERY_KEY);
  const before = object && unlessCorrupt(() => parseState(RECOVERY_KEY, object.body, FORMAT));
  if (run !== undefined && before?.run === run) return false;
  const sweeps = (before?.sweeps ?? 0) + 1;
  if (before !== undefined && (missing >= before.missing || sweeps > MAX_SWEEPS)) return true;
  await state.put(
    RECOVERY_KEY,
    jsonContent({ format: 1, sweeps, missing, ...(run !== undefined && { run }) }),
  );
  return false;
}

/** Whether a sweep before this one has found the state lost. */
export async function isRecovering(state: Pick<Store, 'head'>): Promise<boolean> {
  return (await state.head(RECOVERY_KEY)) !== undefined;
}

/** Forgets the progress of a recovery that is over. */
export async function endRecovery(state: Pick<Store, 'delete'>): Promise<void> {
  await state.delete(RECOVERY_KEY);
}
