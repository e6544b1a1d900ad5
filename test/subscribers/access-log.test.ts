import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeField,
  hourOfFile,
  LOG_FIELDS,
  type LoggedRequest,
  readAccessLog,
} from '../../lambda/subscribers/access-log.ts';
import { encodeField, inPieces, logKey, logOf } from './logs.ts';

const KEY = logKey('2026-11-25', 8);

/** The requests in a log of this text. */
async function read(text: string, { key = 'a.log', size = 64 } = {}): Promise<readonly LoggedRequest[]> {
  const found: LoggedRequest[] = [];
  const bytes = key.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
  await readAccessLog({ key, chunks: inPieces(bytes, size) }, (request) => found.push(request));
  return found;
}

describe('the name of a log file', () => {
  it('says the day and the hour of its requests', () => {
    expect(hourOfFile(KEY)).toEqual({ day: '2026-11-25', hour: 8 });
    expect(hourOfFile('2026/11/25/E1.2026-11-25-23.0a1b-2c')).toEqual({ day: '2026-11-25', hour: 23 });
  });

  it.each(['counts/2026-11-25.json', 'AWSLogs/aws-test-message', 'E1.2026-11-25-24.0a.gz', ''])(
    'is not that of another file: %s',
    (key) => expect(hourOfFile(key)).toBeUndefined(),
  );
});

describe('a log file', () => {
  it('is read in the order of the fields that it names, those that nobody asked for left aside', async () => {
    const fields = ['date', 'cs(User-Agent)', 'c-ip', 'x-edge', 'sc-status', 'cs-uri-stem', 'cs-method'];
    const text = logOf(
      [{ address: '2001:db8::1', path: '/feeds/金融/rss.xml', agent: 'A "reader"' }],
      fields,
    );
    expect(await read(text)).toEqual([
      {
        ...{
          address: '2001:db8::1',
          method: 'GET',
          path: '/feeds/%E9%87%91%E8%9E%8D/rss.xml',
          status: '200',
        },
        agent: 'A%20%22reader%22',
      },
    ]);
  });

  it('may name its fields anew, and may be gzipped in several members', async () => {
    const [one, two] = [[{ status: 200 }], [{ status: 304 }]];
    const turned = Object.values(LOG_FIELDS).reverse();
    const bytes = Buffer.concat([gzipSync(logOf(one)), gzipSync(logOf(two, turned))]);
    const found: string[] = [];
    await readAccessLog({ key: KEY, chunks: inPieces(bytes, 10) }, ({ status }) => found.push(status));
    expect(found).toEqual(['200', '304']);
  });

  it('has lines that are cut short, without fields or endless, which are left out', async () => {
    const good = logOf([{ path: '/atom.xml' }]);
    const header = good.split('\n').slice(0, 2).join('\n');
    const endless = `192.0.2.1\tGET\t/${'a'.repeat(400_000)}\t200\t-`;
    expect(
      await read(`a\tb\n${good}192.0.2.1\tGET\n\n${endless}\n${endless}${header}`, { size: 5000 }),
    ).toMatchObject([{ path: '/atom.xml' }]);
  });

  it('without a line of names has the fields in the order in which they were asked for', async () => {
    const lines = logOf([{ path: '/atom.xml', status: 304 }])
      .split('\n')
      .slice(2)
      .join('\n');
    expect(await read(lines)).toMatchObject([{ method: 'GET', path: '/atom.xml', status: '304' }]);
  });

  it('without a field that is needed is refused, and so is one that breaks off', async () => {
    await expect(read('#Fields: c-ip cs-method\n1\t2\n')).rejects.toThrow('has no field cs-uri-stem');
    const cut = gzipSync(logOf([{}])).subarray(0, 40);
    await expect(readAccessLog({ key: KEY, chunks: inPieces(cut, 7) }, () => {})).rejects.toThrow();
  });

  it('passes on that it cannot be fetched to its end', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync(logOf([{}])).subarray(0, 20);
      throw new Error('lost');
    }
    await expect(readAccessLog({ key: KEY, chunks: broken() }, () => {})).rejects.toThrow('lost');
  });

  it('gives the same requests however it is cut and packed', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const request = fc.record({
      path: text.map((each) => `/${each}`),
      agent: text.filter((each) => each !== '-'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(request),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (asked, size, packed) => {
          const sent = asked.map(({ path, agent }) => ({
            path: path.replace(/[\uD800-\uDFFF]/g, ''),
            agent,
          }));
          const found = await read(logOf(sent), { key: packed ? 'a.gz' : 'a', size });
          expect(found.map(({ path }) => path)).toEqual(sent.map(({ path }) => encodeURI(path)));
          expect(found).toHaveLength(sent.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a field', () => {
  it('is what the client sent, whether or not percent signs were encoded once more', () => {
    const sent = 'Feedly/1.0 (+https://例.example; 3 subscribers)';
    expect(decodeField(encodeField(sent))).toBe(sent);
    expect(decodeField(encodeField(encodeField(sent)))).toBe(sent);
    expect(decodeField(encodeURIComponent(encodeURIComponent(sent)))).toBe(sent);
  });

  it('stays where it cannot be decoded', () => {
    expect(decodeField('100%')).toBe('100%');
    expect(decodeField('%FF%20')).toBe('%FF%20');
  });
});
