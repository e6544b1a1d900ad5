import { parseHTML } from 'linkedom';
import { escapeAttribute, escapeText } from '../../model/markup.ts';
import { isElement, isText, type SourceParent } from '../parse/tree.ts';

/** Elements that tell no extractor anything; large ones among them. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'script style template noscript svg math textarea select iframe object embed canvas'.split(' '),
);

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Attributes that extractors look at. */
const READ =
  /^(?:id|class|href|src|alt|role|rel|itemprop|itemtype|itemscope|hidden|style|aria-hidden|lang|property|name|content|datetime|colspan|rowspan)$/;

const LONGEST_VALUE = 500;

/** A page as markup without what no extractor reads: scripts, styles, inlined pictures. */
export function writeMarkup(document: SourceParent): string {
  const parts: string[] = [];
  const write = (parent: SourceParent) => {
    for (const child of parent.children) {
      if (isText(child)) parts.push(escapeText(child.data));
      else if (isElement(child) && !LEFT_OUT.has(child.name)) {
        parts.push(`<${child.name}`);
        for (const [name, value] of Object.entries(child.attribs)) {
          if (!READ.test(name)) continue;
          const shown = /^\s*data:/i.test(value.slice(0, 100)) ? '' : value.slice(0, LONGEST_VALUE);
          parts.push(` ${name}="${escapeAttribute(shown)}"`);
        }
        parts.push('>');
        if (VOID.has(child.name)) continue;
        write(child);
        parts.push(`</${child.name}>`);
      }
    }
  };
  write(document);
  return parts.join('');
}

/** A document of its own for an extractor, which takes it apart. */
export function createDocument(markup: string): Document {
  return parseHTML(markup).document;
}
