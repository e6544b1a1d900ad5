import { holdsPage } from '../drawings.ts';
import type { ParsedBody } from '../parse/body.ts';
import { Measurements } from '../parse/measure.ts';
import {
  removeNodes,
  type SourceDocument,
  type SourceElement,
  type SourceNode,
  walk,
} from '../parse/tree.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import type { Source } from '../sources/source.ts';
import { Backgrounds } from './background.ts';
import { isBanner } from './banner.ts';
import { isCaption, isUnwritten } from './captions.ts';
import { isBesideCode, wrapsProse } from './code-furniture.ts';
import { Forms } from './forms.ts';
import { findRenderings, markTex } from './formulas.ts';
import { findFurniture, isLabel } from './furniture.ts';
import { HeldMedia } from './held-media.ts';
import { isClipped, isHidden } from './hidden.ts';
import { isSharePicture, OfferCards, PaidLines } from './paid.ts';
import type { Rule } from './rule.ts';
import { ShownAddresses } from './shown-addresses.ts';
import type { SourceMarks } from './source-rules.ts';

/** Elements that nobody reads: what is in them says nothing of the article. */
const UNREAD: ReadonlySet<string> = new Set('head math script style svg template title'.split(' '));

/** Elements that are what they are unless an attribute says more. */
const PLAIN: ReadonlySet<string> = new Set(
  'b blockquote br center dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i li ol p section small span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
);

const FORM: Rule = { name: 'form', isPromotion: true };
const HIDDEN: Rule = { name: 'hidden', isPromotion: false };
const RENDERING: Rule = { name: 'formula shown again', isPromotion: false };
const ADVERTISEMENT: Rule = { name: 'advertisement', isPromotion: true };
const SHARE_PICTURE: Rule = { name: 'share picture', isPromotion: true };
const UNWRITTEN: Rule = { name: 'unwritten caption', isPromotion: false };
const BESIDE_CODE: Rule = { name: 'beside code', isPromotion: false };

/**
 * Says of every element of a body what it is, before anything is read, and changes the tree accordingly: what the
 * article's sources or the general rules take for a part of the page goes, and what stands for another element gets its
 * name.
 */
export async function mark(
  { document, root }: ParsedBody,
  sources: readonly Source[],
  removals: RemovalLog,
): Promise<void> {
  const { removed, unwrapped } = await applyRules(document, sources);
  const measurements = new Measurements();
  const articleText = () => measurements.of(root).text;
  const shown = new ShownAddresses(root);
  const backgrounds = new Backgrounds(shown, measurements);
  const held = new HeldMedia(shown, measurements);
  const paid = new PaidLines(root);
  const cards = new OfferCards(root, measurements);
  const forms = new Forms(measurements, articleText);
  const gone = new Set<SourceNode>();

  const findRule = (element: SourceElement): Rule | undefined => {
    const rule = removed.get(element);
    if (rule !== undefined) return rule;
    if (isHidden(element)) return measurements.of(element).text * 2 < articleText() ? HIDDEN : undefined;
    return isClipped(element) && isLabel(element, measurements) ? HIDDEN : undefined;
  };
  const remove = (element: SourceElement, rule: Rule): false => {
    removals.addElement(element, rule.name, rule.isPromotion);
    gone.add(element);
    return false;
  };
  const markCode = (element: SourceElement) => {
    const rule = findRule(element) ?? (isBesideCode(element) ? BESIDE_CODE : undefined);
    return rule === undefined || remove(element, rule);
  };

  walk(root, (element) => {
    if (gone.has(element)) return false;
    const form = forms.of(element);
    if (form !== undefined) return gone.has(form) || remove(form, FORM);
    // Most elements are such: of all that is asked below, only this can be true of them.
    if (PLAIN.has(element.name) && isBare(element)) {
      const rule = removed.get(element) ?? (paid.has(element) ? ADVERTISEMENT : undefined);
      return rule === undefined || remove(element, rule);
    }
    if (element.name === 'math' || markTex(element)) {
      for (const twin of findRenderings(element)) remove(twin, RENDERING);
      return false;
    }
    held.show(element);
    const rule =
      findRule(element) ??
      findFurniture(element, measurements, articleText) ??
      (isBanner(element) || paid.has(element) || cards.has(element) ? ADVERTISEMENT : undefined) ??
      (isSharePicture(element) ? SHARE_PICTURE : undefined);
    if (rule !== undefined) return remove(element, rule);
    if (element.attribs.style !== undefined) backgrounds.show(element);
    if (element.name === 'pre') {
      if (!wrapsProse(element)) {
        walk(element, markCode);
        return false;
      }
      element.name = 'div';
    }
    if (isCaption(element, measurements)) rename(element, 'figcaption');
    if (element.name === 'figcaption' && isUnwritten(element, measurements))
      return remove(element, UNWRITTEN);
    return !UNREAD.has(element.name) || (element.name === 'svg' && holdsPage(element));
  });
  for (const [element, { name }] of unwrapped) {
    const { href } = element.attribs;
    if (element.name === 'a' && href !== undefined) removals.add(createRemoval(name, '', [href]));
    rename(element, 'span');
  }
  removeNodes(gone);
}

/** What reads selectors and queries documents is loaded for the first article whose source has rules. */
async function applyRules(document: SourceDocument, sources: readonly Source[]): Promise<SourceMarks> {
  if (sources.length === 0) return NO_MARKS;
  sourceRules ??= await import('./source-rules.ts');
  return sourceRules.applySources(document, sources);
}

let sourceRules: typeof import('./source-rules.ts') | undefined;

const NO_MARKS: SourceMarks = { removed: new Map(), unwrapped: new Map() };

function isBare({ attribs }: SourceElement): boolean {
  for (const _name in attribs) return false;
  return true;
}

/** Gives an element another meaning; nothing of the old one stays but its id. */
function rename(element: SourceElement, name: string): void {
  const { id } = element.attribs;
  element.name = name;
  element.attribs = id === undefined ? {} : { id };
}
