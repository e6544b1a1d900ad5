import { describe, expect, test } from 'vitest';
import { renderOpml } from '../../lambda/feeds/opml.ts';
import { listingPath, publicUrl } from '../../lambda/model/paths.ts';
import { render } from './render.ts';
import { FINANCE, SAMPLE_SITE, sampleArticle } from './sample.ts';
import { validateAtom } from './validate-atom.ts';
import { validateJsonFeed } from './validate-json-feed.ts';
import { validateOpml } from './validate-opml.ts';
import { validateRss } from './validate-rss.ts';

const { rss, atom, json } = render([
  sampleArticle({ author: '王五', image: 'https://img.example.org/a.png' }),
  sampleArticle({ key: 'b.md', published: '2021-09-16T04:00:15Z' }),
]);
const address = (file: 'rss.xml' | 'atom.xml' | 'feed.json') =>
  publicUrl(SAMPLE_SITE, listingPath(FINANCE, file));

describe('the rules for RSS find', () => {
  test.each([
    ['MissingAtomSelfLink', 'rel="self"', 'rel="related"'],
    ['SelfDoesntMatchLocation', '/rss.xml"', '/other.xml"'],
    ['InvalidRFC2822Date', 'Thu, 16 Sep 2021 04:00:14 GMT</pubDate>', '2021-09-16</pubDate>'],
    ['IncorrectDOW', 'Thu, 16 Sep 2021 04:00:14 GMT</pubDate>', 'Fri, 16 Sep 2021 04:00:14 GMT</pubDate>'],
    ['ImplausibleDate', '16 Sep 2021 04:00:14 GMT</pubDate>', '16 Sep 1971 04:00:14 GMT</pubDate>'],
    ['MissingElement guid', /<guid.*<\/guid>/, ''],
    ['MissingAttribute isPermaLink', ' isPermaLink="false"', ''],
    ['InvalidUUID', 'urn:uuid:', 'uuid:'],
    ['UndefinedElement author', 'dc:creator>王五</dc:creator', 'author>王五</author'],
    [
      'UndefinedElement enclosure',
      '<media:content',
      '<enclosure url="https://img.example.org/a.png"/><media:content',
    ],
    ['InvalidFullLink', '<link>https://feeds.example.org/articles/', '<link>/articles/'],
    ['InvalidLanguage', '<language>zh-CN', '<language>Chinese'],
    ['ImageTitleDoesntMatch', /<image>\s*<title>/, '<image><title>x'],
    ['ContainsHTML', '<title>标题', '<title>&lt;b&gt;标题&lt;/b&gt;'],
    ['SecurityRisk', '<p>正文', '<iframe></iframe><p>正文'],
    ['SecurityRiskAttr', '<p>正文', '<p onclick="x()">正文'],
    ['ContainsRelRef', '<p>正文', '<p><a href="#x">1</a>正文'],
    ['NotHtml', '<p>正文', '<p title="a"title="b">正文'],
    ['BadCharacters', '<p>正文', '<p>\ufffd正文'],
    ['MisplacedItem', '</item>\n    </channel>', '</item><ttl>5</ttl></channel>'],
    ['NeedDescriptionBeforeContent', /(<description><!.*)(\s*)(<content:.*)/, '$3$2$1'],
  ])('%s', (finding, part, instead) => {
    expect(validateRss(rss, address('rss.xml'))).toEqual([]);
    const broken = rss.replace(part, instead);
    expect(broken).not.toBe(rss);
    expect(validateRss(broken, address('rss.xml')).join('\n')).toContain(finding);
  });

  test('a guid that is there twice', () => {
    const broken = rss.replace(/urn:uuid:.{36}/g, 'urn:uuid:85d1fca8-bee1-5f7a-b0eb-4a2b1acac3cc');
    expect(validateRss(broken, address('rss.xml')).join('\n')).toContain('DuplicateValue of guid');
  });

  test.each([
    ['a CDATA section that ends too early', '<p>正文', ']]><p>正文'],
    ['a namespace that is not declared', ' xmlns:dc="http://purl.org/dc/elements/1.1/"', ''],
    ['a character that XML forbids', '<title>标题', '<title>\u0001'],
    ['a bare ampersand', '<title>标题', '<title>a & b'],
  ])('%s', (_what, part, instead) => {
    expect(() => validateRss(rss.replace(part, instead), address('rss.xml'))).toThrow();
  });
});

describe('the rules for Atom find', () => {
  test.each([
    ['MissingSelf', 'rel="self"', 'rel="related"'],
    ['MissingElement atom:updated', /<updated>.*<\/updated>/, ''],
    ['InvalidRFC3339Date', /<updated>.*<\/updated>/, '<updated>yesterday</updated>'],
    ['MissingElement atom:author', /<author>\s*<name>示例站<\/name>\s*<uri>.*<\/uri>\s*<\/author>/, ''],
    ['DuplicateAtomLink', /<link rel="alternate".*>/, '$&$&'],
    ['MissingAttribute xml:lang', ' xml:lang="zh-CN"', ''],
    ['MisplacedMetadata', '</feed>', '<icon>https://feeds.example.org/icon.png</icon></feed>'],
    ['UnexpectedAttribute', '<summary type="text"', '<summary type="text" mode="escaped"'],
    [
      'DuplicateUpdated',
      /<updated>2021-09-16T04:00:15.000Z<\/updated>\s*<summary/,
      '<updated>2021-09-16T04:00:14.000Z</updated><summary',
    ],
  ])('%s', (finding, part, instead) => {
    expect(validateAtom(atom, address('atom.xml'))).toEqual([]);
    const broken = atom.replace(part, instead);
    expect(broken).not.toBe(atom);
    expect(validateAtom(broken, address('atom.xml')).join('\n')).toContain(finding);
  });
});

describe('the rules for JSON Feed find', () => {
  test.each([
    ['feed.version is', 'version/1.1', 'version/1'],
    ['feed_url is not where the feed is', '/feed.json', '/feed2.json'],
    ['feed.items[].author is unknown', '"authors"', '"author"'],
    ['feed.items[].id is missing', '"id"', '"_republished"'],
    ['feed.items[].tags is not a list', /"tags": \[[^\]]*\]/, '"tags": "金融"'],
  ])('%s', (finding, part, instead) => {
    expect(validateJsonFeed(json, address('feed.json'))).toEqual([]);
    const broken = json.replace(part, instead);
    expect(broken).not.toBe(json);
    expect(validateJsonFeed(broken, address('feed.json')).join('\n')).toContain(finding);
  });
});

describe('the rules for OPML find', () => {
  const opml = renderOpml([{ name: '金融', below: [] }], SAMPLE_SITE);

  test.each([
    ['MissingAttribute text', ' text="金融"', ''],
    ['MissingXmlURL', / xmlUrl="[^"]*"/, ''],
    ['MissingOutlineType', ' type="rss"', ''],
    ['InvalidFullLink', / xmlUrl="[^"]*"/, ' xmlUrl="/rss.xml"'],
    ['UndefinedElement docs', '</title>', '</title><docs/>'],
    ['NotHtml', ' text="金融"', ' text="A&amp;B"'],
    ['a feed is there twice', /feeds\/[^"/]*\/rss.xml/, 'rss.xml'],
  ])('%s', (finding, part, instead) => {
    expect(validateOpml(opml)).toEqual([]);
    const broken = opml.replace(part, instead);
    expect(broken).not.toBe(opml);
    expect(validateOpml(broken).join('\n')).toContain(finding);
  });
});
