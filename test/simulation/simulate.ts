import { Command, InvalidArgumentError, Option } from 'commander';
import { LEAST } from './plain-derivations.ts';
import { reduce, search, tell } from './search.ts';
import {
  archivedWorkshop,
  historicalWorkshop,
  plainWorkshop,
  siteWorkshop,
  taggedWorkshop,
} from './workshops.ts';

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly site: boolean;
  readonly history: boolean;
  readonly repairs: boolean;
  readonly held: boolean;
  readonly pictures: boolean;
  readonly tags: boolean;
  readonly trouble: boolean;
  readonly divided: boolean;
  readonly late: boolean;
  readonly archive: boolean;
  readonly withdrawals: boolean;
  readonly all: boolean;
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
  .addOption(
    new Option('--pictures', 'while articles name pictures that come, are replaced and go')
      .default(false)
      // These pictures are none that a decoder reads.
      .conflicts('site'),
  )
  .option(
    '--tags',
    'on a site that has lists of tags and authors, with feeds once they hold two articles',
    false,
  )
  .option('--trouble', 'with dead letters, lost events and state, deployments, and a sweep each night', false)
  .option('--withdrawals', 'where withdrawals have to wait, and time goes by', false)
  .option('--late', 'with requests that are applied again after they were answered, or were given up', false)
  .option('--divided', 'with --trouble: sweeps are divided into steps', false)
  .option('--archive', 'on a site with archives, while ticks bring them up to date and hours go by', false)
  .option('--all', 'go on after a failure, and count them', false)
  .parse()
  .opts<Options>();
const { seeds, from: first } = values;
const untagged = values.archive ? archivedWorkshop : values.history ? historicalWorkshop : plainWorkshop;
const plain = values.tags ? taggedWorkshop(untagged) : untagged;
const workshop = values.site
  ? siteWorkshop({
      history: values.history,
      archives: values.archive,
      ...(values.tags && { tagFeeds: LEAST, authorFeeds: LEAST }),
    })
  : plain;
const began = performance.now();
const { repairs, held, withdrawals, late, pictures, tags, archive: archives, divided } = values;
const trouble = values.trouble ? { late, pictures, withdrawals, archives, divided, tags } : undefined;
let failures = 0;
for (let from = first; from < first + seeds; ) {
  const block = Math.min(1000, first + seeds - from);
  const options = {
    from,
    seeds: block,
    workshop,
    repairs,
    held,
    withdrawals,
    late,
    pictures,
    archives,
    tags,
    trouble,
  };
  const failure = await search(options);
  from = failure === undefined ? from + block : failure.seed + 1;
  if (failure !== undefined) {
    process.exitCode = 1;
    failures++;
    if (!values.all) {
      console.error(tell(await reduce(failure, options)));
      break;
    }
    console.log(`seed ${failure.seed} fails: ${failure.wrong[0]?.slice(0, 200)}`);
    continue;
  }
  const done = from - first;
  const pace = Math.round(done / ((performance.now() - began) / 1000));
  console.log(`${done - failures} of ${done} seeds hold (${pace} a second)`);
}

function readWhole(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number.');
}
