import { MAX_UPLOAD_BYTES, type Upload, type Warning } from '../model/article.ts';
import type { Site } from '../model/site.ts';
import { decodeText } from './decode.ts';
import type { LiftedText } from './media/lift.ts';
import type { SavedPictures } from './media/saved-pictures.ts';
import { type Refusal, reject, rejectText } from './refusal.ts';
import { unpack } from './unpack.ts';

/** The text of an upload, and the pictures that came in the same file. */
export interface UploadText extends LiftedText {
  readonly status: 'decoded';
  /** Those of a web archive. */
  readonly parts: SavedPictures | undefined;
}

/** Reads the bytes of an upload as text: those of a web archive's page, and a large text without what makes it large. */
export async function readText(
  upload: Upload,
  site: Site,
  warnings: Warning[],
): Promise<UploadText | Refusal> {
  const archive = await unpack(upload.body);
  if (archive === undefined) return NO_PAGE;
  if (archive.isCut === true) warnings.push({ message: CUT_SHORT });

  const decoded = decodeText(archive.page);
  if (decoded.status !== 'decoded') return decoded;

  const size = archive.page === upload.body ? upload.size : archive.page.length;
  const isLarge = size > MAX_UPLOAD_BYTES;
  const lifted = isLarge ? await lighten(decoded.text, site) : { text: decoded.text, pictures: [] };
  const saved = decoded.text.length - lifted.text.length;
  return rejectText(size - saved) ?? { status: 'decoded', ...lifted, parts: archive.pictures };
}

/** A large text without its style sheets, and with its pictures as files. */
async function lighten(text: string, site: Site): Promise<LiftedText> {
  const { liftPictures, withoutStyles } = await import('./media/lift.ts');
  return liftPictures(withoutStyles(text), site);
}

const CUT_SHORT = 'the web archive ends before its last line; what there is of it is published';

const NO_PAGE = reject({
  reason: 'there is no page in the web archive',
  advice: 'Save the page again, or save it as HTML.',
});
