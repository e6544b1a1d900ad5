/*
 * The process that derives one hostile upload in growing sizes, and tells what each took as a line of JSON.
 *
 *     node bench/hostile-upload.ts NAME BYTES…
 */
import { parseSite } from '../lambda/model/site.ts';
import { siteDerivations } from '../lambda/site-documents.ts';
import { HOSTILE_SIZES, hostileUpload } from '../test/support/hostile/uploads.ts';

/** What one size of a hostile upload came to. */
export interface HostileRun {
  readonly bytes: number;
  readonly status: string;
  /** Why it was rejected, or what the error says. */
  readonly reason?: string;
  /** Milliseconds of processor time, with all threads and garbage collection: the least of some rounds. */
  readonly time: number;
  /** Bytes of memory of the process at its peak. */
  readonly memory: number;
  /** Bytes of the article's page, and of the documents of one list that shows it. */
  readonly page: number;
  readonly documents: number;
}

/** Small uploads are derived again until they took so many milliseconds: the first time is that of the compiler. */
const LEAST = 150;

const derivations = siteDerivations(parseSite({ baseUrl: 'https://feeds.example.org' }));

async function derive(name: string, bytes: number): Promise<HostileRun> {
  const { key, content } = hostileUpload(name, bytes);
  const start = process.cpuUsage();
  try {
    const upload = { key, body: content, size: content.length, modified: Date.UTC(2024, 0, 1) };
    const derivation = await derivations.derive(upload);
    let [page, documents] = [0, 0];
    if (derivation.status === 'published') {
      page = derivations.articlePage(derivation.article).body.length;
      const listed = derivations.listingDocuments({ kind: 'site' }, [derivation.article]);
      documents = listed.reduce((sum, { content }) => sum + content.body.length, 0);
    }
    const { status } = derivation;
    const reason =
      derivation.status === 'rejected'
        ? derivation.rejection.reason
        : derivation.status === 'skipped'
          ? derivation.reason
          : undefined;
    return { bytes, status, ...(reason !== undefined && { reason }), page, documents, ...used(start) };
  } catch (error) {
    return { bytes, status: 'failed', reason: String(error), page: 0, documents: 0, ...used(start) };
  }
}

function used(start: NodeJS.CpuUsage): Pick<HostileRun, 'time' | 'memory'> {
  const { user, system } = process.cpuUsage(start);
  return { time: (user + system) / 1000, memory: process.resourceUsage().maxRSS * 1024 };
}

const [, , name = '', ...sizes] = process.argv;
for (const bytes of sizes.map(Number)) {
  let run = await derive(name, bytes);
  if (bytes <= HOSTILE_SIZES.small) {
    for (let total = run.time, rounds = 1; total < LEAST || (rounds < 3 && total < 10 * LEAST); rounds++) {
      const again = await derive(name, bytes);
      total += again.time;
      if (again.time < run.time) run = again;
    }
  }
  process.stdout.write(`${JSON.stringify(run)}\n`);
}
