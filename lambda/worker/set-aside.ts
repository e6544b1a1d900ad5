import { hash } from 'node:crypto';
import * as v from 'valibot';
import type { Derivation, Upload } from '../model/article.ts';
import { articleId, hash20 } from '../model/identity.ts';
import { jsonContent } from '../store/content.ts';
import { listAll, type Store } from '../store/store.ts';
import { DerivationError } from './derive-pool.ts';

/** The keys of what is noted of these uploads begin with this, in the state. */
const SET_ASIDE = 'set-aside/';

/** What is noted of an upload that could not be processed; `stamp` is the fingerprint of it and the code. */
const NOTE = v.object({ key: v.string(), stamp: v.string(), reason: v.string() });
type Note = v.InferOutput<typeof NOTE>;

/** What is said of an upload of which nothing is known but that its process did not survive it. */
const FATAL = 'cleaning it ended the whole program';

/**
 * Remembers the uploads that nothing could be made of, beyond the end of the process: none of them is tried again until
 * it or the code changes, as it would take the same time or memory once more.
 */
export class SetAside {
  readonly #state: Pick<Store, 'get' | 'put' | 'delete' | 'list'>;
  readonly #revision: string;
  #notes: Promise<Map<string, Note>> | undefined;

  /** @param revision changes with the code and the site's settings. */
  constructor(state: Pick<Store, 'get' | 'put' | 'delete' | 'list'>, revision: string) {
    this.#state = state;
    this.#revision = revision;
  }

  /** The keys of which something is noted, whether or not they have changed since then. */
  async keys(): Promise<ReadonlySet<string>> {
    return new Set((await this.#readNotes()).keys());
  }

  /**
   * Derives an upload unless it is set aside, and sets it aside when that fails.
   *
   * @throws DerivationError for an upload that is set aside now.
   */
  async derive(upload: Upload, derive: (upload: Upload) => Promise<Derivation>): Promise<Derivation> {
    await this.#check(upload);
    try {
      const derivation = await derive(upload);
      await this.forget(upload.key);
      return derivation;
    } catch (error) {
      if (error instanceof DerivationError) await this.#note(upload, error.message);
      throw error;
    }
  }

  /**
   * Derives an upload that may end the whole process, as {@link derive} does: it is set aside before, in case nobody is
   * left to do so afterwards. Nothing else may be derived meanwhile.
   *
   * @throws DerivationError for an upload that is set aside now.
   */
  async deriveSuspect(upload: Upload, derive: (upload: Upload) => Promise<Derivation>): Promise<Derivation> {
    return this.derive(upload, async () => {
      await this.#note(upload, FATAL);
      try {
        return await derive(upload);
      } catch (error) {
        if (!(error instanceof DerivationError)) await this.forget(upload.key);
        throw error;
      }
    });
  }

  async #check(upload: Upload): Promise<void> {
    const note = (await this.#readNotes()).get(upload.key);
    if (note?.stamp === this.#fingerprintOf(upload)) throw new DerivationError(note.reason);
  }

  async #note(upload: Upload, reason: string): Promise<void> {
    const note = { key: upload.key, stamp: this.#fingerprintOf(upload), reason };
    (await this.#readNotes()).set(upload.key, note);
    await this.#state.put(noteKey(upload.key), jsonContent(note));
  }

  /** Nothing is noted any more of the upload at a key. */
  async forget(key: string): Promise<void> {
    if ((await this.#readNotes()).delete(key)) await this.#state.delete(noteKey(key));
  }

  #fingerprintOf({ key, body, size }: Upload): string {
    return hash20(`${this.#revision}\n${key}\n${size}\n${hash('sha256', body)}`);
  }

  async #readNotes(): Promise<Map<string, Note>> {
    this.#notes ??= readNotes(this.#state);
    try {
      return await this.#notes;
    } catch (error) {
      this.#notes = undefined;
      throw error;
    }
  }
}

async function readNotes(state: Pick<Store, 'get' | 'list'>): Promise<Map<string, Note>> {
  const notes = new Map<string, Note>();
  for await (const { key: where } of listAll(state, SET_ASIDE)) {
    const object = await state.get(where);
    const note = object && parseNote(object.body);
    if (note !== undefined) notes.set(note.key, note);
  }
  return notes;
}

function noteKey(key: string): string {
  return `${SET_ASIDE}${articleId(key)}.json`;
}

/** Undefined for a note that cannot be read: then the upload is tried once more. */
function parseNote(body: Uint8Array): Note | undefined {
  try {
    return v.parse(NOTE, JSON.parse(Buffer.from(body).toString()));
  } catch {
    return undefined;
  }
}
