import type { Embed } from '../players.ts';
import type { Source } from './source.ts';

/** Sina Finance (finance.sina.com.cn). */
export const sinaFinance: Source = {
  name: 'sina-finance',
  names: ['新浪财经'],
  hosts: ['finance.sina.com.cn', 'finance.sina.cn'],
  promotion: ['.appendQr_wrap', '.article_ad', '.ad_content', '#app-qrcode'],
  furniture: ['.artical-player-wrap', '.article-bottom', '.page-tools', '.show_author_tip'],
  unwrap: ['.keyword', 'a[href*="/realstock/"]'],
  rename: { 'p.article-subtitle': 'h3' },
  comments: [{ pattern: /^\s*mce-plugin-videoList\d*\[/, read: readVideoList }],
  readHeadings: readBoldLines,
  phrases: [/^海量资讯、精准解读，尽在新浪财经APP$/i, /^新浪声明：.{0,120}$/, /^炒股就看金麒麟分析师研报/],
};

/** The paragraphs that are bold throughout, in the copy of an article that the site's editor leaves in a comment. */
function readBoldLines(comment: string): readonly string[] {
  if (!comment.startsWith('article_adlist[')) return [];
  return comment.split('</p>').flatMap((paragraph) => {
    const bold = [...paragraph.matchAll(FORMAT)].find(([, format = '']) => format.includes('strong-Bold'));
    if (bold === undefined) return [];
    const { 0: whole, 2: line = '', index } = bold;
    const isAlone =
      /^(?:[^<>]*\[)?(?:<[^<>]*>)*$/.test(paragraph.slice(0, index)) &&
      /^(?:<[^<>]*>)*$/.test(paragraph.slice(index + whole.length));
    return isAlone && line !== '' ? [line] : [];
  });
}

const FORMAT = /<font cms-style="([^"<>]*)">([^<>]*)<\/font>/g;

/** The videos of an article, as the editor of the site keeps them: JSON between the name of its plug-in, twice. */
function readVideoList(data: string): readonly Embed[] {
  const list = parseJson(data.slice(data.indexOf('[') + 1, data.lastIndexOf(']')));
  const videos = isRecord(list) && Array.isArray(list.videos) ? list.videos : [];
  return videos.flatMap((video) => {
    if (!isRecord(video)) return [];
    const link = readText(video.vmsURL) ?? readText(video.url) ?? readText(video.wapURL);
    if (link === undefined) return [];
    const title = readText(video.title);
    const poster = readText(video.largeImg) ?? readText(video.img) ?? readText(video.smallImg);
    return [{ link, ...(title !== undefined && { title }), ...(poster !== undefined && { poster }) }];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
