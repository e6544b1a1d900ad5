import { createHash } from 'node:crypto';
import { bodyToHtml } from '../../lambda/article/body.ts';
import { decodeText } from '../../lambda/article/decode.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { type CleanedBody, parseBody, resolveBase } from '../../lambda/clean/clean.ts';
import { readPicture } from '../../lambda/clean/images.ts';
import { isElement, isText, type SourceElement, type SourceParent } from '../../lambda/clean/parse/tree.ts';
import type { Upload } from '../../lambda/model/article.ts';
import { type CleanedLines, readCleanedLines, squeeze } from './cleaned-lines.ts';
import type { Box, Line, PictureAddress, Profile } from './profile.ts';
import { signsOf } from './signs.ts';

/** Longer lines are prose, but for a few near the ends: so long a line may be what a platform states. */
const MAX_LINE = 200;
const MAX_END_LINE = 400;
const FIRST_LINES = 4;
const LAST_LINES = 8;

/** Of a very long article, so many lines at its beginning and at its end are looked at. */
const HEAD_LINES = 200;
const TAIL_LINES = 300;

/** Longer lists are no row of links. */
const MAX_ITEMS = 30;

/** A line is made of links if so much of it is linked: a label may be the rest. */
const MOSTLY = 0.6;

/** Longer bold lines are sentences. */
const MAX_HEADING = 30;

/** What stands between links, however many there are. */
const BETWEEN_LINKS = /[,，、;；|｜·•]+/g;

/** Elements nested in each other may be many more than lines. */
const MAX_BOXES = 2_000;

/** The text of an item stands no deeper in its list. */
const MAX_DEPTH = 8;

/** What a picture weighs beside text, in characters. */
const PICTURE_INK = 20;

/** Beyond this, lines are looked for among the whole lines of the cleaned article alone. */
const MAX_SEARCHED = 200_000;

/** What is still there of an upload once it is cleaned, as its source has it. */
export async function readProfile(
  { key, body }: Upload,
  cleaned: Pick<CleanedBody, 'text' | 'html'>,
  link: string | undefined,
): Promise<Profile> {
  const decoded = decodeText(body);
  const front = decoded.status === 'decoded' ? await parseFrontMatter(decoded.text) : undefined;
  if (front?.status !== 'read') return { key, lines: [], boxes: [], story: '' };
  const parsed = parseBody(await bodyToHtml(front.body, { key }));
  const reader = new ProfileReader(cleaned, resolveBase(parsed, link));
  reader.read(parsed.root);
  const host = URL.parse(link ?? '')?.hostname.replace(/^www\./, '');
  return {
    key,
    ...(host !== undefined && host !== '' && { host }),
    ...cut(reader.lines.map(shortenProse), reader.boxes),
    story: storyOf(cleaned),
  };
}

function shortenProse(line: Line, index: number, { length }: readonly Line[]): Line {
  const isNearEnd = index < FIRST_LINES || index >= length - LAST_LINES;
  return line.ink <= MAX_LINE || isNearEnd || line.text === '' ? line : { ...line, text: '', links: [] };
}

/** So many of the longest lines tell a story from others. */
const STORY_LINES = 3;

function storyOf({ text }: Pick<CleanedBody, 'text'>): string {
  const longest = text.split('\n').sort((a, b) => b.length - a.length);
  return createHash('sha1')
    .update(longest.slice(0, STORY_LINES).map(squeeze).sort().join('\n'))
    .digest('hex');
}

/** A box whose lines are still being read, and the number of the one around it, or -1. */
type Written = { -readonly [Key in keyof Box]: Box[Key] } & { readonly parent: number };

/** Elements within a line; all others stand on lines of their own. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const UNSEEN: ReadonlySet<string> = new Set(
  'head iframe math noscript object option script select style svg template textarea title'.split(' '),
);

const CODE: ReadonlySet<string> = new Set(['pre', 'code', 'xmp']);

class ProfileReader {
  readonly lines: Line[] = [];
  readonly boxes: Written[] = [];
  readonly #numbers = new Map<SourceElement, number>();
  readonly #cleaned: CleanedLines;
  readonly #cleanedText: string;
  readonly #base: string | undefined;
  #text = '';
  #linked = 0;
  #label = '';
  #bold = 0;
  #links: string[] = [];
  #holder: SourceElement | undefined;
  #isBelowRule = false;
  readonly #pending: (() => void)[] = [];

  constructor(cleaned: Pick<CleanedBody, 'text' | 'html'>, base: string | undefined) {
    this.#cleaned = readCleanedLines(cleaned);
    this.#cleanedText = cleaned.text.length > MAX_SEARCHED ? '' : squeeze(cleaned.text);
    this.#base = base;
  }

  read(root: SourceParent): void {
    this.#readChildren(root, { link: undefined, isBold: false, kind: 'text' });
    this.#endLine({ kind: 'text' });
  }

  #readChildren(parent: SourceParent, place: Place): void {
    for (const child of parent.children) {
      if (isText(child)) this.#addText(child.data, parent, place);
      else if (isElement(child) && !UNSEEN.has(child.name)) this.#readElement(child, place);
    }
  }

  #readElement(element: SourceElement, place: Place): void {
    const { name } = element;
    if (name === 'img' || name === 'image') {
      this.#addPicture(element);
    } else if (INLINE.has(name) || isCodeInLine(element)) {
      this.#readChildren(element, {
        ...place,
        ...(name === 'a' && { link: element.attribs.href ?? place.link }),
        ...(/^(?:b|strong)$/.test(name) && { isBold: true }),
      });
    } else {
      const kind = kindOf(name) ?? place.kind;
      this.#endLine(place);
      const from = this.lines.length;
      if (name === 'hr') this.#isBelowRule = true;
      if (name !== 'br' && name !== 'hr') this.#readChildren(element, { ...place, kind, ...levelOf(name) });
      this.#endLine({ kind, ...levelOf(name) });
      if (name === 'details') this.#noteDetails(element, from);
      if (name === 'ul' && this.lines.length > from) this.#noteList(element, from);
    }
  }

  #addText(text: string, parent: SourceParent, { link, isBold }: Place): void {
    this.#text += text;
    const ink = squeeze(text).length;
    if (ink === 0) return;
    if (isBold) this.#bold += ink;
    if (link !== undefined) {
      this.#linked += ink;
      this.#links.push(link);
    } else if (this.#label.length <= MAX_END_LINE) {
      this.#label += squeeze(text);
    }
    if (isElement(parent))
      this.#holder = this.#holder === undefined ? parent : commonAncestor(this.#holder, parent);
  }

  #addPicture(element: SourceElement): void {
    const reading = readPicture(element, this.#base, []);
    if (reading === undefined || !('picture' in reading)) return;
    const address = reading.picture.src;
    if (!this.#cleaned.pictures.has(address)) return;
    const picture = findAttribute(element, address);
    if (picture === undefined) return;
    const { parent } = element;
    const link =
      parent !== null && isElement(parent) && parent.name === 'a' ? parent.attribs.href : undefined;
    const add = () =>
      this.#addLine(element, {
        text: '',
        kind: 'picture',
        isWhole: false,
        ink: PICTURE_INK,
        links: link === undefined ? [] : [link],
        picture,
      });
    // Behind the text that it ends, so that nothing of the article's own comes below it.
    if (this.#holder === undefined) add();
    else this.#pending.push(add);
  }

  /** Notes how much stands below the summary of a box that unfolds. */
  #noteDetails(element: SourceElement, from: number): void {
    const summary = this.lines[from];
    if (element.children.find(isElement)?.name === 'summary' && summary !== undefined)
      this.lines[from] = { ...summary, unfolds: this.lines.length - from - 1 };
  }

  /** Notes what phrases would find of a list. */
  #noteList(element: SourceElement, from: number): void {
    const items = this.lines.slice(from, from + MAX_ITEMS).map(({ text }) => text);
    const list = this.#cleaned.lists.get(squeeze(items.join('')));
    const box = this.boxes[this.#boxOf(element)];
    if (list !== undefined && box !== undefined) box.list = list;
  }

  #endLine(place: Pick<Line, 'kind' | 'level'>): void {
    this.#addTextLine(place);
    for (const add of this.#pending.splice(0)) add();
  }

  /** Notes the line that has been read so far, if anybody sees it in the cleaned article. */
  #addTextLine({ kind, level }: Pick<Line, 'kind' | 'level'>): void {
    const [text, linked, bold, links, label, holder] = [
      this.#text,
      this.#linked,
      this.#bold,
      this.#links,
      this.#label,
      this.#holder,
    ];
    this.#text = this.#label = '';
    this.#linked = this.#bold = 0;
    this.#links = [];
    this.#holder = undefined;
    const squeezed = squeeze(text);
    const words = label.replace(BETWEEN_LINKS, '');
    const ink = squeezed.length;
    if (ink === 0 || holder === undefined) return;
    if (ink > MAX_END_LINE || kind === 'code') {
      this.#addLine(holder, { text: '', kind, isWhole: false, ink, links: [] });
      return;
    }
    const item = this.#cleaned.items.get(squeezed);
    const list = item === undefined ? undefined : this.#listOf(holder);
    const whole = list === undefined ? this.#cleaned.paragraphs.get(squeezed) : item;
    const seen = whole ?? this.#cleaned.lines.get(squeezed);
    if (seen === undefined && !this.#cleanedText.includes(squeezed)) return;
    const isLinks = linked >= ink * MOSTLY;
    this.#addLine(holder, {
      text: seen ?? text.replace(/\s+/g, ' ').trim(),
      kind:
        kind !== 'text' ? kind : isLinks ? 'link' : bold >= ink && isHeading(squeezed) ? 'heading' : 'text',
      ...(level !== undefined && { level }),
      isWhole: whole !== undefined,
      ...(list !== undefined && { list }),
      ink,
      links: isLinks ? [...new Set(links)] : [],
      ...(!isLinks && links.length > 0 && { refers: [...new Set(links)] }),
      ...(isLinks && words !== '' && { label: words }),
    });
  }

  #addLine(holder: SourceElement, line: Line): void {
    const number = this.lines.push(this.#isBelowRule ? { ...line, isBelowRule: true } : line) - 1;
    this.#isBelowRule = false;
    for (let box = this.#boxOf(holder); box >= 0; ) {
      const around = this.boxes[box];
      if (around === undefined) break;
      if (around.to === 0) around.from = number;
      around.to = number + 1;
      box = around.parent;
    }
  }

  /** The number of the list that an element is in. */
  #listOf(element: SourceElement): number | undefined {
    let at = element;
    for (let depth = 0; depth < MAX_DEPTH && at.name !== 'ul'; depth++) {
      if (at.parent === null || !isElement(at.parent)) return undefined;
      at = at.parent;
    }
    return at.name === 'ul' ? this.#boxOf(at) : undefined;
  }

  #boxOf(element: SourceElement): number {
    const known = this.#numbers.get(element);
    if (known !== undefined) return known;
    const { parent, name, attribs } = element;
    const outer = parent !== null && isElement(parent) ? this.#boxOf(parent) : -1;
    const number = this.boxes.push({ signs: signsOf(name, attribs), parent: outer, from: 0, to: 0 }) - 1;
    this.#numbers.set(element, number);
    return number;
  }
}

/** Where text stands, as far as its line is judged by it. */
interface Place extends Pick<Line, 'level'> {
  readonly link: string | undefined;
  readonly isBold: boolean;
  readonly kind: Line['kind'];
}

function levelOf(name: string): Pick<Line, 'level'> {
  const level = /^h([1-6])$/.exec(name)?.[1];
  return level === undefined ? {} : { level: Number(level) };
}

function kindOf(name: string): Line['kind'] | undefined {
  if (CODE.has(name)) return 'code';
  if (/^(?:td|th|caption|dt)$/.test(name)) return 'cell';
  return /^(?:h[1-6]|summary)$/.test(name) ? 'heading' : undefined;
}

/** Whether bold text may be a heading. */
function isHeading(squeezed: string): boolean {
  return squeezed.length <= MAX_HEADING && /\p{L}/u.test(squeezed);
}

/** Whether an element is code within a line of text. */
function isCodeInLine({ name, children, prev, next }: SourceElement): boolean {
  if (name !== 'code' || !children.every((child) => isText(child) && !child.data.includes('\n')))
    return false;
  return [prev, next].some((beside) => beside !== null && isText(beside) && squeeze(beside.data) !== '');
}

function commonAncestor(one: SourceElement, other: SourceElement): SourceElement {
  if (one === other) return one;
  const ancestors = new Set<SourceParent>();
  for (let at: SourceParent | null = one; at !== null; at = isElement(at) ? at.parent : null)
    ancestors.add(at);
  for (let at: SourceParent | null = other; at !== null; at = isElement(at) ? at.parent : null) {
    if (ancestors.has(at) && isElement(at)) return at;
  }
  return one;
}

function findAttribute({ attribs }: SourceElement, address: string): PictureAddress | undefined {
  for (const [attribute, value] of Object.entries(attribs)) {
    const tail = value.trim().replace(/^(?:https?:)?\/\/|^[./]+/i, '');
    if (tail.length >= 4 && address.endsWith(tail)) return { address, attribute, value: value.trim() };
  }
  return undefined;
}

/** Leaves out the middle of a very long article, and the boxes that no rule could name. */
function cut(lines: readonly Line[], boxes: readonly Written[]): Pick<Profile, 'lines' | 'boxes'> {
  const left = Math.max(0, lines.length - HEAD_LINES - TAIL_LINES);
  const move = (line: number) => (line <= HEAD_LINES ? line : Math.max(HEAD_LINES, line - left));
  const kept = lines.flatMap((line, index) => {
    if (index >= HEAD_LINES && index < HEAD_LINES + left) return [];
    const { unfolds } = line;
    return unfolds === undefined
      ? [line]
      : [{ ...line, unfolds: move(index + 1 + unfolds) - move(index) - 1 }];
  });
  const named = boxes.flatMap(({ signs, from, to, list }) => {
    const box = { signs, from: move(from), to: move(to), ...(list !== undefined && { list }) };
    return box.to > box.from && (signs.length > 0 || list !== undefined) ? [box] : [];
  });
  const boxed =
    named.length <= MAX_BOXES ? named : [...named.slice(0, MAX_BOXES / 2), ...named.slice(-MAX_BOXES / 2)];
  return { lines: kept, boxes: boxed };
}
