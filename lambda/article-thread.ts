import { parentPort, workerData } from 'node:worker_threads';
import { siteDerivations } from './site-documents.ts';
import { answerUploads } from './worker/derive-thread.ts';

// What each thread of a `DerivePool` runs; it is started with the settings of the site.
if (parentPort !== null) answerUploads(parentPort, siteDerivations(workerData));
