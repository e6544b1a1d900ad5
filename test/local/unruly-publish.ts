/*
 * Publishes a folder once, with threads that do what an upload's text says, and prints what became of each file.
 *
 *     node test/local/unruly-publish.ts ARTICLES OUT
 */
import { parseSite } from '../../lambda/model/site.ts';
import { openSiteFolder } from '../../local/publish/site-folder.ts';

const [, , articles = '', out = ''] = process.argv;
const folder = openSiteFolder({
  articles,
  out,
  site: parseSite({ baseUrl: 'https://feeds.example.org' }),
  thread: new URL('../worker/unruly-thread.ts', import.meta.url),
  limits: { deadlineMs: 8_000, memoryMb: 80 },
});
const { reports } = await folder.publisher.publishFolder({ patience: Number.POSITIVE_INFINITY });
for (const report of reports) {
  const reason =
    report.status === 'failed' && report.error instanceof Error ? `: ${report.error.message}` : '';
  console.log(`${report.key} ${report.status}${reason}`);
}
await folder.close();
