import type { Embed } from '../players.ts';
import type { SourceCode } from './source.ts';

/** What only code can do about Sina Finance. */
export const sinaFinance: SourceCode = {
  comments: [{ pattern: /^\s*mce-plugin-videoList\d*\[/, read: readVideoList }],
  readHeadings: readBoldLines,
};

/** The paragraphs that are bold throughout, in the copy of an article that the site's editor leaves in a comment. */
function readBoldLines(comment: string): readonly string[] {
  if (!comment.startsWith('article_adlist[')) return [];
  const lines: string[] = [];
  for (let at = comment.indexOf(BOLD); at >= 0; ) {
    const start = comment.lastIndexOf('</p>', at);
    const end = comment.indexOf('</p>', at);
    const paragraph = comment.slice(start < 0 ? 0 : start + 4, end < 0 ? undefined : end);
    const line = readBoldLine(paragraph);
    if (line !== '') lines.push(line);
    at = end < 0 ? end : comment.indexOf(BOLD, end);
  }
  return lines;
}

const BOLD = 'strong-Bold';

/** The text of a paragraph that is bold throughout; `''` for any other. */
function readBoldLine(paragraph: string): string {
  FORMAT.lastIndex = 0;
  let bold = FORMAT.exec(paragraph);
  while (bold !== null && bold[1]?.includes(BOLD) !== true) bold = FORMAT.exec(paragraph);
  if (bold === null) return '';
  const { 0: whole, 2: line = '', index } = bold;
  const isAlone =
    /^(?:[^<>]*\[)?(?:<[^<>]*>)*$/.test(paragraph.slice(0, index)) &&
    /^(?:<[^<>]*>)*$/.test(paragraph.slice(index + whole.length));
  return isAlone ? line.trim() : '';
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
