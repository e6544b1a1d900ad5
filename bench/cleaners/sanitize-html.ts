import sanitizeHtml from 'sanitize-html';
import type { CleaningInput } from './input.ts';

/** sanitize-html, with pictures: it reads HTML by rules of its own (htmlparser2), not as browsers do. */
export default function prepare({ html }: CleaningInput) {
  const allowedTags = [...sanitizeHtml.defaults.allowedTags, 'img'];
  return () => sanitizeHtml(html, { allowedTags });
}
