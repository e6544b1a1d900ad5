import { type Measure, type Measurements, UNSEEN } from '../parse/measure.ts';
import { findAll, isElement, isText, type SourceElement } from '../parse/tree.ts';
import { readPlayer } from '../players.ts';
import { isActionLink, isNetworkSign, isShareLink } from '../sharing.ts';
import { simplify } from '../simplified.ts';
import { isIcon } from '../small-images.ts';

/** What a box holds: its name alone is no evidence that it is a part of the page. Each look is taken when it is asked for. */
export class Contents {
  readonly element: SourceElement;
  readonly measure: Measure;
  #words: string | undefined;

  constructor(element: SourceElement, measurements: Measurements) {
    this.element = element;
    this.measure = measurements.of(element);
  }

  /** The words on one line in simplified characters, those of different elements apart. */
  get words(): string {
    this.#words ??= readWords(this.element);
    return this.#words;
  }

  /** Whether it holds what only an article does: a recording, a known player, code, a formula. */
  get holdsWork(): boolean {
    return this.#has(
      ({ name, attribs }) => WORK.has(name) || (FRAMES.has(name) && (isPlayer(attribs) || isTitled(attribs))),
    );
  }

  /** Whether it holds a frame, of whatever page. */
  get holdsFrames(): boolean {
    return this.#has(({ name }) => FRAMES.has(name));
  }

  get holdsHeadings(): boolean {
    return this.#has(({ name }) => /^h[1-6]$/.test(name));
  }

  /** Whether it holds something to press. */
  get holdsControls(): boolean {
    return this.#has(({ name }) => CONTROLS.has(name));
  }

  /** Whether at least three characters of five are those of links. */
  get isMostlyLinks(): boolean {
    const { text, links } = this.measure;
    return links > 0 && links >= text * 0.6;
  }

  /** Whether every link shares the article, or leads where only a script goes; not without links. */
  get holdsShareLinksOnly(): boolean {
    const links = this.links;
    return links.length > 0 && links.every(({ attribs: { href = '' } }) => isShareLink(href));
  }

  /** Whether a link leads to where readers subscribe, log in or answer. */
  get holdsActions(): boolean {
    return this.links.some(({ attribs: { href = '' } }) => isActionLink(href));
  }

  /** Whether every picture is a sign: an icon, or the mark of a network. */
  get holdsSignsOnly(): boolean {
    return findAll(this.element, ({ name }) => name === 'img').every((image) => {
      const { src = '', alt = '', title = '' } = image.attribs;
      return isIcon(image, src) || isNetworkSign(`${alt} ${title}`, src);
    });
  }

  /** Whether every picture is within a link. */
  get holdsLinkedPicturesOnly(): boolean {
    return this.measure.images === this.links.reduce((sum, link) => sum + findAll(link, isImage).length, 0);
  }

  get links(): readonly SourceElement[] {
    return findAll(this.element, ({ name }) => name === 'a');
  }

  #has(test: (element: SourceElement) => boolean): boolean {
    return findAll(this.element, test).length > 0;
  }
}

const WORK: ReadonlySet<string> = new Set('audio video pre code math'.split(' '));
const FRAMES: ReadonlySet<string> = new Set('iframe embed object'.split(' '));
const CONTROLS: ReadonlySet<string> = new Set('a button form input select textarea'.split(' '));

function readWords(element: SourceElement): string {
  const parts: string[] = [];
  collectText(element, parts);
  return simplify(parts.join(' ')).replace(/\s+/g, ' ').trim();
}

function collectText({ children }: SourceElement, parts: string[]): void {
  for (const child of children) {
    if (isText(child)) parts.push(child.data);
    else if (isElement(child) && !UNSEEN.has(child.name)) collectText(child, parts);
  }
}

function isImage({ name }: SourceElement): boolean {
  return name === 'img';
}

/** Whether a frame has a title in words of Chinese, and not those of buttons and advertisements. */
function isTitled({ title = '' }: SourceElement['attribs']): boolean {
  return /\p{Script=Han}{2}/u.test(title) && !/分享|广告|推广|点赞|评论|关注|登录|验证/.test(simplify(title));
}

function isPlayer(attributes: SourceElement['attribs']): boolean {
  return Object.values(attributes).some(
    (value) =>
      /^(?:https?:)?\/\//.test(value) && readPlayer(value.replace(/^\/\//, 'https://')) !== undefined,
  );
}
