import { Endings } from '../../model/endings.ts';
import { type CodeRange, followRanges } from './code-ranges.ts';

/** How a tag is written: `{% a %}`, `{{< a >}}`, `::: a`, `<A>`, or `<!-- a -->` within what a theme reads itself. */
export type TemplateSyntax = 'liquid' | 'shortcode' | 'directive' | 'component' | 'comment';

/** A tag of the language that a site generator extends Markdown by. */
export interface TemplateTag {
  readonly syntax: TemplateSyntax;
  /** In lower case, without the `end` or `/` of an end tag; empty for the end of a directive. */
  readonly name: string;
  /** What is written after the name. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly isEnd: boolean;
  /** Whether it says that nothing ends it. */
  readonly isVoid: boolean;
  /** How many marks it is written with, where that tells what it ends. */
  readonly marks: number;
}

const BEGINNING = /\{\{[<%]|\{%|<!--|<\/?(?=[a-z])|^[ \t>]*:{2,}/gim;

/** What an end tag is given: nothing, or the name of what it ends. */
const ENDED = /^[\w.-]*$/;

const NAME = /^[a-z_][\w.:/-]{0,60}/i;

/** The tags of a text in order, outside of code. Places are offsets in it. */
export function scanTags(text: string, code: readonly CodeRange[]): readonly TemplateTag[] {
  const tags: TemplateTag[] = [];
  const scanner = new TagScanner(text);
  const codeAt = followRanges(code);
  BEGINNING.lastIndex = 0;
  for (let at = 0; ; ) {
    BEGINNING.lastIndex = at;
    const beginning = BEGINNING.exec(text);
    if (beginning === null) return tags;
    const start = beginning.index + beginning[0].search(/[^\s>]/);
    at = beginning.index + beginning[0].length;
    const range = codeAt(start);
    if (range !== undefined) {
      at = Math.max(at, range.end);
      continue;
    }
    const tag = scanner.read(start);
    if (tag === undefined) continue;
    tags.push(tag);
    at = tag.end;
  }
}

/** Tags are no longer than this. */
const MAX_TAG = 4_000;
const MAX_DIRECTIVE = 1_000;

class TagScanner {
  readonly #text: string;
  readonly #endings: Endings;
  /** Characters that may still be read in vain. */
  #patience: number;

  constructor(text: string) {
    this.#text = text;
    this.#endings = new Endings(text);
    this.#patience = text.length * 4;
  }

  read(start: number): TemplateTag | undefined {
    const text = this.#text;
    if (text.startsWith('{{<', start)) return this.#readShortcode(start, '{{<', '>}}');
    if (text.startsWith('{{%', start)) return this.#readShortcode(start, '{{%', '%}}');
    if (text.startsWith('{%', start)) return this.#readLiquid(start);
    if (text.startsWith('<!--', start)) return this.#readComment(start);
    return text.startsWith(':', start) ? this.#readDirective(start) : this.#readComponent(start);
  }

  /** What is between a beginning and its ending; undefined where a paragraph or another tag begins before. */
  #between(start: number, beginning: string, ending: string): string | undefined {
    const from = start + beginning.length;
    const end = this.#endings.find(ending, from);
    if (end === undefined || end - start > MAX_TAG) return undefined;
    const inner = this.#text.slice(from, end);
    return inner.includes(beginning) || /\n[ \t>]*\n/.test(inner) ? undefined : inner;
  }

  #readLiquid(start: number): TemplateTag | undefined {
    const inner = this.#between(start, '{%', '%}');
    if (inner === undefined) return undefined;
    const content = inner
      .replace(/^[-+~]/, '')
      .replace(/[-+~]$/, '')
      .trim();
    const name = NAME.exec(content)?.[0].toLowerCase();
    if (name === undefined) return undefined;
    const source = content.slice(name.length).trim();
    const isEnd = name.length > 3 && name.startsWith('end') && ENDED.test(source);
    return {
      syntax: 'liquid',
      name: isEnd ? name.slice(3) : name,
      source,
      start,
      end: start + 4 + inner.length,
      isEnd,
      isVoid: false,
      marks: 0,
    };
  }

  #readShortcode(start: number, beginning: string, ending: string): TemplateTag | undefined {
    const inner = this.#between(start, beginning, ending);
    if (inner === undefined) return undefined;
    const [, slash = '', content = ''] = /^\s*(\/?)\s*([\s\S]*)$/.exec(inner) ?? [];
    const name = NAME.exec(content)?.[0];
    if (name === undefined) return undefined;
    const written = content.slice(name.length).trim();
    const isVoid = written.endsWith('/') && slash === '';
    if (slash !== '' && !ENDED.test(written)) return undefined;
    return {
      syntax: 'shortcode',
      name: name.toLowerCase(),
      source: isVoid ? written.slice(0, -1) : written,
      start,
      end: start + 6 + inner.length,
      isEnd: slash !== '',
      isVoid,
      marks: 0,
    };
  }

  #readComment(start: number): TemplateTag | undefined {
    const inner = this.#between(start, '<!--', '-->');
    const [, end = '', name = '', source = ''] =
      /^\s*(end)?([a-z][\w-]*)(?:\s([^\n]*))?$/.exec(inner ?? '') ?? [];
    if (inner === undefined || name === '') return undefined;
    return {
      syntax: 'comment',
      name,
      source: source.trim(),
      start,
      end: start + 7 + inner.length,
      isEnd: end !== '',
      isVoid: false,
      marks: 0,
    };
  }

  #readDirective(start: number): TemplateTag | undefined {
    const lineEnd = this.#text.indexOf('\n', start);
    const end = lineEnd < 0 ? this.#text.length : lineEnd;
    if (end - start > MAX_DIRECTIVE) return undefined;
    const line = this.#text.slice(start, end).trimEnd();
    const marks = line.length - line.replace(/^:+/, '').length;
    const rest = line.slice(marks);
    const isVoid = marks === 2;
    const [written = '', name = ''] = /^[ \t]*(?:\{\.?)?([a-z][\w-]*)?/i.exec(rest) ?? [];
    // In other scripts there are no names, but titles.
    if (isVoid ? !/^[a-z][\w-]*[[{]/i.test(rest) : rest !== '' && !/^[ \t]*(?:\{\.?)?\p{L}/u.test(rest))
      return undefined;
    return {
      syntax: 'directive',
      name: name.toLowerCase(),
      source: rest.slice(written.length).trim(),
      start,
      end,
      isEnd: rest === '',
      isVoid,
      marks,
    };
  }

  #readComponent(start: number): TemplateTag | undefined {
    const [beginning = '', slash = '', name = ''] = COMPONENT.exec(this.#text.slice(start, start + 80)) ?? [];
    if (!IS_COMPONENT.test(name)) return undefined;
    const end = this.#endOfComponent(start + beginning.length);
    if (end === undefined) return undefined;
    const written = this.#text.slice(start + beginning.length, end - 1).trim();
    const isVoid = written.endsWith('/');
    return {
      syntax: 'component',
      name: name.toLowerCase(),
      source: isVoid ? written.slice(0, -1) : written,
      start,
      end,
      isEnd: slash !== '',
      isVoid,
      marks: 0,
    };
  }

  /** The place after the `>` of a component's tag, whose attributes may hold code in braces. */
  #endOfComponent(from: number): number | undefined {
    let depth = 0;
    let quote = '';
    const last = Math.min(this.#text.length, from + MAX_TAG);
    for (let at = from; at < last && this.#patience > 0; at++, this.#patience--) {
      const character = this.#text.charAt(at);
      if (quote !== '') {
        if (character === quote) quote = '';
      } else if (character === '"' || character === "'" || (character === '`' && depth > 0)) {
        quote = character;
      } else if (character === '{') {
        depth++;
      } else if (character === '}') {
        depth--;
      } else if (depth === 0 && character === '>') {
        return at + 1;
      } else if (
        character === '<' ||
        character === '`' ||
        (character === '\n' && this.#text.charAt(at + 1) === '\n')
      ) {
        return undefined;
      }
    }
    return undefined;
  }
}

const COMPONENT = /^<(\/?)([a-z][a-z0-9_.-]{0,60})(?=[\s/>])/i;

/** Components are named as classes are, or as custom elements. */
const IS_COMPONENT = /^[A-Z][\w.]*[a-z]|^[a-z]\w*[-.]/;
