import { FEEDS, type Format, feedInput } from './feeds/input.ts';
import { type Candidate, compareTimes, type Timing } from './measuring.ts';
import { atMost, paragraph, type Result, showRatio, showTime, showTimes, table } from './result.ts';

const ITEMS = 50;

const LABELS = {
  feed: '`feed`, three formats',
  ours: 'ours, three formats and the page',
  oursFeeds: 'ours, three formats',
  oursWarm: 'ours, three formats and the page, one article new',
  feedsmith: 'feedsmith, three formats',
  feedRss: '`feed`, RSS',
  oursRss: 'ours, RSS',
  feedsmithRss: 'feedsmith, RSS',
  feedAtom: '`feed`, Atom',
  oursAtom: 'ours, Atom',
  feedsmithAtom: 'feedsmith, Atom',
  feedJson: '`feed`, JSON',
  oursJson: 'ours, JSON',
  feedsmithJson: 'feedsmith, JSON',
} as const;

type Name = keyof typeof LABELS;

/** Times the documents of a category beside what other libraries make of the same items. */
export async function benchRendering(): Promise<Result> {
  const input = await feedInput(ITEMS + 1);
  const candidate = (module: string, ...formats: readonly Format[]): Candidate => ({
    module: `./feeds/${module}.ts`,
    input: {
      ...input,
      articles: module === 'warm' ? input.articles : input.articles.slice(0, ITEMS),
      formats,
    },
  });
  const timings = await compareTimes<Name>(
    {
      feed: candidate('feed', ...FEEDS),
      ours: candidate('ours'),
      oursFeeds: candidate('single', ...FEEDS),
      oursWarm: candidate('warm'),
      feedsmith: candidate('feedsmith', ...FEEDS),
      feedRss: candidate('feed', 'rss'),
      oursRss: candidate('single', 'rss'),
      feedsmithRss: candidate('feedsmith', 'rss'),
      feedAtom: candidate('feed', 'atom'),
      oursAtom: candidate('single', 'atom'),
      feedsmithAtom: candidate('feedsmith', 'atom'),
      feedJson: candidate('feed', 'json'),
      oursJson: candidate('single', 'json'),
      feedsmithJson: candidate('feedsmith', 'json'),
    },
    { turn: 40 },
  );
  const of = (name: Name): Timing => {
    const timing = timings.get(name);
    if (timing === undefined) throw new Error(`${name} was not timed`);
    return timing;
  };
  const rows = [...timings].map(([name, timing]) => [
    LABELS[name],
    showTime(timing.time),
    name === 'feed' ? '1' : showRatio(timing),
  ]);
  const [ours, oursFeeds, feedsmith] = [of('ours'), of('oursFeeds'), of('feedsmith')];
  return {
    title: 'Rendering one category',
    text: [
      paragraph(`${ITEMS} articles of the usual size, as bytes that can be served. Ours tells more of each: language,
        picture, editor, further links. In a process that has rendered the articles before, as that of a list which got
        one new article or the next list of a batch, what was adapted and encoded is used again.`),
      table(['documents', 'time', 'in times of `feed`'], rows),
    ].join('\n\n'),
    verdicts: [
      atMost(
        'one category with its page, against three formats of `feed`',
        '1.2×',
        showRatio(ours),
        ours.ratio.median / 1.2,
      ),
      atMost(
        'its three formats, against those of feedsmith',
        '1×',
        showTimes(oursFeeds.ratio.median / feedsmith.ratio.median),
        oursFeeds.ratio.median / feedsmith.ratio.median,
      ),
    ],
  };
}
