/** Elements that hold blocks and are always closed. */
const CONTAINERS = names(
  'address article aside blockquote center details div dl fieldset figure footer form header main nav ol section table ul',
);

/** Elements that make a text HTML by their number. */
const BLOCKS = new Set([
  ...CONTAINERS,
  ...names('caption dd dt figcaption h1 h2 h3 h4 h5 h6 hr li p pre summary tbody td tfoot th thead tr'),
]);

/** Elements whose text is not looked at. */
const OPAQUE = names('pre script style textarea');

/** How a line of Markdown begins, and hardly one of HTML. */
const MARKDOWN_LINE =
  /^(?:#{1,6}\s+\S|[-*+]\s+\S|\d{1,9}[.)]\s+\S|>|\|.*\|$|!?\[[^\]]{1,200}\](?:\(|:\s|\[)|\*\*\S|__\S)/;

/** A tag or a comment, and not an address between the same brackets. */
const TAG = /^\s*<(?:!|\/?[a-z][a-z0-9-]*[\s/>])/i;

/** The beginning of a tag, where it is looked for. */
const TAG_NAME = /<(\/?)([a-z][a-z0-9]{0,9})/iy;

const LONGEST_BEGINNING = 400;

/** What a text is made of, as far as it tells HTML from Markdown. */
interface Evidence {
  /** Block-level elements. */
  blocks: number;
  /** Paragraphs that stand in no element. */
  loose: number;
  /** Paragraphs of Markdown that stand in no element. */
  markdown: number;
  /** Paragraphs of Markdown within elements, where CommonMark looks for it too: after a blank line. */
  enclosed: number;
}

/** Where the reading of a text has come to. */
interface Position {
  at: number;
  /** Containers around it. */
  depth: number;
  /** Whether it is in a `p`, which any other block closes. */
  paragraph: boolean;
  /** The next `<`; the text's length if there is none. */
  tag: number;
}

/**
 * Whether a body is HTML rather than Markdown with some HTML in it. HTML keeps its text within elements, whatever the
 * blank lines and the indentation; where Markdown stands beside the elements, or is most of what they hold, it is
 * Markdown.
 */
export function isHtml(text: string): boolean {
  const { blocks, loose, markdown, enclosed } = weigh(text);
  if (markdown > 0 || enclosed * 2 > blocks) return false;
  return loose === 0 ? TAG.test(text) : loose * 4 <= blocks;
}

function weigh(text: string): Evidence {
  const evidence: Evidence = { blocks: 0, loose: 0, markdown: 0, enclosed: 0 };
  const position: Position = { at: 0, depth: 0, paragraph: false, tag: -1 };
  let afterBlank = true;
  while (position.at < text.length) {
    const end = endOfLine(text, position.at);
    const line = text.slice(position.at, Math.min(end, position.at + LONGEST_BEGINNING));
    const content = line.trim();
    const fence = /^[`~]/.test(content) ? /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] : undefined;
    if (fence !== undefined) {
      evidence.markdown++;
      position.at = endOfFence(text, end, fence);
    } else {
      if (afterBlank && content !== '' && !TAG.test(content)) weighParagraph(content, position, evidence);
      readTags(text, end, position, evidence);
    }
    afterBlank = content === '';
  }
  return evidence;
}

function weighParagraph(content: string, { depth, paragraph }: Position, evidence: Evidence): void {
  const enclosed = depth > 0 || paragraph;
  if (!MARKDOWN_LINE.test(content)) evidence.loose += enclosed ? 0 : 1;
  else if (enclosed) evidence.enclosed++;
  else evidence.markdown++;
}

/** Follows the tags of a line and moves to the line after it, or after the end of an opaque element in it. */
function readTags(text: string, end: number, position: Position, evidence: Evidence): void {
  let lineEnd = end;
  while (nextTag(text, position) < lineEnd) {
    const start = position.tag;
    TAG_NAME.lastIndex = start;
    const [, slash = '', name = ''] = TAG_NAME.exec(text) ?? [];
    const element = name.toLowerCase();
    position.at = start + 1;
    if (BLOCKS.has(element)) enter(element, slash !== '', position, evidence);
    if (text.startsWith('<!--', start)) position.at = endOf(text, '-->', start);
    else if (slash === '' && OPAQUE.has(element)) position.at = endOf(text, `</${name}`, start);
    else continue;
    if (position.at > lineEnd) lineEnd = endOfLine(text, position.at);
  }
  position.at = lineEnd + 1;
}

function nextTag(text: string, position: Position): number {
  if (position.tag < position.at) {
    const tag = text.indexOf('<', position.at);
    position.tag = tag < 0 ? text.length : tag;
  }
  return position.tag;
}

function enter(element: string, closing: boolean, position: Position, evidence: Evidence): void {
  if (!closing) evidence.blocks++;
  position.paragraph = element === 'p' && !closing;
  if (CONTAINERS.has(element)) position.depth = Math.max(0, position.depth + (closing ? -1 : 1));
}

/** Where the first line begins that is not within a fenced block of code. */
function endOfFence(text: string, from: number, fence: string): number {
  let at = from + 1;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, Math.min(end, at + LONGEST_BEGINNING)).trim();
    at = end + 1;
    if (line.startsWith(fence) && line.replaceAll(fence.charAt(0), '') === '') break;
  }
  return at;
}

function endOf(text: string, ending: string, from: number): number {
  const at = text.indexOf(ending, from);
  return at < 0 ? text.length : at + ending.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
