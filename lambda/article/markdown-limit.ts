/** A text with more Markdown than an article can have; the message is the reason, as a clause. */
export class MarkdownLimitError extends Error {
  override readonly name = 'MarkdownLimitError';
}

/** Every line, and every character that may mean something, costs the renderer time and memory. */
const MAX_MARKUP = 400_000;
const MARKUP = new Set([...'\n\\`*_~^=$[]{!<>&|'].map((character) => character.charCodeAt(0)));

/** Throws a {@link MarkdownLimitError} for a text that would take the renderer seconds. */
export function limitMarkdown(text: string): void {
  if (text.length <= MAX_MARKUP) return;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (MARKUP.has(text.charCodeAt(at)) && ++count > MAX_MARKUP) {
      throw new MarkdownLimitError('the body has more Markdown than an article can have');
    }
  }
}
