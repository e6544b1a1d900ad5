import { resolve } from 'node:path';
import type { Derivation, Upload } from '../../lambda/model/article.ts';
import { type Companion, type MediaContent, mediaKindOf } from '../../lambda/model/media.ts';
import type { Site } from '../../lambda/model/site.ts';
import { companionsOf, lookForFiles, readFiles, Shelf } from '../../lambda/protocol/companions.ts';
import { LOST } from '../../lambda/protocol/retry.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import type { OpenedObject } from '../../lambda/store/store.ts';
import { resolvePath } from '../../lib/caller.ts';
import { isIgnored } from '../publish/ignored-files.ts';

/** An upload with what its addresses lead to. */
interface WithFiles {
  readonly upload: Upload;
  /** The pictures among these, as they are published. */
  readonly pictures: readonly MediaContent[];
  /** The recordings and documents among these, which may be too large for memory, by the path at which they are published. */
  readonly bulky: ReadonlyMap<string, OpenFile>;
}

/** Opens a file as it is now. */
export type OpenFile = () => Promise<OpenedObject | undefined>;

/**
 * The upload of a file with the files around it that its derivation asks for, as publishing finds them; undefined where
 * there are none.
 */
export async function withFilesBeside(
  upload: Upload,
  derivation: Derivation,
  file: string,
  site: Site,
): Promise<WithFiles | undefined> {
  const references = 'article' in derivation ? (derivation.references ?? []) : [];
  if (references.length === 0) return undefined;
  const context = {
    articles: new FolderStore(rootOf(file, upload), { othersWrite: true, isIgnored }),
    state: new MemoryStore(),
    derivations: siteDerivations(site),
    revision: '',
  };
  const look = await lookForFiles(references, upload.key, context, new Map());
  if (look.found.size === 0) return undefined;
  const shelf = new Shelf();
  const files = await readFiles(look, undefined, context, shelf);
  if (files === LOST) return undefined;
  const pictures = files.flatMap(({ file }) => pictureOf(file, shelf));
  shelf.clear();
  const bulky = files.flatMap(({ key, file }): (readonly [string, OpenFile])[] =>
    'path' in file && mediaKindOf(key) === 'bulky' ? [[file.path, () => context.articles.read(key)]] : [],
  );
  return { upload: { ...upload, companions: companionsOf(files) }, pictures, bulky: new Map(bulky) };
}

function pictureOf(file: Companion, shelf: Shelf): readonly MediaContent[] {
  const picture = 'path' in file ? shelf.get(file.path) : undefined;
  return picture === undefined ? [] : [picture];
}

/** The folder that the key of a file's upload leads from. */
function rootOf(file: string, { key }: Upload): string {
  return resolve(resolvePath(file), ...key.split('/').map(() => '..'));
}
