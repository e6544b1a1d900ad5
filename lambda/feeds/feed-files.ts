import type { Article } from '../model/article.ts';
import { playerOf } from '../model/media.ts';
import { publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';

/** A file of ours that an item shows or links to: only of these type and length are known. */
export interface FeedFile {
  readonly url: string;
  /** A media type. */
  readonly type: string;
  /** In bytes. */
  readonly length: number;
  /** In pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** The files of an article by their addresses, in its order. */
export function feedFiles({ media = [] }: Article, site: Pick<Site, 'baseUrl'>): readonly FeedFile[] {
  return media.map(({ path, ...file }) => ({ url: publicUrl(site, path), ...file }));
}

/** What is for players and downloads, the recordings first: all that is no picture. */
export function enclosuresOf({ files = [] }: { readonly files?: readonly FeedFile[] }): readonly FeedFile[] {
  const others = files.filter(({ type }) => !type.startsWith('image/'));
  return [...others.filter(isRecording), ...others.filter((file) => !isRecording(file))];
}

/** Whether a file is heard or watched. */
export function isRecording({ type }: Pick<FeedFile, 'type'>): boolean {
  return playerOf(type) !== undefined;
}
