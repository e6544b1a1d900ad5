import { areWrapped, findWrapWidth } from '../model/lines.ts';
import { escapeAttribute, escapeText } from '../model/markup.ts';
import { findAddresses } from './addresses.ts';

/** How a paragraph of Chinese begins where no blank line stands above it. */
const INDENT = '\u3000';

/**
 * Plain text as HTML: a paragraph for each block of lines, its lines as their writer broke them, unless they are one
 * text that was wrapped. Nothing in it is markup; bare addresses become links.
 */
export function renderPlainText(text: string): string {
  const paragraphs = splitParagraphs(text);
  const width = findWrapWidth(paragraphs);
  return paragraphs.map((lines) => renderParagraph(lines, areWrapped(lines, width))).join('');
}

function splitParagraphs(text: string): readonly (readonly string[])[] {
  const paragraphs: string[][] = [];
  let current: string[] | undefined;
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === '') {
      current = undefined;
    } else if (current === undefined || line.startsWith(INDENT)) {
      current = [line];
      paragraphs.push(current);
    } else {
      current.push(line);
    }
  }
  return paragraphs;
}

function renderParagraph(lines: readonly string[], wrapped: boolean): string {
  const separator = wrapped ? '\n' : '<br>\n';
  return `<p>${lines.map((line) => renderLine(line)).join(separator)}</p>\n`;
}

function renderLine(line: string): string {
  let html = '';
  let at = 0;
  for (const { start, end, href } of findAddresses(line)) {
    html += `${escapeText(line.slice(at, start))}<a href="${escapeAttribute(href)}">${escapeText(line.slice(start, end))}</a>`;
    at = end;
  }
  return html + escapeText(line.slice(at));
}
