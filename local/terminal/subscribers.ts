import { LIST_FOLDERS } from '../../lambda/model/list-kinds.ts';
import { parseSegment } from '../../lambda/model/paths.ts';
import { FORMATS } from '../../lambda/subscribers/feed-path.ts';
import { type ListCount, type SubscriberReport, total } from '../../lambda/subscribers/report.ts';
import { formatCount } from '../../lib/words/count.ts';
import { words } from '../../lib/words/spoken.ts';
import type { SubscriberReports } from '../stack/subscribers.ts';
import { padColumns, showText, widest } from './terminal.ts';

const { stack: say } = words;

/** The subscribers of a day as a table of lists, `most` of them at most, with what it leaves out and whom it doubts. */
export function subscriberLines(reports: SubscriberReports, most: number): readonly string[] {
  const { newest } = reports;
  const { day, final, complete, site, lists, others } = newest;
  const hidden = lists.length - most;
  return [
    say.subscribersOf(day, total(site), site.aggregated),
    ...(final ? [] : [say.preliminary]),
    ...(complete ? [] : [say.incomplete]),
    ...(lists.length === 0 ? [] : ['', ...tableOf(reports, most)]),
    ...(hidden > 0 ? [say.moreLists(hidden)] : []),
    ...aggregatorLines(newest),
    '',
    say.notCounted(others.visitors, others.bots),
  ];
}

function tableOf({ newest, weekBefore }: SubscriberReports, most: number): readonly string[] {
  const earlier = new Map(weekBefore?.lists.map((list) => [list.list, total(list)]));
  const rows = newest.lists
    .slice(0, most)
    .map((list) => [
      showText(listName(list)),
      formatCount(total(list)),
      formatCount(list.aggregated),
      ...FORMATS.map((format) => formatCount(total(list.formats[format]))),
      ...(weekBefore === undefined ? [] : [formatCount(earlier.get(list.list) ?? 0)]),
    ]);
  const heading = [
    ...[say.list, say.subscribers, say.byAggregators, 'RSS', 'Atom', 'JSON'],
    ...(weekBefore === undefined ? [] : [say.weekBefore]),
  ];
  const table = [heading, ...rows];
  const widths = heading.map((_, i) => widest(table.map((row) => row[i] ?? '')));
  return table.map((row) =>
    row
      .map((cell, i) => padColumns(cell, widths[i] ?? 0, i === 0 ? 'right' : 'left'))
      .join('  ')
      .trimEnd(),
  );
}

/** How people know a list: a category by its name, and any other by its kind and its name. */
function listName({ list }: ListCount): string {
  if (list === '') return say.allArticles;
  const [, folder = '', segment = ''] = /^(.*\/)?([^/]*)$/.exec(list) ?? [];
  const name = parseSegment(segment) ?? segment;
  return folder === LIST_FOLDERS.category ? name : folder + name;
}

/** The aggregators of each list that has some, and what they claim beyond what counts. */
function aggregatorLines({ lists }: SubscriberReport): readonly string[] {
  const most = new Map<string, { subscribers: number; claimed: number }>();
  for (const { aggregators } of lists) {
    for (const { name, subscribers, claimed = subscribers } of aggregators) {
      const known = most.get(name) ?? { subscribers: 0, claimed: 0 };
      most.set(name, {
        subscribers: Math.max(known.subscribers, subscribers),
        claimed: Math.max(known.claimed, claimed),
      });
    }
  }
  if (most.size === 0) return [];
  const named = [...most].sort(([, a], [, b]) => b.subscribers - a.subscribers).slice(0, SHOWN_AGGREGATORS);
  return [
    '',
    say.aggregators,
    ...named.map(([name, { subscribers, claimed }]) => {
      const line = `  ${showText(name)}${words.site.colon}${formatCount(subscribers)}`;
      return claimed > subscribers ? say.withAdvice(line, say.claims(claimed)) : line;
    }),
  ];
}

const SHOWN_AGGREGATORS = 10;
