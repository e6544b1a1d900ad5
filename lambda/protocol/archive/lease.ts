import { randomUUID } from 'node:crypto';
import { textContent } from '../../store/content.ts';
import type { PutCondition } from '../../store/store.ts';
import type { Context } from '../context.ts';

/** Where it stands in the state bucket that somebody works on the archives. */
export const LEASE_KEY = 'archive/lease';

/** No worker lives longer than three quarters of this, in milliseconds. */
const LEASE_MS = 20 * 60 * 1000;

/** The second try is for a lease that has expired. */
const MAX_TRIES = 2;

/**
 * Does some work on the archives unless somebody else is at it; whether it was done. Who died at it holds the lease until
 * nobody can be at work any more.
 */
export async function underLease(context: Context, work: () => Promise<void>): Promise<boolean> {
  const version = await takeLease(context);
  if (version === undefined) return false;
  try {
    await work();
  } finally {
    await context.state.delete(LEASE_KEY, { ifVersion: version });
  }
  return true;
}

/** Takes the lease, unless somebody else has it. @returns its version. */
async function takeLease({ state, nonce = randomUUID, now }: Context): Promise<string | undefined> {
  const content = textContent(nonce());
  let condition: PutCondition = { ifAbsent: true };
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const put = await state.put(LEASE_KEY, content, condition);
    if (put.outcome === 'written') return put.version;
    const held = await state.head(LEASE_KEY);
    // A put whose answer was lost meets itself.
    if (held !== undefined && (await state.compare(LEASE_KEY, content)) === 'same') return held.version;
    if (held !== undefined && held.modified > now() - LEASE_MS) return undefined;
    condition = held === undefined ? { ifAbsent: true } : { ifVersion: held.version };
  }
  return undefined;
}
