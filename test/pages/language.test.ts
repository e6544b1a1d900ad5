import { describe, expect, it } from 'vitest';
import { articleLanguage } from '../../lambda/model/article-language.ts';
import { wordsOf } from '../../lambda/model/words.ts';
import { languageAttributes, pageLanguage } from '../../lambda/pages/language.ts';
import { renderTime } from '../../lambda/pages/time.ts';
import { bareArticle, site } from './samples.ts';

const inLanguage = (language: string) => ({ ...site, language });

describe('the words of the pages', () => {
  it.each([
    ['zh-CN', '订阅源'],
    ['zh', '订阅源'],
    ['ZH-Hans-CN', '订阅源'],
    ['zh-TW', '訂閱源'],
    ['zh-Hant-HK', '訂閱源'],
    ['en', 'Feeds'],
    ['fr', 'Feeds'],
    ['zhx', 'Feeds'],
  ])('for a site in %s, feeds are %s', (language, feeds) => {
    expect(wordsOf({ language }).feeds).toBe(feeds);
  });

  it.each([
    ['zh-CN', 'zh-CN'],
    ['en-GB', 'en-GB'],
    ['fr', 'en'],
    ['zh-TW', 'zh-TW'],
    ['zh-Hant', 'zh-Hant'],
  ])('a page of a site in %s says that it is in %s', (language, page) => {
    expect(pageLanguage(inLanguage(language))).toBe(page);
  });

  it('tells the language of a text only where it is not the page’s', () => {
    expect(String(languageAttributes('zh-CN', site))).not.toContain('lang=');
    expect(String(languageAttributes('en', site))).toContain('lang="en"');
    expect(String(languageAttributes('zh-CN', inLanguage('zh-TW')))).toContain('lang="zh-CN"');
  });
});

describe('the direction of a text', () => {
  it.each([
    ['ar', '', ' lang="ar" dir="rtl"'],
    ['he-IL', 'OpenAI', ' lang="he-IL" dir="rtl"'],
    ['zh-CN', 'שלום', ''],
    ['', 'OpenAI تطلق نموذجا جديدا', ' lang="" dir="rtl"'],
    ['', 'Was der Fluss bringt', ' lang="" dir="auto"'],
    ['az-Arab', '', ' lang="az-Arab" dir="rtl"'],
  ])('in %j, %j, needs%s', (language, text, attributes) => {
    expect(String(languageAttributes(language, site, text))).toBe(attributes);
  });
});

describe('articleLanguage', () => {
  it.each([
    ['zh-CN', { title: '新闻 News' }, 'zh-CN'],
    ['zh-CN', { title: 'News' }, ''],
    ['zh-CN', { title: 'News', summary: '一段' }, 'zh-CN'],
    ['zh-CN', { title: 'News', language: 'en' }, 'en'],
    ['en', { title: 'News' }, 'en'],
    ['en', { title: '新闻' }, 'zh-Hans'],
    ['en', { title: '書市重開' }, 'zh-Hant'],
    ['en', { title: '山水' }, 'zh'],
    ['en', { title: 'The word 山 and what it means' }, 'en'],
    ['zh-CN', { title: '港邊書市重開，舊書攤換上新燈' }, 'zh-Hant'],
    ['zh-TW', { title: '这个国家的书' }, 'zh-Hans'],
    ['zh-HK', { title: '這個國家的書' }, 'zh-HK'],
    ['zh-CN', { title: 'What the river brings and takes' }, 'en'],
    ['zh-CN', { title: 'Was der Fluss bringt' }, ''],
    ['zh-CN', { title: 'iPhone 16 Pro Max 评测', summary: '屏幕更大了。' }, 'zh-CN'],
    ['zh-CN', { title: 'これは本です' }, 'ja'],
    ['ja', { title: '新製品発表' }, 'ja'],
    ['zh-CN', { title: '한국어 기사' }, 'ko'],
    ['en', { title: 'Что приносит река' }, ''],
    ['ru', { title: 'Что приносит река' }, 'ru'],
    ['en', { title: '2026 😀' }, 'en'],
  ])('on a site in %s, of %j, is %j', (language, article, expected) => {
    expect(articleLanguage({ ...bareArticle, ...article }, inLanguage(language))).toBe(expected);
  });
});

describe('renderTime', () => {
  it.each([
    ['zh-CN', 'Asia/Shanghai', '2021-09-16T04:00:14Z', '2021年9月16日 12:00'],
    ['zh-CN', 'Asia/Shanghai', '2021-12-31T16:05:00Z', '2022年1月1日 00:05'],
    ['en', 'America/New_York', '2021-03-21T02:45:49Z', '20 March 2021, 22:45'],
    ['en', 'UTC', '0987-07-01T00:00:00Z', '1 July 987, 00:00'],
  ])('in %s and %s, shows %s as %s', (language, timeZone, instant, shown) => {
    expect(String(renderTime(instant, { ...site, language, timeZone }))).toBe(
      `<time datetime="${instant}">${shown}</time>`,
    );
  });
});
