import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { parseSite } from '../../lambda/model/site.ts';
import type { CleaningInput } from './input.ts';

/** All that happens to an upload before it is a record: from bytes to an article with its dates, picture and summary. */
export default function prepare({ key, text }: CleaningInput) {
  const site = parseSite();
  const body = Buffer.from(text);
  return () => deriveArticle({ key, body, size: body.length, modified: Date.UTC(2024, 0, 1) }, site);
}
