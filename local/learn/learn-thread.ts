import { parentPort, workerData } from 'node:worker_threads';
import { answerEach } from '../../lambda/worker/derive-thread.ts';
import { examine, type Finding } from './study.ts';

// What each thread runs that learns from articles; it is started with its task.
if (parentPort !== null) {
  answerEach<Finding>(parentPort, async (upload) => ({ derivation: await examine(upload, workerData) }));
}
