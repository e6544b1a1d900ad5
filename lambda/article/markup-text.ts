import { parseFragment } from 'parse5';
import { tidyText } from '../model/text.ts';

/**
 * One line of text of what may be written in HTML; character references are decoded either way, once. Of a source
 * longer than `length` characters, the beginning is read.
 */
export function markupToText(source: string, length: number): string {
  const start = source.slice(0, length);
  if (!/[<&]/.test(start)) return tidyText(start);
  let text = '';
  const pending = parseFragment(start).childNodes.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('value' in node) text += node.value;
    else if ('childNodes' in node && !/^(?:script|style)$/.test(node.nodeName)) {
      if (/^(?:p|div|br|li|h[1-6])$/.test(node.nodeName)) text += ' ';
      pending.push(...node.childNodes.toReversed());
    }
  }
  return tidyText(text);
}
