import * as v from 'valibot';
import { checkpointsOf, RUN_KEY, resultsOf } from '../../lambda/maintenance/divided/run.ts';
import type { AwsCli } from './aws-cli.ts';

/** How far a sweep in steps has come. */
export interface SweepProgress {
  /** When it began, in milliseconds since the epoch. */
  readonly start: number;
  /** Of how many stretches of the buckets the listing was begun, and how many there are. */
  readonly listed: number;
  readonly stretches: number;
  /** How many parts of the articles were compared, and how many there are. */
  readonly compared: number;
  readonly parts: number;
}

const run = v.object({
  id: v.string(),
  start: v.number(),
  chains: v.array(v.unknown()),
  parts: v.number(),
  ended: v.optional(v.number()),
});

const listing = v.object({ Contents: v.nullish(v.array(v.object({ Key: v.string() })), []) });

/** How far the sweep in steps has come that is under way; undefined where there is none. */
export async function readSweepProgress(aws: AwsCli, state: string): Promise<SweepProgress | undefined> {
  const text = await aws.run('s3', 'cp', `s3://${state}/${RUN_KEY}`, '-').catch(() => undefined);
  if (text === undefined) return undefined;
  const { id, start, chains, parts, ended } = v.parse(run, JSON.parse(text));
  if (ended !== undefined) return undefined;
  const count = async (prefix: string): Promise<number> => {
    const list = ['s3api', 'list-objects-v2', '--bucket', state, '--prefix', prefix];
    return (await aws.ask(listing, ...list)).Contents.length;
  };
  const [listed, compared] = await Promise.all([count(checkpointsOf(id)), count(resultsOf(id))]);
  return { start, listed, stretches: chains.length, compared, parts };
}
