import type { Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { companionsOf, lookForFiles, readFiles, Shelf } from '../../lambda/protocol/companions.ts';
import { LOST } from '../../lambda/protocol/retry.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { isIgnored } from '../publish/ignored-files.ts';

/**
 * The upload with the files around it that its derivation asks for, as publishing finds them; undefined where there are
 * none. `root` is the folder that its key leads from.
 */
export async function withFilesBeside(
  upload: Upload,
  derivation: Derivation,
  root: string,
  site: Site,
): Promise<Upload | undefined> {
  const references = 'article' in derivation ? (derivation.references ?? []) : [];
  if (references.length === 0) return undefined;
  const context = {
    articles: new FolderStore(root, { othersWrite: true, isIgnored }),
    state: new MemoryStore(),
    derivations: siteDerivations(site),
    revision: '',
  };
  const look = await lookForFiles(references, upload.key, context, new Map());
  if (look.found.size === 0) return undefined;
  const shelf = new Shelf();
  const files = await readFiles(look, undefined, context, shelf);
  shelf.clear();
  return files === LOST ? undefined : { ...upload, companions: companionsOf(files) };
}
