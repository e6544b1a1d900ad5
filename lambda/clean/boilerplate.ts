import { holdsOnlyMedia, isEmpty, trimEnd } from './composer.ts';
import { type Child, readText, type Tag, walkTags } from './fragment.ts';
import {
  EDITOR,
  EDITOR_AT_END,
  EDITOR_CODE,
  INVITATION_LENGTH,
  INVITATIONS,
  ORIGINAL_TITLE,
  PHRASES,
  RELATED_BEGINNING,
  RELATED_HEADING,
  SHARE_WORDS,
} from './phrases.ts';
import { excerpt, type Removal } from './removals.ts';

/** What the rules about text read out of an article or took from it. */
export interface Verdict {
  readonly editor?: string;
  readonly removals: readonly Removal[];
  /** Addresses of the pictures of promotion. */
  readonly removedImages: readonly string[];
}

/** Longer texts are prose: no rule looks at them. */
const MAX_JUDGED = 400;

/** How near to the beginning or the end of an article its furniture stands, in blocks. */
const HEAD = 3;
const TAIL = 6;

interface Block {
  readonly tag: Tag;
  /** Its text, or undefined when it is too long to be anything but prose. */
  readonly text: string | undefined;
}

/**
 * Removes what a site wrote around an article, in place: by whole blocks, by what they say, by what they are and by
 * where they stand. Afterwards none of the rules finds anything more.
 */
export function removeBoilerplate(blocks: Child[], title: string, phrases: readonly RegExp[]): Verdict {
  const judge = new Judge(blocks, title, phrases);
  judge.run();
  blocks.splice(0, blocks.length, ...judge.blocks.map(({ tag }) => tag));
  return {
    removals: judge.removals,
    removedImages: judge.removedImages,
    ...(judge.editor !== undefined && { editor: judge.editor }),
  };
}

class Judge {
  blocks: Block[];
  editor: string | undefined;
  readonly removals: Removal[] = [];
  readonly removedImages: string[] = [];
  readonly #title: string;
  readonly #phrases: readonly RegExp[];

  constructor(blocks: readonly Child[], title: string, phrases: readonly RegExp[]) {
    this.blocks = blocks.filter((block) => typeof block === 'object').map(describe);
    this.#title = foldTitle(title);
    this.#phrases = phrases;
  }

  run(): void {
    while (
      this.#dropPhrases() ||
      this.#dropTitles() ||
      this.#readEditor() ||
      this.#dropInvitations() ||
      this.#dropRelated() ||
      this.#dropRules() ||
      this.#dropRepeatedPictures() ||
      this.#captionPictures()
    );
  }

  #dropPhrases(): boolean {
    const count = this.blocks.length;
    return this.#drop('phrase', ({ tag, text }, index) => {
      if (text === undefined || text === '' || (tag.name !== 'p' && tag.name !== 'ul')) return false;
      const line = text.replace(/\s+/g, '');
      if (this.#phrases.some((phrase) => phrase.test(text))) return true;
      if (line.length <= 60 && PHRASES.some((phrase) => phrase.test(line)) && isTextOnly(tag)) return true;
      return (index < HEAD || index >= count - TAIL) && isShareBar(text) && isTextOnly(tag);
    });
  }

  /** The title once more: as the first heading, or as the original's title where it is the same. */
  #dropTitles(): boolean {
    return this.#drop('repeated title', ({ tag, text }, index) => {
      if (text === undefined || index >= HEAD || !isTextOnly(tag)) return false;
      const original = ORIGINAL_TITLE.exec(text)?.[1];
      if (original !== undefined) return tag.name === 'p' && foldTitle(original) === this.#title;
      return index === 0 && isHeading(tag) && foldTitle(text) === this.#title;
    });
  }

  #readEditor(): boolean {
    const count = this.blocks.length;
    const found = this.#drop('editor', ({ tag, text }, index) => {
      if (text === undefined || index < count - TAIL || tag.name !== 'p' || !isTextOnly(tag)) return false;
      const name = EDITOR.exec(text)?.[1];
      if (name === undefined) return false;
      this.editor ??= readName(name);
      return true;
    });
    return found || this.#readEditorAtEnd();
  }

  #readEditorAtEnd(): boolean {
    const block = this.blocks.at(-1);
    if (block === undefined || block.tag.name !== 'p') return false;
    const { children } = block.tag;
    const last = children.at(-1);
    if (typeof last !== 'string') return false;
    const match = EDITOR_AT_END.exec(last.slice(-60));
    if (match === null) return false;
    this.editor ??= readName(match[1] ?? '');
    this.removals.push({ rule: 'editor', excerpt: excerpt(match[0]) });
    children[children.length - 1] = last.slice(0, last.length - match[0].length);
    trimEnd(children);
    this.blocks[this.blocks.length - 1] = describe(block.tag);
    if (isEmpty(children)) this.blocks.pop();
    return true;
  }

  #dropInvitations(): boolean {
    const last = this.blocks.at(-1);
    if (last === undefined) return false;
    if (isInvitation(last)) return this.#dropFrom(this.blocks.length - 1, 'invitation');
    const before = this.blocks.at(-2);
    if (before !== undefined && isSinglePicture(last.tag) && isInvitation(before)) {
      return this.#dropFrom(this.blocks.length - 2, 'invitation');
    }
    return false;
  }

  #dropRelated(): boolean {
    const { blocks } = this;
    for (let index = blocks.length - 1; index >= 0; index--) {
      const block = blocks[index];
      if (block === undefined) break;
      const { tag, text } = block;
      if (text !== undefined && (tag.name === 'p' || isHeading(tag)) && RELATED_HEADING.test(text)) {
        return this.#dropFrom(index, 'related links');
      }
      if (!isMostlyLinks(tag)) break;
      if (text !== undefined && tag.name === 'p' && RELATED_BEGINNING.test(text)) {
        return this.#dropFrom(index, 'related links');
      }
    }
    return false;
  }

  /** Rules that part nothing. */
  #dropRules(): boolean {
    const { blocks } = this;
    return this.#drop('empty section', ({ tag }, index) => {
      if (tag.name !== 'hr') return false;
      const next = blocks[index + 1];
      return index === 0 || next === undefined || next.tag.name === 'hr';
    });
  }

  /** The same picture twice in a row: the second is what a lazy one was to become. */
  #dropRepeatedPictures(): boolean {
    let shown: string | undefined;
    return this.#drop('repeated picture', ({ tag }) => {
      const pictures = [...walkTags([tag])].filter(({ name }) => name === 'img');
      const [only] = pictures;
      const repeats = pictures.length === 1 && only?.attributes.src === shown && isSinglePicture(tag);
      const alone = pictures.length === 1 && holdsOnlyMedia([tag]);
      shown = alone ? only?.attributes.src : undefined;
      return repeats && shown !== undefined;
    });
  }

  /** A line that points at the picture above it is its caption. */
  #captionPictures(): boolean {
    for (let index = 1; index < this.blocks.length; index++) {
      const { tag, text } = this.blocks[index] ?? {};
      if (
        tag?.name !== 'p' ||
        text === undefined ||
        !/^(?:[▲△▴]|[（(]?(?:图源|图片来源|图片来自)[:：]).{1,120}$/.test(text)
      )
        continue;
      const picture = this.blocks[index - 1]?.tag;
      if (picture?.name !== 'p' || !isSinglePicture(picture) || !isTextOnly(tag)) continue;
      const caption: Tag = { ...tag, name: 'figcaption' };
      const figure: Tag = { ...picture, name: 'figure', children: [...picture.children, caption] };
      this.blocks.splice(index - 1, 2, describe(figure));
      return true;
    }
    return false;
  }

  #dropFrom(start: number, rule: string): boolean {
    return this.#drop(rule, (_block, index) => index >= start);
  }

  #drop(rule: string, test: (block: Block, index: number) => boolean): boolean {
    const kept = this.blocks.filter((block, index) => {
      if (!test(block, index)) return true;
      const text = excerpt(block.text ?? readText([block.tag]));
      if (text !== '') this.removals.push({ rule, excerpt: text });
      if (rule === 'invitation' || rule === 'related links')
        this.removedImages.push(...readImages([block.tag]));
      return false;
    });
    if (kept.length === this.blocks.length) return false;
    this.blocks = kept;
    return true;
  }
}

/** Addresses of the pictures in nodes, in order; those that stand in the document itself have none. */
export function readImages(nodes: readonly Child[]): string[] {
  const images: string[] = [];
  for (const { name, attributes } of walkTags(nodes)) {
    if (name === 'img' && attributes.src?.startsWith('http')) images.push(attributes.src);
  }
  return images;
}

function describe(tag: Tag): Block {
  return { tag, text: countText(tag.children, 0) > MAX_JUDGED ? undefined : readText([tag]) };
}

/** Characters of nodes, counted no further than needed. */
function countText(children: readonly Child[], before: number): number {
  let count = before;
  for (const child of children) {
    if (count > MAX_JUDGED) break;
    count = typeof child === 'string' ? count + child.length : countText(child.children, count);
  }
  return count;
}

function isTextOnly(tag: Tag): boolean {
  for (const { name } of walkTags([tag]))
    if (name === 'img' || name === 'video' || name === 'audio') return false;
  return true;
}

function isHeading(tag: Tag): boolean {
  if (/^h[1-6]$/.test(tag.name)) return true;
  const [only] = tag.children;
  return (
    tag.name === 'p' &&
    tag.children.length === 1 &&
    typeof only === 'object' &&
    /^(?:b|strong)$/.test(only.name)
  );
}

function isShareBar(text: string): boolean {
  const words = text.split(/[\s|/、·,，]+/).filter((word) => word !== '');
  if (!words.every((word) => SHARE_WORDS.has(word))) return false;
  return words.length > 1 || words[0]?.startsWith('分享') === true;
}

function isInvitation({ tag, text }: Block): boolean {
  if (
    text === undefined ||
    text.length > INVITATION_LENGTH ||
    !/^(?:p|h[1-6]|figure|blockquote)$/.test(tag.name)
  ) {
    return false;
  }
  const line = text.replace(/\s+/g, '');
  return INVITATIONS.some((invitation) => invitation.test(line));
}

function isSinglePicture(tag: Tag): boolean {
  if (tag.name !== 'p' && tag.name !== 'figure') return false;
  return (
    holdsOnlyMedia(tag.children) &&
    [...walkTags(tag.children)].filter(({ name }) => name === 'img').length === 1
  );
}

function isMostlyLinks(tag: Tag): boolean {
  const text = countInk(tag.children);
  const links = [...walkTags([tag])].filter(({ name }) => name === 'a');
  const linked = links.reduce((sum, { children }) => sum + countInk(children), 0);
  return links.length > 0 && linked >= text * 0.6;
}

function countInk(children: readonly Child[]): number {
  return children.reduce(
    (sum, child) =>
      sum + (typeof child === 'string' ? child.replace(/\s+/g, '').length : countInk(child.children)),
    0,
  );
}

function readName(name: string): string {
  return name.replace(EDITOR_CODE, '').replace(/\s+/g, ' ').trim();
}

/** Titles are the same when their letters and digits are: punctuation and widths vary between copies. */
function foldTitle(title: string): string {
  const folded = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^视频/, '');
  return folded === '' ? title.trim() : folded;
}
