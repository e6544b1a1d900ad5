import type { MessagePort } from 'node:worker_threads';
import type { Derivation, Upload } from '../model/article.ts';
import type { Derivations } from '../protocol/derivations.ts';
import type { Content } from '../store/store.ts';

/** What a thread of a `DerivePool` answers: the derivation and the page of what is published, or what was thrown. */
export type Answer = { readonly derivation: Derivation; readonly page?: Content } | { readonly error: Error };

/** Derives the uploads that a `DerivePool` sends to this thread, one after the other. */
export function answerUploads(
  port: MessagePort,
  { derive, articlePage }: Pick<Derivations, 'derive' | 'articlePage'>,
): void {
  const answer = async (upload: Upload): Promise<Answer> => {
    try {
      const derivation = await derive(upload);
      if (derivation.status !== 'published') return { derivation };
      return { derivation, page: articlePage(derivation.article) };
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
