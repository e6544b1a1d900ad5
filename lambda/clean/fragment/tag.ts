/** An element of a cleaned fragment. Attributes are written in the order in which they stand here. */
export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Child[];
}

/** A node of a cleaned fragment; a string is text. */
export type Child = Tag | string;

/** What most elements have. */
export const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** A new element without children. */
export function createTag(name: string, attributes: Readonly<Record<string, string>> = NO_ATTRIBUTES): Tag {
  return { name, attributes, children: [] };
}

/** Visits every element of the nodes, in document order. */
export function walkTags(nodes: readonly Child[], visit: (tag: Tag) => void): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    visit(node);
    walkTags(node.children, visit);
  }
}
