import { describe, expect, it } from 'vitest';
import type { Derivation, Upload } from '../../lambda/model/article.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { DerivationError } from '../../lambda/worker/derive-pool.ts';
import { SetAside } from '../../lambda/worker/set-aside.ts';

const SKIPPED: Derivation = { status: 'skipped', reason: 'it is a draft', warnings: [] };

function upload(text: string, modified = 0): Upload {
  const body = Buffer.from(text);
  return { key: '坏.md', body, size: body.length, modified };
}

describe('an upload that nothing could be made of', () => {
  const state = () => new MemoryStore({ clock: Date.now });
  const fail = (error: Error) => async (): Promise<Derivation> => {
    throw error;
  };
  const tooLong = new DerivationError('cleaning it took longer than 30 s');
  const outcomeOf = (derived: Promise<Derivation>) =>
    derived.then(
      ({ status }) => status,
      (error: Error) => error.message,
    );

  it('is not tried again, in this process or another', async () => {
    const store = state();
    const first = new SetAside(store, 'r1');
    for (const setAside of [first, first, new SetAside(store, 'r1')]) {
      const derive = setAside === first ? fail(tooLong) : fail(new Error('it was tried again'));
      const derived = setAside.derive(upload('bad', Date.now()), derive);
      await expect(derived).rejects.toBeInstanceOf(DerivationError);
      await expect(derived).rejects.toThrow(tooLong.message);
    }
  });

  it('is tried again when it or the code has changed, and forgotten when that goes well', async () => {
    const store = state();
    await outcomeOf(new SetAside(store, 'r1').derive(upload('bad'), fail(tooLong)));
    const derive = async () => SKIPPED;
    expect(await outcomeOf(new SetAside(store, 'r1').derive(upload('bad'), derive))).toBe(tooLong.message);
    expect(await outcomeOf(new SetAside(store, 'r1').derive(upload('good'), derive))).toBe('skipped');
    expect((await store.list('')).objects).toEqual([]);
    await outcomeOf(new SetAside(store, 'r1').derive(upload('bad'), fail(tooLong)));
    expect(await outcomeOf(new SetAside(store, 'r2').derive(upload('bad'), derive))).toBe('skipped');
  });

  it('is tried again after any other failure, and where its note cannot be read', async () => {
    const store = state();
    await outcomeOf(new SetAside(store, 'r1').derive(upload('bad'), fail(new Error('the disk is full'))));
    expect((await store.list('')).objects).toEqual([]);
    await outcomeOf(new SetAside(store, 'r1').derive(upload('bad'), fail(tooLong)));
    const [note] = (await store.list('')).objects;
    await store.put(note?.key ?? '', { body: Buffer.from('{"key":'), contentType: '' });
    expect(await outcomeOf(new SetAside(store, 'r1').derive(upload('bad'), async () => SKIPPED))).toBe(
      'skipped',
    );
  });

  it('is set aside before it is tried, where it may end the whole process', async () => {
    const store = state();
    const endless = new Promise<Derivation>(() => {});
    const started = Promise.withResolvers<void>();
    const derive = () => {
      started.resolve();
      return endless;
    };
    void new SetAside(store, 'r1').deriveSuspect(upload('bad'), derive);
    await started.promise;
    const next = new SetAside(store, 'r1');
    expect(await next.keys()).toEqual(new Set(['坏.md']));
    expect(await outcomeOf(next.deriveSuspect(upload('bad'), async () => SKIPPED))).toBe(
      'cleaning it ended the whole program',
    );
    expect(await outcomeOf(next.deriveSuspect(upload('good'), async () => SKIPPED))).toBe('skipped');
    expect((await store.list('')).objects).toEqual([]);
    await outcomeOf(next.deriveSuspect(upload('bad'), fail(new Error('the disk is full'))));
    expect((await store.list('')).objects).toEqual([]);
    await outcomeOf(next.deriveSuspect(upload('bad'), fail(tooLong)));
    expect(await outcomeOf(next.derive(upload('bad'), async () => SKIPPED))).toBe(tooLong.message);
  });
});
