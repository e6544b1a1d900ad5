import { parentPort, workerData } from 'node:worker_threads';
import type { Derivation, Upload } from '../../lambda/model/article.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import type { Content } from '../../lambda/store/store.ts';
import type { Answer } from './derive-pool.ts';

const { derive, articlePage } = siteDerivations(workerData);

parentPort?.on('message', async ({ task, upload }: { readonly task: number; readonly upload: Upload }) => {
  const answer: Answer = await derive(upload).then(
    (derivation) => ({ task, derivation, ...pageOf(derivation) }),
    (error: unknown) => ({ task, error }),
  );
  parentPort?.postMessage(answer);
});

/** The page of what is published. Without it the main thread renders it, and learns what is in the way of that. */
function pageOf(derivation: Derivation): { readonly page?: Content } {
  if (derivation.status !== 'published') return {};
  try {
    return { page: articlePage(derivation.article) };
  } catch {
    return {};
  }
}
