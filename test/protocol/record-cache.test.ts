import { expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { RecordCache } from '../../lambda/protocol/record-cache.ts';

function bytesOf(key: string, filling = ''): { readonly where: string; readonly body: Uint8Array } {
  const outcome = { status: 'deleted', filling };
  const times = { stamp: 's', attempt: 'a', opens: false, uploaded: 0 };
  const record = { format: 1, key, ...times, left: [], former: [], archives: [], outcome };
  return { where: recordKey(articleId(key)), body: Buffer.from(JSON.stringify(record)) };
}

it('the same bytes at a key are the same record, and other bytes are another one', () => {
  const records = new RecordCache(100_000, 100_000);
  const { where, body } = bytesOf('a.md');
  const first = records.parse(where, body);
  expect(records.parse(where, Buffer.from(body))).toBe(first);
  const other = records.parse(where, bytesOf('a.md', 'x').body);
  expect(other).not.toBe(first);
  expect(other).toMatchObject({ outcome: { filling: 'x' } });
  expect(records.parse(where, bytesOf('a.md', 'x').body)).toBe(other);
});

it('what was asked for the longest time ago is forgotten first, and a large record drives none of the others out', () => {
  const { length } = bytesOf('0.md', 'x'.repeat(1_000)).body;
  const records = new RecordCache(5 * length, length);
  const parse = (key: string, filling = 'x'.repeat(1_000)) => {
    const { where, body } = bytesOf(key, filling);
    return records.parse(where, body);
  };
  const [zero, one] = [parse('0.md'), parse('1.md')];
  for (const key of ['2.md', '3.md', '4.md']) parse(key);
  parse('large.md', 'x'.repeat(2 * length));
  expect(parse('0.md')).toBe(zero);
  parse('5.md');
  expect(parse('0.md')).toBe(zero);
  expect(parse('1.md')).not.toBe(one);
});

it('what is no record is refused', () => {
  const { where } = bytesOf('a.md');
  expect(() => new RecordCache(1_000, 1_000).parse(where, Buffer.from('{'))).toThrow(/is not JSON/);
});
