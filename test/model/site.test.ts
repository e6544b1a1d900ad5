import { describe, expect, it } from 'vitest';
import { parseSite, SITE_SETTINGS, SiteError } from '../../lambda/model/site.ts';

describe('the settings of a site', () => {
  it('need not be set at all', () => {
    expect(parseSite()).toEqual(parseSite({}));
    expect(parseSite()).toMatchObject({
      baseUrl: 'http://localhost:8080',
      language: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      itemsPerFeed: 50,
      categories: {},
    });
    expect(parseSite().placeholderHosts).toContain('picsum.photos');
    expect(parseSite()).not.toHaveProperty('hub');
  });

  it('are taken as they are set', () => {
    const site = {
      title: '财经 & more',
      description: 'What <happens>',
      baseUrl: 'https://feeds.example.org/news',
      language: 'en-GB',
      timeZone: 'Europe/Berlin',
      itemsPerFeed: 20,
      categories: { 金融: { title: 'Finance', description: 'Money' }, 'C/C++': {} },
      placeholderHosts: ['images.example'],
      history: true,
      future: true,
      folderCategories: false,
      pageCategories: { 'news.example': ['财经', '要闻'] },
      tagFeeds: ['人工智能', 'AI'],
      authorFeeds: 5,
      hub: 'https://hub.example.org/',
      canonical: 'own',
      robots: 'noindex',
      copyright: '© The authors',
    };
    const rules = [{ name: 'somesite', names: ['某站'] }];
    expect(parseSite({ ...site, rules: 'rules' }, rules)).toEqual({ ...site, rules });
    expect(Object.keys({ ...site, rules }).sort()).toEqual([...SITE_SETTINGS].sort());
  });

  it('may stand beside those of the content delivery network, which are no part of them', () => {
    expect(parseSite({ cdn: { domainName: 'feeds.example.org' } })).toEqual(parseSite());
  });

  it('have a title and a description in their language', () => {
    expect(parseSite({ language: 'zh-Hant' }).title).toMatch(/\p{Script=Han}/u);
    expect(parseSite({ language: 'de' }).title).toMatch(/^[a-z ]+$/i);
    expect(parseSite({ language: 'de' }).description).toMatch(/^[a-z .]+$/i);
  });

  it.each([
    [{ baseUrl: 'https://feeds.example.org/' }, { baseUrl: 'https://feeds.example.org' }],
    [
      { baseUrl: 'https://新闻.example/订阅//' },
      { baseUrl: 'https://xn--efvy88h.example/%E8%AE%A2%E9%98%85' },
    ],
    [{ language: 'zh-cn' }, { language: 'zh-CN' }],
    [{ itemsPerFeed: '30' }, { itemsPerFeed: 30 }],
    [{ tagFeeds: '3' }, { tagFeeds: 3 }],
    [{ tagFeeds: 'AI, 人工智能,AI' }, { tagFeeds: ['AI', '人工智能'] }],
    [{ tagFeeds: '["AI", "人工智能"]' }, { tagFeeds: ['AI', '人工智能'] }],
    [{ tagFeeds: 'true, false' }, { tagFeeds: ['true', 'false'] }],
    [{ tagFeeds: '["1.5"]' }, { tagFeeds: ['1.5'] }],
    [{ authorFeeds: ['2024'] }, { authorFeeds: ['2024'] }],
    [{ placeholderHosts: 'A.example, b.example' }, { placeholderHosts: ['a.example', 'b.example'] }],
    [{ placeholderHosts: [] }, { placeholderHosts: [] }],
    [{ placeholderHosts: '["a.example"]' }, { placeholderHosts: ['a.example'] }],
    [
      { pageCategories: '{"News.example": "财经, 要闻"}' },
      { pageCategories: { 'news.example': ['财经', '要闻'] } },
    ],
    [{ categories: '{"金融": {"title": "财经"}}' }, { categories: { 金融: { title: '财经' } } }],
    [{ categories: { 'cafe\u0301 ': { title: ' Café ' } } }, { categories: { café: { title: 'Café' } } }],
  ])('are brought into one form: %j', (settings, parsed) => {
    expect(parseSite(settings)).toMatchObject(parsed);
  });

  it.each([
    [[], 'site must be an object of settings, not []'],
    ['x', 'site must be an object of settings, not "x"'],
    [null, 'site must be an object of settings, not null'],
    [{ baseURL: 'https://a.example' }, 'site.baseURL is no setting; these are: title, description, baseUrl'],
    [{ title: ' ' }, 'site.title must be a text, not " "'],
    [{ title: 5 }, 'site.title must be a text, not 5'],
    [{ baseUrl: 'feeds.example.org' }, 'site.baseUrl must be an address'],
    [{ baseUrl: 'ftp://feeds.example.org' }, 'site.baseUrl must be an address'],
    [{ baseUrl: 'https://feeds.example.org/?a=b' }, 'site.baseUrl must be an address'],
    [{ baseUrl: 'https://user:secret@feeds.example.org' }, 'site.baseUrl must be an address'],
    [{ hub: true }, 'site.hub must be an address'],
    [{ language: 'Chinese (simplified)' }, 'site.language must be a language tag'],
    [{ robots: 'none' }, 'site.robots must be "index" or "noindex", not "none"'],
    [{ canonical: true }, 'site.canonical must be "original" or "own", not true'],
    [{ timeZone: 'Beijing' }, 'site.timeZone must be a time zone'],
    [{ itemsPerFeed: 0 }, 'site.itemsPerFeed must be a whole number from 1 to 500, not 0'],
    [{ itemsPerFeed: 2.5 }, 'site.itemsPerFeed must be a whole number from 1 to 500, not 2.5'],
    [{ itemsPerFeed: 'many' }, 'site.itemsPerFeed must be a whole number from 1 to 500, not "many"'],
    [
      { tagFeeds: 0 },
      'site.tagFeeds must be a list of at most 200 names such as ["AI", "chips"], or a whole number from 1 to 500, not 0',
    ],
    [{ tagFeeds: [''] }, 'site.tagFeeds must be a list of at most 200 names'],
    [{ authorFeeds: true }, 'site.authorFeeds must be a list of at most 200 names'],
    [
      { itemsPerFeed: 10, tagFeeds: 11 },
      'site.tagFeeds must be no more than site.itemsPerFeed, which is 10, not 11',
    ],
    [{ placeholderHosts: [''] }, 'site.placeholderHosts[0] must be a text'],
    [{ placeholderHosts: 'false' }, 'site.placeholderHosts must be a list of hosts, not "false"'],
    [{ placeholderHosts: '' }, 'site.placeholderHosts must be a list of hosts, not ""'],
    [{ placeholderHosts: ['https://a.example'] }, 'site.placeholderHosts[0] must be a host name'],
    [{ pageCategories: { 'a b': ['甲'] } }, 'site.pageCategories'],
    [{ pageCategories: { 'a.example': [5] } }, 'site.pageCategories["a.example"][0] must be a text, not 5'],
    [{ categories: '{"金融"' }, 'site.categories must be an object of settings'],
    [{ categories: { 金融: 'Finance' } }, 'site.categories["金融"] must be an object of settings'],
    [{ categories: { 金融: { titel: 'x' } } }, 'site.categories["金融"].titel is no setting'],
    [{ categories: { 金融: { title: '' } } }, 'site.categories["金融"].title must be a text'],
  ])('say what is wrong with them: %j', (settings, message) => {
    expect(() => parseSite(settings)).toThrow(SiteError);
    expect(() => parseSite(settings)).toThrow(message);
  });

  it.each(['true', ' False', 'no', '', '1.5', '-1', '0', '12345678901', '["AI"'])(
    'do not take %j of a command line for the name of a tag or an author',
    (text) => {
      expect(() => parseSite({ tagFeeds: text })).toThrow('site.tagFeeds must be a list of at most 200');
      expect(() => parseSite({ authorFeeds: text })).toThrow('site.authorFeeds must be a list of at most');
    },
  );
});
