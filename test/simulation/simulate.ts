import { parseArgs } from 'node:util';
import { reduce, search, tell } from './search.ts';
import { historicalWorkshop, plainWorkshop, siteWorkshop } from './workshops.ts';

/** `npm run simulate -- [--seeds N] [--from S] [--site] [--history] [--repairs]`: a long run, or the replay of one seed. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100000' },
    from: { type: 'string', default: '0' },
    /** With the derivations that ship instead of plain ones. */
    site: { type: 'boolean', default: false },
    /** On a site that keeps its history. */
    history: { type: 'boolean', default: false },
    /** While somebody repairs the site. */
    repairs: { type: 'boolean', default: false },
  },
});
const [seeds, first] = [Number(values.seeds), Number(values.from)];
if (!Number.isSafeInteger(seeds) || !Number.isSafeInteger(first)) throw new Error('seeds are whole numbers');
const plain = values.history ? historicalWorkshop : plainWorkshop;
const workshop = values.site ? siteWorkshop({ history: values.history }) : plain;
const began = performance.now();
for (let from = first; from < first + seeds; from += 1000) {
  const options = { from, seeds: Math.min(1000, first + seeds - from), workshop, repairs: values.repairs };
  const failure = await search(options);
  if (failure !== undefined) {
    console.error(tell(await reduce(failure, options)));
    process.exitCode = 1;
    break;
  }
  const done = from + options.seeds - first;
  const pace = Math.round(done / ((performance.now() - began) / 1000));
  console.log(`${done} of ${seeds} seeds hold (${pace} a second)`);
}
