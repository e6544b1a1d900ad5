import { SharedPieces } from '../model/body.ts';
import { Memo } from '../model/memo.ts';
import { FEED_STYLE_PATH, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import type { FeedModel } from './feed-model.ts';
import type { XmlLines } from './xml.ts';

/*
 * `feed` writes what a list says of itself: what is in the channel (RSS) or the feed (Atom) before the items. The
 * root and the style sheet are ours, since `feed` declares neither further namespaces nor CSS. So are the items, each of
 * which is written once for many lists.
 */

/** A text as `feed` expects it: with `&amp;` for `&`, which it would otherwise decode. */
export function headText(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** The lines of a document of `feed` within an element, escaped as everything else. */
export function linesWithin(name: string, xml: string): XmlLines {
  const lines = xml.split('\n');
  const start = lines.findIndex((line) => line.trimStart().startsWith(`<${name}`)) + 1;
  const end = lines.findIndex((line) => line.trimStart() === `</${name}>`);
  const indentation = lines[start]?.indexOf('<');
  return lines
    .slice(start, end)
    .map((line) => line.slice(indentation).replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;'));
}

/** The update time of no feed, in the place of that of each. */
export const ANY_TIME = new Date(0);

/** How the line of the update time is written. */
type WriteTime = (time: Date) => string;

/**
 * A function that gives the head of a list's feed, made once but for the line of the update time: `feed` takes as long for
 * it as the items of a list take that has one new.
 */
export function headsOnce(
  make: (model: FeedModel, site: Site) => XmlLines,
  writeTime: WriteTime,
): (model: FeedModel, site: Site) => XmlLines {
  const heads = new Memo<XmlLines>(1000);
  return (model, site) => {
    const { scope, title, description, copyright } = model;
    const key = JSON.stringify([scope, title, description, copyright]);
    const head = heads.of(site, key, () => make(model, site));
    return withTime(head, model, writeTime);
  };
}

/** A head with the update time of a feed in the place of any. */
export function withTime(head: XmlLines, { updated }: FeedModel, writeTime: WriteTime): XmlLines {
  const line = writeTime(ANY_TIME);
  return head.map((each) => (each === line ? writeTime(new Date(updated)) : each));
}

/** A document of a root without items, which the last `ends` lines of it close, and of items that begin with a line feed. */
export function assembleXml(
  root: XmlLines,
  ends: number,
  items: readonly Uint8Array[],
  site: Site,
): SharedPieces {
  const style = publicUrl(site, FEED_STYLE_PATH);
  const prolog = `<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet href="${style}" type="text/css"?>`;
  const start = [prolog, ...root.slice(0, -ends)].join('\n');
  const end = ['', ...root.slice(-ends), ''].join('\n');
  return new SharedPieces([Buffer.from(start), ...items, Buffer.from(end)]);
}
