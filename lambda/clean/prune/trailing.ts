import { trimEnd } from '../fragment/content.ts';
import type { Child } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { simplify } from '../simplified.ts';
import { type Block, countText, MAX_JUDGED } from './block.ts';
import { isCall, UNFILLED } from './ends.ts';
import { BACK_LINK, CALL_AT_END, EDITOR_AT_END, RELATED_HEADING } from './phrases.ts';
import { ENDING, findLists } from './words.ts';

/** What was taken from the end of a paragraph. */
export interface Trimmed {
  readonly rule: 'editor' | 'empty field' | 'phrase' | 'related links';
  readonly text: string;
  readonly addresses: readonly string[];
  /** The editor that it names. */
  readonly name?: string;
}

/**
 * Takes from the end of a paragraph what is not its own: a link back, a call to read on, a label, the editor, a field that
 * a program left empty.
 */
export function trimTrailing(children: Child[]): Trimmed | undefined {
  return (
    takeLink(children) ??
    takeCall(children) ??
    takeLabel(children) ??
    takeEditor(children) ??
    takeUnfilled(children)
  );
}

/** A link back to the site, or to the whole of what is here. */
function takeLink(children: Child[]): Trimmed | undefined {
  const last = children.at(-1);
  if (typeof last !== 'object' || last.name !== 'a') return undefined;
  const text = countText([last], 0) > MAX_JUDGED ? '' : readText([last]);
  const isBack = BACK_LINK.test(simplify(text).replace(/\s+/g, ''));
  if (!isBack && !(isCall(text) && endsLine(children))) return undefined;
  const { href } = last.attributes;
  children.pop();
  trimEnd(children);
  return { rule: 'phrase', text, addresses: href === undefined ? [] : [href] };
}

/** Whether what is before a last link ends a line or a sentence, or is a picture; a word of a sentence may be a link, too. */
function endsLine(children: readonly Child[]): boolean {
  const [picture, before] = [children.at(-3), children.at(-2)];
  if (before === undefined) return false;
  if (typeof before === 'string' && before.trim() === '' && typeof picture === 'object')
    return /^(?:img|video)$/.test(picture.name);
  return typeof before === 'string'
    ? /[。！？!?.…”」』)）\]】>]\s*$/.test(before)
    : /^(?:br|img|video)$/.test(before.name);
}

/** Words to press behind a text that breaks off; pictures may follow. */
function takeCall(children: Child[]): Trimmed | undefined {
  const index = children.findLastIndex((child) => typeof child === 'string' && child.trim() !== '');
  const last = children[index];
  if (typeof last !== 'string') return undefined;
  const isBeforePictures = children
    .slice(index + 1)
    .every((child) => typeof child === 'string' || /^(?:br|img)$/.test(child.name));
  if (!isBeforePictures) return undefined;
  const before = children[index - 1];
  // A line of its own need not be behind a sentence.
  const start = typeof before === 'object' && before.name === 'br' && last.length <= CALL_LENGTH ? '…' : '';
  const match = execAtEnd(CALL_AT_END, start + simplify(last.slice(-CALL_LENGTH)));
  if (match === null) return undefined;
  const kept = last.slice(0, Math.max(0, last.length - match[0].length));
  if (kept === '') children.splice(index, 1);
  else children[index] = index === children.length - 1 ? kept : `${kept} `;
  trimEnd(children);
  return { rule: 'phrase', text: last.slice(kept.length).trim(), addresses: [] };
}

const CALL_LENGTH = 40;

/** The label of links that are not there. */
function takeLabel(children: Child[]): Trimmed | undefined {
  const last = children.at(-1);
  const mark = typeof last === 'string' && /^\s*[:：]\s*$/.test(last) ? last : '';
  const label = mark === '' ? last : children.at(-2);
  if (typeof label !== 'object' || !/^(?:b|strong)$/.test(label.name) || children.length < 2)
    return undefined;
  const text = countText([label], 0) > MAX_LABEL ? '' : readText([label]);
  if (text === '' || !RELATED_HEADING.test(simplify(text))) return undefined;
  children.length -= mark === '' ? 1 : 2;
  trimEnd(children);
  return { rule: 'related links', text: `${text}${mark.trim()}`, addresses: [] };
}

const MAX_LABEL = 30;

function takeEditor(children: Child[]): Trimmed | undefined {
  const last = children.at(-1);
  if (typeof last !== 'string') return undefined;
  const end = last.slice(-60);
  const match = execAtEnd(EDITOR_AT_END, simplify(end));
  if (match === null) return undefined;
  const text = end.slice(match.index);
  children[children.length - 1] = last.slice(0, last.length - text.length);
  trimEnd(children);
  return { rule: 'editor', text, addresses: [], name: readCaptured(match, end) };
}

/** What a program wrote behind a picture in place of a text that it did not have. */
function takeUnfilled(children: Child[]): Trimmed | undefined {
  const [before, last] = [children.at(-2), children.at(-1)];
  const text = typeof last === 'string' ? last.trim() : '';
  if (typeof before !== 'object' || before.name !== 'img' || !UNFILLED.test(text)) return undefined;
  children.pop();
  trimEnd(children);
  return { rule: 'empty field', text, addresses: [] };
}

function execAtEnd(pattern: RegExp, end: string): RegExpExecArray | null {
  return (findLists(end) & ENDING) === 0 ? null : pattern.exec(end);
}

/** What a pattern has captured in the simplified form of a text, as it stands in the text itself. */
function readCaptured(match: RegExpExecArray, text: string): string {
  const captured = match[1] ?? match[2] ?? '';
  const from = match.index + match[0].lastIndexOf(captured);
  return text.slice(from, from + captured.length);
}

/** What a pattern that is compared in simplified characters captures last of a block's text. */
export function readGroup(pattern: Pick<RegExp, 'exec'>, { text = '', plain }: Block): string | undefined {
  const match = pattern.exec(plain);
  return match === null ? undefined : readCaptured(match, text);
}
