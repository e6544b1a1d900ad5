import { expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { readTotals } from '../../local/publish/totals.ts';

it('counts no file whose work broke off before its record was there', async () => {
  const state = new MemoryStore();
  for (const key of ['a.md', 'b.md']) {
    const entry = `0251666607599999-${articleId(key)}-06x1wcnatvqmgjx0s7vv-zsqswptkxz9g`;
    await state.put(`index/site/${entry}`, { body: Buffer.alloc(0), contentType: 'text/plain' });
  }
  expect(await readTotals(state)).toMatchObject({ published: 2 });
  const error = new Error('the disk is full');
  expect(
    await readTotals(state, [{ key: 'b.md', id: articleId('b.md'), status: 'failed', error }]),
  ).toMatchObject({ published: 1 });
});
