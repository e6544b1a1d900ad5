import message from './message.json' with { type: 'json' };
import objectCreated from './object-created.json' with { type: 'json' };
import testEvent from './test-event.json' with { type: 'json' };

/** The body of a message in which S3 tells of objects at these keys, encoded as S3 does. */
export function s3Body(...keys: string[]): string {
  return rawS3Body(
    ...keys.map((key) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/')),
  );
}

/** The same with keys that are encoded already, and members of the event replaced. */
export function rawS3Body(...keys: string[]): string {
  return JSON.stringify({ Records: keys.map((key) => s3Event(key)) });
}

/** One event of S3; `members` replace its own. */
export function s3Event(key: string, members: object = {}): object {
  const [event] = objectCreated.Records;
  return { ...event, s3: { ...event?.s3, object: { ...event?.s3.object, key } }, ...members };
}

/** What S3 sends when its notifications are set up. */
export function testEventBody(): string {
  return JSON.stringify(testEvent);
}

/** What Lambda hands over for messages with these bodies; their ids are `m0`, `m1`, … */
export function batchOf(...bodies: string[]): { readonly Records: readonly object[] } {
  return {
    Records: bodies.map((body, i) => ({ ...message, messageId: `m${i}`, receiptHandle: `r${i}`, body })),
  };
}
