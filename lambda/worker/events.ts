/** One message of the queue: the keys of articles that may have changed, or why it cannot be understood. */
export type Message = { readonly id: string; readonly receipt: string; readonly receives: number } & (
  | { readonly keys: readonly string[] }
  | { readonly error: EventError }
);

/** An event is not of a form that we know. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

/**
 * Reads a batch that Lambda polled from SQS (the event of an event source mapping). A message that cannot be
 * understood is one with an error, so that it fails alone.
 *
 * @throws EventError when the event is no such batch at all.
 */
export function parseBatch(event: unknown): readonly Message[] {
  const records = memberOf(event, 'Records');
  if (!Array.isArray(records)) throw new EventError('the event is no batch of messages');
  return records.map((record: unknown) => {
    const id = memberOf(record, 'messageId');
    const body = memberOf(record, 'body');
    const receipt = memberOf(record, 'receiptHandle');
    const receives = Number(memberOf(memberOf(record, 'attributes'), 'ApproximateReceiveCount') ?? 1);
    if (typeof id !== 'string' || typeof body !== 'string' || typeof receipt !== 'string') {
      throw new EventError('the event holds what is no message of SQS');
    }
    try {
      return { id, receipt, receives, keys: parseBody(body) };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return { id, receipt, receives, error: new EventError(`message ${id}: ${reason}`, { cause }) };
    }
  });
}

/** The body of a message that names keys itself; the sweep sends these. */
export function keysBody(keys: readonly string[]): string {
  return JSON.stringify({ keys });
}

/**
 * The keys that a message's body names: an event notification of S3 (version 2.x), the test that S3 sends when
 * notifications are set up, or a message of our own.
 */
function parseBody(body: string): readonly string[] {
  const value: unknown = JSON.parse(body);
  if (memberOf(value, 'Event') === 's3:TestEvent') return [];
  const keys = memberOf(value, 'keys');
  if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  const records = memberOf(value, 'Records');
  if (!Array.isArray(records)) throw new EventError('it holds no event of S3');
  return records.map(parseS3Event);
}

/** The key that an event of S3 is about; S3 raises the minor version for new members, which do not matter here. */
function parseS3Event(record: unknown): string {
  const version = memberOf(record, 'eventVersion');
  if (
    memberOf(record, 'eventSource') !== 'aws:s3' ||
    typeof version !== 'string' ||
    !/^2\.\d/.test(version)
  ) {
    throw new EventError('it holds an event that is not of S3, or of a version that is not known');
  }
  const key = memberOf(memberOf(memberOf(record, 's3'), 'object'), 'key');
  if (typeof key !== 'string' || key === '') throw new EventError('it holds an event without a key');
  return decodeURIComponent(key.replaceAll('+', ' '));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
