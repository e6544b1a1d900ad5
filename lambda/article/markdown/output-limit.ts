import type { MarkdownIt, Token } from 'markdown-it';
import { MarkdownLimitError } from '../markdown-limit.ts';

/** What the attributes of any text may come to, in UTF-16 units, and how many times its length those of a long one may. */
const FLOOR = 1_000_000;
const FACTOR = 6;

/**
 * Bounds what attributes add to a text: a definition of a few kilobytes that thousands of links use would become
 * hundreds of megabytes. Throws a {@link MarkdownLimitError} while they are written.
 */
export function supportOutputLimit(renderer: MarkdownIt): void {
  const output = renderer.renderer;
  const { renderAttrs } = output;
  let left = FLOOR;
  renderer.core.ruler.push('output_limit', ({ src }) => {
    left = FLOOR + FACTOR * src.length;
  });
  output.renderAttrs = (token: Token): string => {
    const attributes = renderAttrs.call(output, token);
    left -= attributes.length;
    if (left < 0) {
      throw new MarkdownLimitError('its links and pictures repeat more than an article can hold');
    }
    return attributes;
  };
}
