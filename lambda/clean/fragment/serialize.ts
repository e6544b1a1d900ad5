import { escapeAttribute, escapeText } from '../../model/markup.ts';
import type { Child } from './tag.ts';

const VOID_TAGS: ReadonlySet<string> = new Set(['br', 'hr', 'img']);

/** Writes a fragment as the HTML standard's fragment serialisation does, with a line feed between its blocks. */
export function serialize(blocks: readonly Child[]): string {
  let html = '';
  for (const block of blocks) html += html === '' ? serializeChild(block) : `\n${serializeChild(block)}`;
  return html;
}

function serializeChild(child: Child): string {
  if (typeof child === 'string') return escapeText(child);
  let html = `<${child.name}`;
  for (const name in child.attributes) html += ` ${name}="${escapeAttribute(child.attributes[name] ?? '')}"`;
  html += '>';
  if (VOID_TAGS.has(child.name)) return html;
  for (const grandchild of child.children) html += serializeChild(grandchild);
  return `${html}</${child.name}>`;
}
