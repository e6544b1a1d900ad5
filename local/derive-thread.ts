import { parentPort, workerData } from 'node:worker_threads';
import type { Upload } from '../lambda/article/article.ts';
import { siteDerivations } from '../lambda/site-derivations.ts';
import type { Answer } from './derive-pool.ts';

const { derive } = siteDerivations(workerData);

parentPort?.on('message', async ({ task, upload }: { readonly task: number; readonly upload: Upload }) => {
  const answer: Answer = await derive(upload).then(
    (derivation) => ({ task, derivation }),
    (error: unknown) => ({ task, error }),
  );
  parentPort?.postMessage(answer);
});
