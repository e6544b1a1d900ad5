import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSite } from '../lambda/model/site.ts';
import { republish } from '../lambda/protocol/republish.ts';
import { siteDerivations } from '../lambda/site-documents.ts';
import { FolderStore } from '../lambda/store/folder.ts';
import { readAllRules } from '../local/publish/rules.ts';
import { articlePath, articleText, writeCorpus } from '../test/support/finance-site.ts';
import { TEMPORARY } from '../test/support/folders.ts';
import { processorTime } from '../test/support/processor-time.ts';
import { protocolContext } from '../test/support/protocol-context.ts';
import { atMost, type Result, showCount, showTime, spreadOf, table } from './figures.ts';

const ARTICLES = 2_000;

/** Uploads until everything is compiled, and those that count after them. */
const WARM_UP = 300;
const UPLOADS = 200;

/** Uploads articles of three categories one by one into a site in folders whose feeds are full, in a process that is warm. */
export async function measure(): Promise<Result> {
  using folder = mkdtempDisposableSync(join(TEMPORARY, 'bench-upload-'));
  const source = join(folder.path, 'articles');
  writeCorpus(source, ARTICLES);
  const site = parseSite({}, readAllRules());
  const context = protocolContext({
    articles: new FolderStore(source),
    state: new FolderStore(join(folder.path, 'state')),
    publicSite: new FolderStore(join(folder.path, 'public')),
    derivations: siteDerivations(site),
    itemsPerFeed: site.itemsPerFeed,
  });
  const keys = Array.from({ length: ARTICLES }, (_, i) => articlePath(i));
  await republish(keys, context, { overview: true, complete: true });
  const times: number[] = [];
  let used = 0;
  for (let i = 0; i < WARM_UP + UPLOADS; i++) {
    const key = articlePath(ARTICLES + i);
    writeFileSync(join(source, key), articleText(ARTICLES + i));
    const [start, before] = [performance.now(), processorTime()];
    const [report] = await republish([key], context);
    if (report?.status !== 'published') throw new Error(`${key} was not published`);
    if (i < WARM_UP) continue;
    times.push(performance.now() - start);
    used += processorTime() - before;
  }
  const { median, low, high } = spreadOf(times);
  return {
    tables: {
      upload: table(
        [`one article into a site of ${showCount(ARTICLES)}`, ''],
        [
          ['time', `${showTime(median)} (${showTime(low)} to ${showTime(high)})`],
          ['processor time of all threads', showTime(used / UPLOADS)],
        ],
      ),
    },
    bars: [atMost('one article into a full site, processor time', used / UPLOADS, 10, showTime)],
  };
}
