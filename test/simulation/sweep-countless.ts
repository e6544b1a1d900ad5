import { sweep } from '../../lambda/maintenance/sweep.ts';
import { countlessSite } from './countless-site.ts';
import { sweepInSteps } from './divided.ts';

/*
 * Sweeps a site of so many articles, in steps or in one go, and prints the report: in a process of its own, whose memory
 * can be limited.
 */

const [, , count = '', way = ''] = process.argv;
const { context } = await countlessSite(Number(count));
const options = { all: false, send: async () => undefined, signal: new AbortController().signal };
const pieces = { objectsPerStep: 10_000, articlesPerPart: 5_000, lanes: 4 };
const report = way === 'steps' ? await sweepInSteps(context, options, pieces) : await sweep(context, options);
console.log(JSON.stringify(report));
