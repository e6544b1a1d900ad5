import { isHidden } from '../mark/hidden.ts';
import { isElement, isText, type SourceElement, type SourceParent } from '../parse/tree.ts';

/** A line of a page as a reader sees it: the text between the beginnings and ends of boxes. */
export interface Block {
  /** The box that it stands in. */
  readonly box: SourceParent;
  readonly nodes: readonly SourceText[];
  /** As written. */
  readonly text: string;
  /** Its letters and digits alone, by which it is found in what others made of the page. */
  readonly ink: string;
  /** Letters and digits within links. */
  readonly linked: number;
  /** Where its first link leads, as written. */
  readonly href?: string;
}

type SourceText = Extract<SourceParent['children'][number], { data: string }>;

/** Elements within a line; all others begin and end one. */
const WITHIN_LINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements whose text is not part of the page. */
const UNREAD: ReadonlySet<string> = new Set(
  'head script style template noscript textarea select option datalist title svg math object iframe'.split(
    ' ',
  ),
);

/** Letters and digits of a text. */
export function inkOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The blocks of a page, in order. */
export function readBlocks(root: SourceParent): readonly Block[] {
  const blocks: Block[] = [];
  let open: { box: SourceParent; nodes: SourceText[]; linked: number; href: string | undefined } | undefined;
  const end = () => {
    if (open === undefined) return;
    const { box, nodes, linked, href } = open;
    open = undefined;
    const text = nodes.map(({ data }) => data).join('');
    const ink = inkOf(text);
    if (ink !== '') blocks.push({ box, nodes, text, ink, linked, ...(href !== undefined && { href }) });
  };
  const visit = (
    parent: SourceParent,
    box: SourceParent,
    link: SourceElement | undefined,
    isCode: boolean,
  ) => {
    for (const child of parent.children) {
      if (isText(child)) {
        open ??= { box, nodes: [], linked: 0, href: undefined };
        open.nodes.push(child);
        if (link === undefined) continue;
        open.linked += inkOf(child.data).length;
        open.href ??= link.attribs.href;
      } else if (isElement(child) && !UNREAD.has(child.name) && !isHidden(child)) {
        const within = child.name === 'a' ? child : link;
        // Sites write each line of a listing in an element of its own; a listing stays whole or goes.
        if (isCode || WITHIN_LINE.has(child.name)) visit(child, box, within, isCode);
        else {
          end();
          visit(child, child, within, child.name === 'pre');
          end();
        }
      }
    }
  };
  visit(root, root, undefined, false);
  end();
  return blocks;
}

/** Whether most of a block is links. */
export function isLinked({ linked, ink }: Block): boolean {
  return linked * 2 > ink.length;
}
