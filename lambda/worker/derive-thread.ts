import type { MessagePort } from 'node:worker_threads';
import type { Derivation, Upload } from '../model/article.ts';
import type { Derivations } from '../protocol/derivations.ts';
import type { Content } from '../store/store.ts';

/**
 * What a thread of a `DerivePool` answers: what it has derived, with the page of what is published, or what was thrown.
 */
export type Answer<Derived = Derivation> =
  | { readonly derivation: Derived; readonly page?: Content }
  | { readonly error: Error };

/** Derives the uploads that a `DerivePool` sends to this thread, and the pages of those that are published. */
export function answerUploads(
  port: MessagePort,
  { derive, articlePage }: Pick<Derivations, 'derive' | 'articlePage'>,
): void {
  answerEach<Derivation>(port, async (upload) => {
    const derivation = await derive(upload);
    if (derivation.status !== 'published') return { derivation };
    return { derivation, page: await articlePage(derivation.article) };
  });
}

/** Answers what a `DerivePool` sends to this thread, one upload after the other. */
export function answerEach<Derived>(
  port: MessagePort,
  derive: (upload: Upload) => Promise<Answer<Derived>>,
): void {
  const answer = async (upload: Upload): Promise<Answer<Derived>> => {
    try {
      return await derive(upload);
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  let last = Promise.resolve();
  port.on('message', (upload: Upload) => {
    last = last.then(async () => port.postMessage(await answer(upload)));
  });
  port.postMessage('ready');
}
