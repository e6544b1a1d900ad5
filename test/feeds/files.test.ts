import { expect, it } from 'vitest';
import { renderAtom } from '../../lambda/feeds/atom.ts';
import { feedModel } from '../../lambda/feeds/feed-model.ts';
import { renderJsonFeed } from '../../lambda/feeds/json-feed.ts';
import { podcastGuid } from '../../lambda/feeds/podcast.ts';
import { renderRss } from '../../lambda/feeds/rss.ts';
import type { Article } from '../../lambda/model/article.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { parseSite } from '../../lambda/model/site.ts';

const SCOPE = { kind: 'category', name: '播客' } as const;
const PODCAST = {
  category: 'News',
  author: '某台',
  email: 'editor@example.org',
  image: 'https://example.org/cover.jpg',
};
const SITE = parseSite({ baseUrl: 'https://feeds.example.org', categories: { 播客: { podcast: PODCAST } } });
const COVER = { path: 'media/11111111111111111111.png', type: 'image/png', length: 7, width: 3, height: 2 };
const SONG = { path: 'media/22222222222222222222.mp3', type: 'audio/mpeg', length: 60_000_000 };
const PAPER = { path: 'media/33333333333333333333.pdf', type: 'application/pdf', length: 9 };

const EPISODE: Article = {
  key: 'a.md',
  id: articleId('a.md'),
  guid: articleGuid('a.md'),
  title: '第一集',
  published: '2024-03-01T00:00:00Z',
  summary: '一集。',
  content: '<p>一集。</p>',
  image: `https://feeds.example.org/${COVER.path}`,
  media: [COVER, PAPER, SONG],
  episode: { duration: 1234, number: 1, season: 2, type: 'full', explicit: false },
  categories: ['播客'],
  tags: [],
};
const { media: _, episode: __, ...PLAIN } = EPISODE;
const model = (article: Article, site = SITE) => feedModel(SCOPE, [article], site);

it('RSS has the first recording as the enclosure of an item, and the picture in its size', () => {
  const rss = renderRss(model(EPISODE), SITE).toString();
  expect(rss).toContain(
    '<enclosure url="https://feeds.example.org/media/22222222222222222222.mp3" length="60000000" type="audio/mpeg"/>',
  );
  expect(rss.match(/<enclosure/g)).toHaveLength(1);
  expect(rss).toContain(
    '<media:content url="https://feeds.example.org/media/11111111111111111111.png" fileSize="7" type="image/png" medium="image" width="3" height="2"/>',
  );
});

it('a list that is a podcast tells directories what they ask for', () => {
  const rss = renderRss(model(EPISODE), SITE).toString();
  for (const said of [
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    `<podcast:guid>${podcastGuid('https://feeds.example.org/feeds/%E6%92%AD%E5%AE%A2/rss.xml')}</podcast:guid>`,
    '<itunes:author>某台</itunes:author>',
    '<itunes:explicit>false</itunes:explicit>',
    '<itunes:image href="https://example.org/cover.jpg"/>',
    '<itunes:category text="News"/>',
    '<itunes:email>editor@example.org</itunes:email>',
    '<itunes:duration>1234</itunes:duration>',
    '<itunes:episode>1</itunes:episode>',
    '<itunes:season>2</itunes:season>',
    '<itunes:episodeType>full</itunes:episodeType>',
  ]) {
    expect(rss).toContain(said);
  }
});

it('the guid of a podcast follows the rule of the Podcast Index', () => {
  const guid = '917393e3-1b1e-5cef-ace4-edaa54e1f810';
  expect(podcastGuid('https://mp3s.nashownotes.com/pc20rss.xml')).toBe(guid);
  expect(podcastGuid('http://mp3s.nashownotes.com/pc20rss.xml//')).toBe(guid);
});

it('Atom and JSON Feed have every recording and document, the recordings first', () => {
  const atom = renderAtom(model(EPISODE), SITE).toString();
  expect(atom).toContain(
    '<link rel="enclosure" type="audio/mpeg" href="https://feeds.example.org/media/22222222222222222222.mp3" length="60000000"/>',
  );
  const [item] = JSON.parse(renderJsonFeed(model(EPISODE), SITE).toString()).items;
  expect(item.attachments).toEqual([
    {
      url: 'https://feeds.example.org/media/22222222222222222222.mp3',
      mime_type: 'audio/mpeg',
      size_in_bytes: 60_000_000,
      duration_in_seconds: 1234,
    },
    {
      url: 'https://feeds.example.org/media/33333333333333333333.pdf',
      mime_type: 'application/pdf',
      size_in_bytes: 9,
    },
  ]);
});

it('feeds say nothing of files or podcasts where there are none', () => {
  const site = parseSite({ baseUrl: 'https://feeds.example.org' });
  const rss = renderRss(model(PLAIN, site), site).toString();
  expect(rss).not.toMatch(/itunes|enclosure|fileSize|podcast:/);
});
