import type { Period } from '../../model/archive.ts';
import { Calendar } from '../../model/calendar.ts';
import { SITE } from '../../model/paths.ts';
import { putDocuments } from '../documents.ts';
import { shownLines } from './lines.ts';
import type { ArchivePublication } from './publish-list.ts';
import { readTree } from './tree.ts';
import { dayOrLonger } from './units.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long an article is news. */
const NEWS_DAYS = 2;

/**
 * Publishes the document of the news at a time, in milliseconds since the epoch, by the digests of the site's archive.
 *
 * @returns whether there is any: then it is to be published again, as news grows old.
 */
export async function publishNews(
  { context, archives, digests, onDocument }: ArchivePublication,
  now: number,
): Promise<boolean> {
  if (archives.newsDocument === undefined) return false;
  const calendar = Calendar.of(archives.timeZone);
  const days = Array.from({ length: NEWS_DAYS + 1 }, (_, at) => calendar.dayAt(now - at * DAY_MS));
  const isRecent = (period: Period): boolean =>
    days.some((day) => day.startsWith(period) || period.startsWith(day));
  const { leaves } = (await readTree(context.state, SITE)).tree;
  const stored = [];
  for (const leaf of leaves) {
    if (isRecent(dayOrLonger(leaf.period))) stored.push(...((await digests.read(SITE, leaf.names)) ?? []));
  }
  const news = shownLines(stored).filter(({ published }) => {
    const age = now - Date.parse(published);
    return age >= 0 && age < NEWS_DAYS * DAY_MS;
  });
  await putDocuments([archives.newsDocument(news)], context, onDocument);
  return news.length > 0;
}
