import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventError, keysBody, parseBatch, stepBody } from '../../lambda/worker/events.ts';
import { batchOf, rawS3Body, s3Body, s3Event, testEventBody } from './events/events.ts';

/** The keys of the messages with these bodies, in one list each; the step, or the error's message where there is one. */
function read(...bodies: string[]) {
  return parseBatch(batchOf(...bodies)).map((message) =>
    'keys' in message ? message.keys : 'step' in message ? message.step : message.error.message,
  );
}

describe('the messages of a batch', () => {
  it('name the keys that S3 tells of', () => {
    expect(read(s3Body('post/article.md'))).toEqual([['post/article.md']]);
    expect(read(s3Body('a.md', 'b.md'), s3Body('c.md'))).toEqual([['a.md', 'b.md'], ['c.md']]);
  });

  it.each([
    ['a+b.md', 'a b.md'],
    ['a%2Bb.md', 'a+b.md'],
    ['100%25.md', '100%.md'],
    ['a%252Fb.md', 'a%2Fb.md'],
    ['post/%E9%87%91%E8%9E%8D/%EF%BC%8D%E5%85%A7.md', 'post/金融/－內.md'],
    ['%F0%9F%98%80.md', '\u{1F600}.md'],
    ['%22%22%22%27x%27%22%22%22.md', '"""\'x\'""".md'],
    ['a%2Fb', 'a/b'],
    ['%2E%2E/x', '../x'],
    ['e%CC%81.md', 'e\u0301.md'],
  ])('decode the key %s', (encoded, key) => {
    expect(read(rawS3Body(encoded))).toEqual([[key]]);
  });

  it('decode every key that S3 can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        expect(read(s3Body(key))).toEqual([[key]]);
      }),
    );
  });

  it('name the keys that the sweep queued', () => {
    expect(read(keysBody(['a b.md', '100%.md']))).toEqual([['a b.md', '100%.md']]);
  });

  it('ask for steps of a divided sweep', () => {
    const step = { run: 'r', phase: 'list', lane: 3 } as const;
    expect(read(stepBody(step))).toEqual([step]);
  });

  it('say whether files that are gone are meant to be', () => {
    const batch = batchOf(keysBody(['a.md']), keysBody(['b.md'], { withdraws: true }), s3Body('c.md'));
    expect(parseBatch(batch)).toMatchObject([
      { withdraws: false },
      { withdraws: true },
      { withdraws: false },
    ]);
  });

  it('name no key when S3 only tests its notifications', () => {
    expect(read(testEventBody())).toEqual([[]]);
  });

  it('are understood whatever the minor version of their events', () => {
    const versions = ['2.0', '2.1', '2.3', '2.99'];
    const Records = versions.map((eventVersion) => s3Event('a.md', { eventVersion, members: ['unknown'] }));
    expect(read(JSON.stringify({ Records }))).toEqual([['a.md', 'a.md', 'a.md', 'a.md']]);
  });

  it('tell when the first of their files was uploaded, where S3 says so', () => {
    const times = ['2026-03-01T08:15:31.000Z', '2026-03-01T08:15:30.000Z', 'yesterday', undefined];
    const Records = times.map((eventTime) => s3Event('a.md', { eventTime }));
    const bodies = [Records, Records.slice(2)].map((records) => JSON.stringify({ Records: records }));
    const uploads = parseBatch(batchOf(...bodies, keysBody(['a.md']))).map((message) =>
      'uploaded' in message ? message.uploaded : undefined,
    );
    expect(uploads).toEqual([Date.parse('2026-03-01T08:15:30.000Z'), undefined, undefined]);
  });

  it('tell how often they were delivered', () => {
    const batch = batchOf(s3Body('a.md'));
    const Records = batch.Records.map((record) => ({
      ...record,
      attributes: { ApproximateReceiveCount: '3' },
    }));
    expect(parseBatch({ Records })).toMatchObject([{ id: 'm0', receipt: 'r0', receives: 3 }]);
  });

  it.each([
    ['no JSON', 'not {json'],
    ['nothing', 'null'],
    ['no events', '{"Records":"x"}'],
    ['another event', '{"detail-type":"Object Created"}'],
    ['another major version', JSON.stringify({ Records: [s3Event('a.md', { eventVersion: '3.0' })] })],
    ['another source', JSON.stringify({ Records: [s3Event('a.md', { eventSource: 'aws:sns' })] })],
    ['no object', JSON.stringify({ Records: [s3Event('a.md', { s3: {} })] })],
    ['an empty key', rawS3Body('')],
    ['a key that is not URL-encoded', rawS3Body('100%.md')],
    ['a key that is not UTF-8', rawS3Body('%B1%B1.md')],
    ['keys that are no strings', '{"keys":["a",1]}'],
  ])('fail alone when they hold %s', (_, body) => {
    const [before, broken, after] = parseBatch(batchOf(s3Body('a.md'), body, s3Body('b.md')));
    expect(before).toMatchObject({ keys: ['a.md'] });
    expect(broken).toMatchObject({ id: 'm1', error: expect.any(EventError) });
    expect(after).toMatchObject({ keys: ['b.md'] });
  });

  it.each([null, {}, { Records: 'x' }, { Records: [{ messageId: 'x' }] }])(
    'are refused when the event is no batch of SQS: %j',
    (event) => {
      expect(() => parseBatch(event)).toThrow(EventError);
    },
  );
});
