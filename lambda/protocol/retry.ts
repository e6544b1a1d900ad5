import type { Context } from './context.ts';
import { ContentionError } from './errors.ts';

/** What an attempt gives when another worker was faster: read again, and try again. */
export const LOST: unique symbol = Symbol('another worker was faster');

/** Each try fails only because another worker got further meanwhile: more tries than workers is plenty. */
const MAX_TRIES = 40;

/** Others have the same document to put once or twice; the head of their list tells who put it last. */
const MAX_TRIES_AT_ONCE = 10;

/**
 * Tries until a conditional write holds, with a pause that grows after each try.
 *
 * @param what names what is written, for the error.
 * @throws ContentionError when others were faster every time.
 */
export async function retry<Result>(
  what: string,
  { pause }: Pick<Context, 'pause'>,
  attempt: () => Promise<Result | typeof LOST>,
): Promise<Result> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const result = await attempt();
    if (result !== LOST) return result;
    await pause(tries);
  }
  throw new ContentionError(what, MAX_TRIES);
}

/**
 * Tries until a conditional request on a document holds, without a pause. `attempt` is told how many tries were before.
 *
 * @param what names the document, for the error.
 * @throws ContentionError when others kept changing it.
 */
export async function retryAtOnce<Result>(
  what: string,
  attempt: (tries: number) => Promise<Result | typeof LOST>,
): Promise<Result> {
  for (let tries = 0; tries < MAX_TRIES_AT_ONCE; tries++) {
    const result = await attempt(tries);
    if (result !== LOST) return result;
  }
  throw new ContentionError(what, MAX_TRIES_AT_ONCE);
}

/**
 * How long to wait after so many tries, in milliseconds: twice as long each time, up to two seconds, and between a half
 * and the whole of that by chance (`random` is from 0 to 1), so that workers who met once part.
 */
export function backoff(tries: number, random: number): number {
  return Math.min(2_000, 25 * 2 ** tries) * (0.5 + random / 2);
}
