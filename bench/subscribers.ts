import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type LoggedRequest, readAccessLog } from '../lambda/subscribers/access-log.ts';
import { DayCount, LIMITS } from '../lambda/subscribers/day-count.ts';
import { one, synthesize } from '../test/lib/synthesize.ts';
import { inPieces, logOf } from '../test/subscribers/logs.ts';
import { processorTime } from '../test/support/processor-time.ts';
import { inTurns } from './compare.ts';
import {
  atMost,
  type Result,
  showBytes,
  showCount,
  showSpread,
  spreadOf,
  spreadOfRatios,
  table,
} from './figures.ts';

const LINES = 1_000_000;
const READERS = 50_000;
const ROUNDS = 5;

/** Requests of a day that are far more than a site of this kind gets. */
const MOST = 100_000_000;

/** A log of readers that ask for one of 200 lists in turns, and for a page now and then. */
function makeLog(): Uint8Array {
  const asked = Array.from({ length: LINES }, (_, i) => {
    const reader = (i * 7919) % READERS;
    return {
      address: `10.${reader >> 16}.${(reader >> 8) & 255}.${reader & 255}`,
      path: i % 5 === 0 ? `/articles/${i % 1000}.html` : `/feeds/金融${(i * 31) % 200}/rss.xml`,
      status: i % 3 === 0 ? 200 : 304,
      agent: `Reader/1.${reader % 300} (RSS; https://reader.example/about)`,
    };
  });
  return gzipSync(logOf(asked));
}

/** Counts subscribers in a log, against reading it alone, and as many readers as find room. */
export async function measure(): Promise<Result> {
  const log = makeLog();
  const key = 'E1EXAMPLE.2026-11-25-08.0a1b2c3d.gz';
  const chunks = () => inPieces(log, 64 * 1024);
  const read = (handle: (request: LoggedRequest) => void) => readAccessLog({ key, chunks: chunks() }, handle);
  const count = async (): Promise<void> => {
    const day = new DayCount('salt', 'own');
    await read((request) => day.add(request, 8));
    day.finish();
  };
  const tasks = [() => timeOf(() => read(() => {})), () => timeOf(count)];
  const [reading, counting] = await inTurns(tasks, ROUNDS);
  const time = spreadOf(counting).median;
  const memory = fillUp();
  const template = synthesize({ delivery: {}, subscriberCounts: Code.fromInline('count') });
  const { MemorySize, Timeout } = one(template, 'AWS::Lambda::Function', 'Subscribers').Properties;
  return {
    tables: {
      subscribers: table(
        ['what', 'measured'],
        [
          ['reading and counting, against reading alone', showSpread(spreadOfRatios(counting, reading))],
          [`memory of ${showCount(LIMITS.entries)} readers`, showBytes(memory)],
          ['memory of a reader', `${Math.round(memory / LIMITS.entries)} bytes`],
        ],
      ),
    },
    bars: [
      atMost(
        `counting ${showCount(MOST)} requests, of the time that the function has`,
        (time * MOST) / LINES / 1000 / Number(Timeout),
        0.5,
        showPercent,
      ),
      atMost(
        'memory of as many readers as are counted, of what the function has',
        memory / 2 ** 20 / Number(MemorySize),
        0.25,
        showPercent,
      ),
    ],
  };
}

function showPercent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = processorTime();
  await work();
  return processorTime() - start;
}

/** The bytes that are held at the end of a day with more readers than are counted, while they are counted. */
function fillUp(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const day = new DayCount('salt', 'own');
  const request: LoggedRequest = { address: '', method: 'GET', path: '', status: '200', agent: 'Reader' };
  for (let i = 0; i < LIMITS.entries * 1.1; i++) {
    const address = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
    day.add({ ...request, address, path: `/feeds/${i % 200}/rss.xml` }, i % 24);
  }
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  if (day.finish().complete) throw new Error('there was room for all');
  return bytes;
}
