import { findSource } from './highlighting.ts';
import { ClosingTags, type SourceTag, SourceTags } from './source-tags.ts';
import { SWALLOWING } from './swallowed.ts';

/** Elements that show code. */
const CODE = names('code kbd listing pre samp tt');

/** Elements of HTML, past and present, and of the notations that it holds; any other name is a writer's. */
const ELEMENTS = names(
  `a abbr acronym address animate animatetransform annotation annotation-xml applet area article aside audio b base
  basefont bdi bdo bgsound big blink blockquote body br button canvas caption center circle cite clippath code col
  colgroup data datalist dd defs del desc details dfn dialog dir div dl dt ellipse em embed fieldset figcaption figure
  filter font footer foreignobject form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img
  input ins isindex kbd keygen label legend li line lineargradient link listing main map mark marker marquee mask math
  menclose menu menuitem merror meta metadata meter mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom
  mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover nav nobr none
  noembed noframes noscript object ol optgroup option output p param path pattern picture plaintext polygon polyline pre
  progress q radialgradient rb rect rp rt rtc ruby s samp script search section select semantics set slot small source
  span stop strike strong style sub summary sup svg symbol table tbody td template text textarea textpath tfoot th thead
  time title tr track tspan tt u ul use var video view wbr xmp`,
);

/**
 * Elements that say nothing without attributes or an end tag, and whose names are words: whoever writes one so in prose
 * speaks of it (`git clone <url> <dir>`).
 */
const SPOKEN = names(
  `abbr acronym address applet area audio base button canvas data datalist details dialog dir embed fieldset filter form
  frame frameset iframe image img input keygen label legend line link map mask math menu menuitem meta meter object output
  param path pattern picture progress search select slot source style summary svg symbol template text textarea time title
  track use var video view`,
);

/** Elements of which a document has one, or whose end nobody leaves out: alone in a sentence, they are spoken of. */
const STRUCTURAL = names('body head html script');

/** Prefixes of names that office programs write. */
const OFFICE = /^(?:[mopuvwx]|st)\d?:/;

/** Whether HTML, or a notation that it holds, has an element of this name. */
export function isElementName(name: string): boolean {
  return ELEMENTS.has(name);
}

/** Elements whose content is no markup. */
const OPAQUE: ReadonlySet<string> = new Set([...SWALLOWING].filter((name) => name !== 'plaintext'));

/** Elements whose tags are markup wherever they stand: most tags are theirs, which one look tells. */
const ORDINARY: ReadonlySet<string> = new Set(
  [...ELEMENTS].filter((name) => ![CODE, SPOKEN, STRUCTURAL, OPAQUE].some((others) => others.has(name))),
);

/** Languages whose source is tags. */
const MARKUP_LANGUAGE =
  /(?:^|[\s"'=_-])(?:x?html?\d?|xml|vue|svelte|astro|jsx|tsx|svg|wxml|axml|swan|xaml|axaml|mxml|fxml|jsp|asp|aspx|php|erb|ejs|hbs|handlebars|mustache|liquid|twig|jinja2?|markdown|md|mdx|markup|pom|plist|rss|atom)(?=$|[\s"':;])/i;

/** Where the line or block ends that an inline `code` stands in. */
const BLOCK_END = /<\/(?:article|blockquote|dd|div|dt|h[1-6]|li|p|section|td|th)[\s>]/i;

/** How many tags of code are looked through for the end of a `code` that holds others. */
const MAX_NESTED = 20;

/**
 * Restores the code of a source whose scraper decoded its character references: what is no highlighter's markup within
 * `code`, `pre` and the like is text, whatever tag it names, and so is a tag in prose that names no element and that
 * nothing closes (`List<User>`, `-d <Name>`). The rest comes back as it is. Takes linear time.
 */
export function restoreCode(html: string): string {
  if (!html.includes('<')) return html;
  const restored = new Restoration(html).run();
  // An end tag that turned out to be code closes nothing: what it seemed to close is looked at again.
  return restored === html ? html : new Restoration(restored).run();
}

class Restoration {
  readonly #html: string;
  readonly #tags: SourceTags;
  readonly #pieces: string[] = [];
  #copied = 0;
  /** Names of elements that are markup of some system. */
  readonly #systems = new Set<string>();
  #closed: ReadonlySet<string> | undefined;
  /** Names of elements that were found to be closed. */
  readonly #usual = new Set<string>();

  constructor(html: string) {
    this.#html = html;
    this.#tags = new SourceTags(html);
  }

  run(): string {
    const html = this.#html;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
      // Most tags are those of paragraphs.
      if (html.startsWith('p>', at + 1) || html.startsWith('/p>', at + 1)) {
        at += 3;
        continue;
      }
      const tag = this.#tags.at(at);
      if (tag !== undefined) {
        at = this.#restore(tag);
        continue;
      }
      const name = /^<([a-z][^\s/<>"'=]{0,40})/i.exec(html.slice(at, at + 50))?.[1];
      if (name !== undefined && (!ELEMENTS.has(name.toLowerCase()) || this.#isBehindName(at)))
        this.#escape(at);
      at++;
    }
    return this.#pieces.length === 0 ? this.#html : this.#pieces.join('') + this.#html.slice(this.#copied);
  }

  /** Restores the code that a tag in prose begins, if it does, and returns where to read on. */
  #restore(tag: SourceTag): number {
    if (ORDINARY.has(tag.name) && (tag.attributes === '' || tag.attributes.includes('='))) return tag.end;
    const name = tag.name.toLowerCase();
    if (tag.kind === 'comment') return tag.end;
    if (!ELEMENTS.has(name)) {
      if (this.#isText(tag, name)) this.#escape(tag.start);
      else this.#systems.add(name);
      return tag.end;
    }
    if (tag.kind === 'end') return tag.end;
    if (this.#isSpoken(tag, name)) {
      this.#escape(tag.start);
      return tag.end;
    }
    if (OPAQUE.has(name)) return this.#endOfOpaque(tag, name);
    if (!CODE.has(name)) return tag.end;
    const end = this.#endOfCode(tag, name);
    if (end === undefined) return tag.end;
    if (name !== 'pre') {
      this.#restoreCode(tag, end, this.#isWithinSentence(tag.start, end));
      return end;
    }
    return this.#restorePreformatted(tag, end);
  }

  /** Whether a tag in prose is what somebody wrote, rather than markup of some system. */
  #isText({ kind, attributes }: SourceTag, name: string): boolean {
    if (/^(?:https?|ftp|mailto):/.test(name) || /[@.]/.test(name)) return true;
    if (name.includes('::')) return true;
    if (attributes.includes('=')) return false;
    if (/[:-]/.test(name)) {
      return kind === 'start' && attributes.trim() === '' && !OFFICE.test(name) && !this.#isClosed(name);
    }
    return kind === 'end' ? !this.#systems.has(name) : !this.#isClosed(name);
  }

  /** Whether the tag of an element is one that somebody speaks of: `<url>`, `<path/to>`, `Vec<Option>`, `a<b && c>d`. */
  #isSpoken(tag: SourceTag, name: string): boolean {
    const attributes = tag.attributes.trim();
    if (attributes !== '') return !attributes.includes('=') && /^\/\w|[&|+*]|[^\0-\x7f]/.test(attributes);
    const seems =
      SPOKEN.has(name) || STRUCTURAL.has(name)
        ? this.#isWithinText(tag, STRUCTURAL.has(name))
        : tag.name !== name && /^[A-Z].*[a-z]/.test(tag.name) && this.#isBehindName(tag.start);
    return seems && !this.#isElementClosed(name, tag.end);
  }

  /** Whether a name stands right before a place, as that of a type does before its parameters. */
  #isBehindName(at: number): boolean {
    return /\w/.test(this.#html.charAt(at - 1));
  }

  /** Whether text, and no other tag, stands before or behind a tag, or on both sides of it. */
  #isWithinText({ start, end }: SourceTag, onBothSides = false): boolean {
    const before = this.#html.slice(Math.max(0, start - 20), start).trimEnd();
    const behind = this.#html.slice(end, end + 20).trimStart();
    const [follows, leads] = [!/(?:^|>)$/.test(before), !/^(?:$|<|&lt;)/.test(behind)];
    return onBothSides ? follows && leads : follows || leads;
  }

  /** Whether an end tag of this name stands anywhere. */
  #isClosed(name: string): boolean {
    this.#closed ??= new Set(
      [...this.#html.matchAll(/<\/([a-z][^\s/<>"'=]*)/gi)].map(([, closed = '']) => closed.toLowerCase()),
    );
    return this.#closed.has(name);
  }

  /** The same of an element of HTML, of which there are few: its usual end tag is soon found behind its tag. */
  #isElementClosed(name: string, from: number): boolean {
    if (this.#usual.has(name)) return true;
    if (this.#closed !== undefined || !this.#html.includes(`</${name}>`, from)) return this.#isClosed(name);
    this.#usual.add(name);
    return true;
  }

  #endOfOpaque(tag: SourceTag, name: string): number {
    return this.#closingTags(name, tag.end).after(tag.end)?.end ?? tag.end;
  }

  /** Code in a `pre` stands in its `code`, where it has one. */
  #restorePreformatted(pre: SourceTag, end: number): number {
    const within = this.#codeWithin(pre.end, end);
    if (within.length > 0) {
      for (const { tag, end } of within) this.#restoreCode(tag, end);
    } else if (isCode(pre, this.#html.slice(pre.end, end))) {
      this.#restoreCode(pre, end);
    } else {
      // White space that prose is set with.
      return pre.end;
    }
    return end;
  }

  #codeWithin(from: number, to: number): readonly { readonly tag: SourceTag; readonly end: number }[] {
    const found: { tag: SourceTag; end: number }[] = [];
    let at = from;
    for (let tag = this.#tags.next(at, to); tag !== undefined; tag = this.#tags.next(at, to)) {
      at = tag.end;
      if (tag.kind !== 'start' || tag.name.toLowerCase() !== 'code') continue;
      const isAlone =
        found.length === 0 &&
        this.#html
          .slice(from, tag.start)
          .replace(/<[^<>]*>/g, '')
          .trim() === '';
      const last = isAlone ? this.#closingTags('code', tag.end).before(to) : undefined;
      const next = this.#closingTags('code', tag.end).after(tag.end);
      const opensAgain = next !== undefined && this.#opensAnother(next.end, to);
      const end = last !== undefined && last.start >= tag.end && !opensAgain ? last : next;
      if (end === undefined || end.end > to) break;
      found.push({ tag, end: end.start });
      at = end.end;
    }
    return found;
  }

  /** Whether highlighted lines follow, each in a `code` of its own. */
  #opensAnother(from: number, to: number): boolean {
    let tag = this.#tags.next(from, to);
    while (tag?.kind === 'end' && /^(?:div|li|p|span|td|tr)$/i.test(tag.name))
      tag = this.#tags.next(tag.end, to);
    return tag?.kind === 'start' && /^(?:code|br|div|li|span)$/i.test(tag.name);
  }

  /** Where the content of an element that shows code ends. */
  #endOfCode(tag: SourceTag, name: string): number | undefined {
    const closing = this.#closingTags(name, tag.end);
    const first = closing.after(tag.end);
    if (first === undefined) return undefined;
    let end: SourceTag | undefined = first;
    let from = tag.end;
    for (let nested = 0; nested < MAX_NESTED; nested++) {
      if (!this.#opens(name, from, end.start)) return end.start;
      from = end.end;
      end = closing.after(end.end);
      if (end === undefined || BLOCK_END.test(this.#html.slice(from, Math.min(end.start, from + 2_000))))
        break;
    }
    return first.start;
  }

  #opens(name: string, from: number, to: number): boolean {
    for (let at = this.#html.indexOf('<', from); at >= 0 && at < to; at = this.#html.indexOf('<', at + 1)) {
      const follows = this.#html.slice(at + 1, at + 2 + name.length).toLowerCase();
      if (follows.startsWith(name) && !/\w/.test(follows.charAt(name.length))) return true;
    }
    return false;
  }

  /** Whether the words of a sentence stand right before or behind an element that ends with the end tag at a place. */
  #isWithinSentence(start: number, endTag: number): boolean {
    const behind = this.#html.slice(this.#html.indexOf('>', endTag) + 1).slice(0, 20);
    return (
      /[^\s>:：]$/.test(this.#html.slice(Math.max(0, start - 20), start).trimEnd()) ||
      /^ ?[^\s<]/.test(behind)
    );
  }

  /** Escapes what is source between the tag of a code element and its end. */
  #restoreCode(opener: SourceTag, end: number, isWithinSentence = false): void {
    const tags: SourceTag[] = [];
    let at = opener.end;
    for (let tag = this.#tags.next(at, end); tag !== undefined; tag = this.#tags.next(at, end)) {
      if (tag.end > end) break;
      tags.push(tag);
      at = tag.end;
    }
    const around = this.#html.slice(Math.max(0, opener.start - 200), opener.start);
    const language = opener.attributes + (/<(?:pre|div|figure)\b[^<>]*>\s*$/i.exec(around)?.[0] ?? '');
    const kind = { isMarkup: MARKUP_LANGUAGE.test(language), isWithinSentence };
    const source = new Set(findSource(tags, this.#html, opener.end, end, kind));
    const markup = new Set(tags.filter((tag) => !source.has(tag)).map(({ start }) => start));
    for (
      let at = this.#html.indexOf('<', opener.end);
      at >= 0 && at < end;
      at = this.#html.indexOf('<', at + 1)
    ) {
      if (!markup.has(at) && /[a-z!?/]/i.test(this.#html.charAt(at + 1))) this.#escape(at);
    }
  }

  /** Makes the `<` at a position a character reference. */
  #escape(at: number): void {
    this.#pieces.push(this.#html.slice(this.#copied, at), '&lt;');
    this.#copied = at + 1;
  }

  readonly #closing = new Map<string, ClosingTags>();

  /** The end tags of a name from a place on: none before the first place is asked for. */
  #closingTags(name: string, from: number): ClosingTags {
    let tags = this.#closing.get(name);
    if (tags === undefined) {
      tags = new ClosingTags(this.#html, name, from);
      this.#closing.set(name, tags);
    }
    return tags;
  }
}

/** Whether a `pre` without a `code` holds code rather than prose. */
function isCode({ attributes }: SourceTag, content: string): boolean {
  if (
    /(?:^|[\s"'-])(?:code|hljs|highlight|prettyprint|brush|syntaxhighlighter|language|lang|sourceCode)(?=$|[\s"':=_-])/i.test(
      attributes,
    )
  )
    return true;
  if (/^\s*<(?:!doctype|\?xml|html|head|body)[\s>]/i.test(content)) return true;
  const tags = new SourceTags(content);
  for (let tag = tags.next(0); tag !== undefined; tag = tags.next(tag.end)) {
    if (tag.kind === 'start' && !ELEMENTS.has(tag.name.toLowerCase()) && !tag.name.includes(':')) return true;
  }
  return false;
}

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
