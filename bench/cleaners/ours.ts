import { bodyToHtml } from '../../lambda/article/body.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { readMetadata } from '../../lambda/article/metadata.ts';
import { cleanBody, parseBody } from '../../lambda/clean/clean.ts';
import { parseSite } from '../../lambda/model/site.ts';
import type { CleaningInput } from './input.ts';

/** Reads the front matter, tells HTML from Markdown, cleans the body. */
export default function prepare({ key, text }: CleaningInput) {
  const { timeZone, placeholderHosts } = parseSite();
  return async () => {
    const front = await parseFrontMatter(text);
    if (front.status !== 'read') throw new Error('the article cannot be read');
    const reading = readMetadata(front.fields, timeZone);
    if (reading.status !== 'read') throw new Error('the article is not published');
    const body = parseBody(await bodyToHtml(front.body, { key }));
    const { title = '', categories, author } = reading.metadata;
    return cleanBody(body, {
      key,
      id: 'id',
      title,
      categories,
      placeholderHosts,
      ...(author !== undefined && { author }),
    });
  };
}
