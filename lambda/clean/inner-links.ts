import { append } from './blocks.ts';
import { isMerged } from './formats.ts';
import { type Child, type Tag, walkTags } from './fragment.ts';

/**
 * Takes away the links whose place is no longer in the fragment, and the places that no link leads to, in the tree
 * itself. Tells whether there was anything of the kind.
 */
export function settleInnerLinks(blocks: Child[]): boolean {
  const links = new Set<string>();
  const places = new Set<string>();
  for (const { name, attributes } of walkTags(blocks)) {
    if (name === 'a' && attributes.href?.startsWith('#')) links.add(attributes.href.slice(1));
    if (attributes.id !== undefined) places.add(attributes.id);
  }
  if (links.size === places.size && [...links].every((id) => places.has(id))) return false;
  settleChildren(blocks, ({ name, attributes: { href, id } }) => {
    if (name === 'a' && href?.startsWith('#')) return places.has(href.slice(1));
    return id === undefined || links.has(id);
  });
  return true;
}

function settleChildren(children: Child[], isKept: (tag: Tag) => boolean): void {
  const settled: Child[] = [];
  for (const child of children) {
    if (typeof child === 'string') {
      add(settled, child);
      continue;
    }
    settleChildren(child.children, isKept);
    if (isKept(child)) {
      add(settled, child);
    } else if (child.name === 'a' || child.name === 'span') {
      for (const grandchild of child.children) add(settled, grandchild);
    } else {
      const { id: _unused, ...attributes } = child.attributes;
      child.attributes = attributes;
      add(settled, child);
    }
  }
  children.length = 0;
  for (const child of settled) children.push(child);
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
