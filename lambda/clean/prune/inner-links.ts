import { append } from '../fragment/content.ts';
import { isMerged } from '../fragment/formats.ts';
import { type Child, NO_ATTRIBUTES, type Tag, walkTags } from '../fragment/tag.ts';

/**
 * Unwraps links whose anchor is no longer in the fragment, and drops anchors that no link leads to, in the tree itself.
 * Returns whether there were any.
 */
export function dropDeadLinks(blocks: Child[]): boolean {
  const leading: string[] = [];
  const named: string[] = [];
  walkTags(blocks, ({ name, attributes }) => {
    if (attributes === NO_ATTRIBUTES) return;
    const { href, id } = attributes;
    if (name === 'a' && href?.startsWith('#')) leading.push(href.slice(1));
    if (id !== undefined) named.push(id);
  });
  if (leading.length + named.length === 0) return false;
  const [links, anchors] = [new Set(leading), new Set(named)];
  if (links.size === anchors.size && [...links].every((id) => anchors.has(id))) return false;
  filterChildren(blocks, ({ name, attributes: { href, id } }) => {
    if (name === 'a' && href?.startsWith('#')) return anchors.has(href.slice(1));
    return id === undefined || links.has(id);
  });
  return true;
}

function filterChildren(children: Child[], isKept: (tag: Tag) => boolean): void {
  const kept: Child[] = [];
  for (const child of children) {
    if (typeof child === 'string') {
      add(kept, child);
      continue;
    }
    filterChildren(child.children, isKept);
    if (isKept(child)) {
      add(kept, child);
    } else if (child.name === 'a' || child.name === 'span') {
      for (const grandchild of child.children) add(kept, grandchild);
    } else {
      const { id: _unused, ...attributes } = child.attributes;
      child.attributes = attributes;
      add(kept, child);
    }
  }
  children.length = 0;
  for (const child of kept) children.push(child);
}

/** Adds a node as reading it anew would: text joins text, and a format goes on. */
function add(children: Child[], child: Child): void {
  const last = children.at(-1);
  if (typeof child === 'string') {
    append(children, child);
  } else if (typeof last === 'object' && last.name === child.name && isMerged(child.name)) {
    for (const grandchild of child.children) add(last.children, grandchild);
  } else {
    children.push(child);
  }
}
