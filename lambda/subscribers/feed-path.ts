import { decodeField } from './access-log.ts';

/** The formats of feeds. */
export const FORMATS = ['rss', 'atom', 'json'] as const;

/** One of these formats. */
export type Format = (typeof FORMATS)[number];

const FILES: ReadonlyMap<string, Format> = new Map([
  ['rss.xml', 'rss'],
  ['atom.xml', 'atom'],
  ['feed.json', 'json'],
]);

/** A feed: one format of one list. */
export interface Feed {
  /** The folder of the list, such as `feeds/金融`; nothing for the list of all articles. */
  readonly list: string;
  readonly format: Format;
}

/** The feed that a path of the log leads to; undefined for pages, archives and all else that nobody subscribes to. */
export function feedAt(path: string): Feed | undefined {
  const format = FILES.get(path.slice(path.lastIndexOf('/') + 1));
  if (format === undefined) return undefined;
  const list = decodeField(path.slice(1, Math.max(1, path.lastIndexOf('/'))));
  return { list, format };
}
