import { parentPort, workerData } from 'node:worker_threads';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { answerUploads } from '../../lambda/worker/derive-thread.ts';

if (parentPort !== null) answerUploads(parentPort, siteDerivations(workerData));
