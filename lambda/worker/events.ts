import * as v from 'valibot';
import type { SweepStep } from '../maintenance/divided/run.ts';

/** What the queue says of a message. */
interface Delivery {
  readonly id: string;
  readonly receipt: string;
  /** How often it was delivered, this time included. */
  readonly receives: number;
}

/**
 * One message of the queue: the keys of articles that may have changed, a step of a divided sweep, or why it cannot be
 * understood.
 */
export type Message = Delivery &
  (
    | {
        readonly keys: readonly string[];
        /** Whether we queued the keys ourselves, and no upload did. */
        readonly isOurs: boolean;
        /** Whether somebody said that files which are gone are meant to be. */
        readonly withdraws: boolean;
        /** When S3 saw the first of the uploads, in milliseconds since the epoch, where it says so. */
        readonly uploaded?: number;
      }
    | { readonly step: SweepStep }
    | { readonly error: EventError }
  );

/** An event is not of a form that we know. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

const keys = v.array(v.string());

/** A batch that Lambda polled from SQS: the event of an event source mapping. */
const sqsBatch = v.object({
  Records: v.array(
    v.object({
      messageId: v.string(),
      receiptHandle: v.string(),
      body: v.string(),
      attributes: v.optional(v.object({ ApproximateReceiveCount: v.optional(v.string()) })),
    }),
  ),
});

/** An event notification of S3. S3 raises the minor version for new members, which do not matter here. */
const s3Event = v.object({
  eventSource: v.literal('aws:s3'),
  eventVersion: v.pipe(v.string(), v.regex(/^2\.\d/)),
  eventTime: v.optional(v.string()),
  s3: v.object({ object: v.object({ key: v.pipe(v.string(), v.nonEmpty()) }) }),
});

const sweepStep = v.object({
  run: v.string(),
  phase: v.picklist(['list', 'compare', 'end']),
  lane: v.number(),
}) satisfies v.GenericSchema<unknown, SweepStep>;

/**
 * What a message holds: keys or steps of a sweep that we queued ourselves, events of S3, or the test that S3 sends when it
 * is set up.
 */
const messageBody = v.union([
  v.object({ keys, withdraws: v.optional(v.boolean(), false) }),
  v.object({ sweep: sweepStep }),
  v.object({ Records: v.array(s3Event) }),
  v.object({ Event: v.literal('s3:TestEvent') }),
]);

/**
 * Reads a batch of messages. A message that cannot be understood is one with an error, so that it fails alone.
 *
 * @throws EventError when the event is no such batch at all.
 */
export function parseBatch(event: unknown): readonly Message[] {
  if (!v.is(sqsBatch, event)) throw new EventError('the event is no batch of messages from SQS');
  return event.Records.map(({ messageId: id, receiptHandle: receipt, body, attributes }) => {
    const receives = Number(attributes?.ApproximateReceiveCount ?? 1);
    try {
      return { id, receipt, receives, ...parseBody(body) };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return { id, receipt, receives, error: new EventError(`message ${id}: ${reason}`, { cause }) };
    }
  });
}

/** How keys that are queued differ from others. */
export interface KeysOptions {
  /** Those whose files are gone are withdrawn, however many they are. */
  readonly withdraws?: boolean;
}

/** The body of a message that names keys itself; the sweep and the tick send these. */
export function keysBody(keys: readonly string[], { withdraws = false }: KeysOptions = {}): string {
  return JSON.stringify({ keys, ...(withdraws && { withdraws }) });
}

/** The body of a message that asks for a step of a divided sweep. */
export function stepBody(step: SweepStep): string {
  return JSON.stringify({ sweep: step });
}

type Asked =
  | Omit<Extract<Message, { readonly isOurs: boolean }>, keyof Delivery>
  | { readonly step: SweepStep };

/** What a message's body asks for. */
function parseBody(text: string): Asked {
  const { success, output: body } = v.safeParse(messageBody, JSON.parse(text));
  if (!success) throw new EventError('it holds neither keys nor events of S3, version 2');
  if ('sweep' in body) return { step: body.sweep };
  if ('keys' in body) return { ...body, isOurs: true };
  const records = 'Event' in body ? [] : body.Records;
  const times = records.map(({ eventTime }) => Date.parse(eventTime ?? '')).filter(Number.isFinite);
  return {
    keys: records.map(({ s3 }) => decodeKey(s3.object.key)),
    isOurs: false,
    withdraws: false,
    ...(times.length === 0 ? {} : { uploaded: Math.min(...times) }),
  };
}

/** S3 encodes the keys in its events like the fields of a form. */
function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
