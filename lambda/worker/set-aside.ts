import { hash } from 'node:crypto';
import * as v from 'valibot';
import type { Derivation, Upload } from '../model/article.ts';
import { articleId, hash20 } from '../model/identity.ts';
import { type Content, listAll, type Store } from '../store/store.ts';
import { DerivationError } from './derive-pool.ts';

/** The keys of what is noted of these uploads begin with this, in the state. */
const SET_ASIDE = 'set-aside/';

/** What is noted of an upload that nothing could be made of; `stamp` tells it and the code from every other. */
const NOTE = v.object({ key: v.string(), stamp: v.string(), reason: v.string() });
type Note = v.InferOutput<typeof NOTE>;

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

  /**
   * Derives an upload unless it is set aside, and sets it aside when that fails.
   *
   * @throws DerivationError for an upload that is set aside now.
   */
  async derive(upload: Upload, derive: (upload: Upload) => Promise<Derivation>): Promise<Derivation> {
    const notes = await this.#readNotes();
    const { key } = upload;
    const note = notes.get(key);
    if (note !== undefined && note.stamp === this.#stampOf(upload)) throw new DerivationError(note.reason);
    try {
      const derivation = await derive(upload);
      if (notes.delete(key)) await this.#state.delete(noteKey(key));
      return derivation;
    } catch (error) {
      if (error instanceof DerivationError) {
        const note = { key, stamp: this.#stampOf(upload), reason: error.message };
        notes.set(key, note);
        await this.#state.put(noteKey(key), contentOf(note));
      }
      throw error;
    }
  }

  #stampOf({ key, body, size }: Upload): string {
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

function contentOf(note: Note): Content {
  return { body: Buffer.from(JSON.stringify(note)), contentType: 'application/json; charset=utf-8' };
}

/** Undefined for a note that cannot be read: then the upload is tried once more. */
function parseNote(body: Uint8Array): Note | undefined {
  try {
    return v.parse(NOTE, JSON.parse(Buffer.from(body).toString()));
  } catch {
    return undefined;
  }
}
