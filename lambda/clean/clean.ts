import { readImages, removeBoilerplate } from './boilerplate.ts';
import { readText, serialize } from './fragment.ts';
import { parseBody } from './parse.ts';
import { readBody } from './reader.ts';
import type { Removal } from './removals.ts';
import { sanitize } from './sanitize.ts';
import { findRules, type SourceRules } from './sources/sources.ts';

export { readDocument, type SavedPage } from './document.ts';
export { CleaningLimitError } from './parse.ts';
export type { Removal } from './removals.ts';

/** What is known of an article apart from its body. */
export interface CleanContext {
  readonly key: string;
  /** Prefix of the ids within the body, so that articles can share a page. */
  readonly id: string;
  /** Plain text; a heading that repeats it goes. */
  readonly title: string;
  /** Tell the source of the article, and so the rules for it. */
  readonly categories: readonly string[];
  readonly author?: string;
  /** The original's address, the base of relative ones. */
  readonly link?: string;
  /** The picture that front matter names. The content keeps it where it stands; a page that leads with it shows it once. */
  readonly image?: string;
  /** Hosts whose pictures stand for "no picture". A host covers its subdomains. */
  readonly placeholderHosts: readonly string[];
}

/** A cleaned body, and what was read out of it. */
export interface CleanedBody {
  /** A fragment that parses to itself, a line feed between its blocks; empty when nothing is left. */
  readonly html: string;
  /** The plain text of it: a line for each block, row and list item. */
  readonly text: string;
  /** Addresses of the pictures that were kept, in order. */
  readonly images: readonly string[];
  /** Addresses of the pictures that were removed as promotion, QR code, tracking or placeholder, and are not kept elsewhere. */
  readonly removedImages: readonly string[];
  /** The editor in charge (责任编辑), without the number of the desk. */
  readonly editor?: string;
  /** What was removed, and by which rule. */
  readonly removals: readonly Removal[];
}

/** What is removed late may have been the place that a link led to; so often the rest is then looked at again. */
const MAX_PASSES = 5;

/**
 * Cleans an article's body: parse as a browser does, read it by the rules of its source into clean blocks, remove
 * what is not the article's, and hold the rest against the allow-list. Cleaning the result again changes nothing.
 * Throws {@link CleaningLimitError} for input beyond the cleaner's bounds.
 */
export async function cleanBody(html: string, context: CleanContext): Promise<CleanedBody> {
  const rules = await findRules(context);
  let pass = cleanOnce(html, rules, context);
  let { editor } = pass;
  let { removals, removedImages } = pass;
  for (let count = 1; pass.hasFragments && count < MAX_PASSES; count++) {
    const before = pass.html;
    pass = cleanOnce(before, rules, context);
    removals = [...removals, ...pass.removals];
    removedImages = [...removedImages, ...pass.removedImages];
    editor ??= pass.editor;
    if (pass.html === before) break;
  }
  const kept = new Set(pass.images.map(withoutScheme));
  return {
    html: pass.html,
    text: pass.text,
    images: pass.images,
    removedImages: [...new Set(removedImages)].filter((address) => !kept.has(withoutScheme(address))),
    removals,
    ...(editor !== undefined && { editor }),
  };
}

interface Pass extends CleanedBody {
  readonly hasFragments: boolean;
}

function cleanOnce(html: string, rules: readonly SourceRules[], context: CleanContext): Pass {
  const comments = rules.flatMap((rule) => rule.comments);
  const document = parseBody(html, (text) => comments.some(({ pattern }) => pattern.test(text)));
  const reading = readBody(document, rules, context);
  const verdict = removeBoilerplate(
    reading.blocks,
    context.title,
    rules.flatMap(({ phrases }) => phrases),
  );
  const { blocks } = verdict;
  sanitize(blocks);
  return {
    html: serialize(blocks),
    text: readText(blocks),
    images: readImages(blocks),
    removedImages: [...reading.removedImages, ...verdict.removedImages],
    removals: [...reading.removals, ...verdict.removals],
    hasFragments: reading.hasFragments,
    ...(verdict.editor !== undefined && { editor: verdict.editor }),
  };
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:/, '');
}
