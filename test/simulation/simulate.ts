import { Command, InvalidArgumentError } from 'commander';
import { reduce, search, tell } from './search.ts';
import { historicalWorkshop, plainWorkshop, siteWorkshop } from './workshops.ts';

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly site: boolean;
  readonly history: boolean;
  readonly repairs: boolean;
  readonly held: boolean;
}

const values = new Command('npm run simulate')
  .usage('-- [options]')
  .description('Searches for histories of races, faults and crashes that break the protocol.')
  .option('--seeds <number>', 'how many histories to play', readWhole, 100_000)
  .option('--from <seed>', 'the first of them; with --seeds 1 it is the replay of one', readWhole, 0)
  .option('--site', 'with the derivations that ship instead of plain ones', false)
  .option('--history', 'on a site that keeps its history', false)
  .option('--repairs', 'while somebody repairs the site', false)
  .option('--held', 'while articles are dated ahead and time goes by', false)
  .parse()
  .opts<Options>();
const { seeds, from: first } = values;
const plain = values.history ? historicalWorkshop : plainWorkshop;
const workshop = values.site ? siteWorkshop({ history: values.history }) : plain;
const began = performance.now();
for (let from = first; from < first + seeds; from += 1000) {
  const { repairs, held } = values;
  const options = { from, seeds: Math.min(1000, first + seeds - from), workshop, repairs, held };
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

function readWhole(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}
