import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';

/** Where it stands in the state bucket that somebody works on the archives. */
export const LEASE_KEY = 'archive/lease';

/** No worker lives longer than three quarters of this, in milliseconds. */
const LEASE_MS = 20 * 60 * 1000;

/**
 * Does some work on the archives unless somebody else is at it; whether it was done. Who died at it holds the lease until
 * nobody can be at work any more.
 */
export async function underLease(context: Context, work: () => Promise<void>): Promise<boolean> {
  const { state, nonce = randomUUID, now } = context;
  const content = { body: Buffer.from(nonce()), contentType: 'text/plain; charset=utf-8' };
  let put = await state.put(LEASE_KEY, content, { ifAbsent: true });
  if (put.outcome === 'conflict') {
    const held = await state.head(LEASE_KEY);
    if (held !== undefined && held.modified > now() - LEASE_MS) return false;
    const condition = held === undefined ? { ifAbsent: true as const } : { ifVersion: held.version };
    put = await state.put(LEASE_KEY, content, condition);
    if (put.outcome === 'conflict') return false;
  }
  const { version } = put;
  try {
    await work();
  } finally {
    await state.delete(LEASE_KEY, { ifVersion: version });
  }
  return true;
}
