/** A word that a tag is given. */
export interface Word {
  readonly text: string;
  /** Whether it stands in quotes, between commas, or only between spaces. */
  readonly form: 'quoted' | 'part' | 'bare';
}

/** What a tag is given: words in order, and values by name. */
export interface TagArguments {
  readonly words: readonly Word[];
  /** Names are in lower case. */
  readonly values: ReadonlyMap<string, string>;
}

const QUOTES = '"\'`';

/** Quotes that only enclose, and the mark that closes them. */
const TYPOGRAPHIC_QUOTES: Readonly<Record<string, string>> = { '“': '”', '「': '」' };

const KEY = /[@:#]?[a-z_][\w.:-]*\s*=(?!=)\s*/iy;

/** A key with a colon, as Hexo writes it; `https:` is none. */
const COLON_KEY = /[a-z_]\w*:(?![/:\s])/iy;

/** A name and a value in the same quotes: `"url=https://a.example/"`. */
const QUOTED_PAIR = /^([a-z_]\w{0,30})=(\S.*)$/i;

/**
 * Reads what a tag is given, whatever language it is of: `a 'b c', d="e" f:g h={"i"}`, or `a b, c, d e`. Only components
 * are given expressions in braces.
 */
export function parseArguments(source: string, hasExpressions = false): TagArguments {
  const parts = /["'`={}]/.test(source) ? [] : source.split(/[,，]/).map((part) => part.trim());
  if (parts.length > 1 && !parts.some((part) => /\s/.test(part) && /[./]/.test(part))) {
    const words = parts.filter((part) => part !== '').map((text) => ({ text, form: 'part' }) as const);
    return { words, values: new Map() };
  }
  return new ArgumentReader(source, hasExpressions).read();
}

class ArgumentReader {
  readonly #source: string;
  readonly #hasExpressions: boolean;
  readonly #words: Word[] = [];
  readonly #values = new Map<string, string>();
  #at = 0;

  constructor(source: string, hasExpressions: boolean) {
    this.#source = source;
    this.#hasExpressions = hasExpressions;
  }

  read(): TagArguments {
    for (;;) {
      while (/[\s,，]/.test(this.#source.charAt(this.#at))) this.#at++;
      if (this.#at >= this.#source.length) break;
      const key = this.#match(KEY) ?? this.#match(COLON_KEY);
      this.#add(key, this.#readValue());
    }
    return { words: this.#words, values: this.#values };
  }

  #add(key: string | undefined, value: Word): void {
    const [, inner, rest = ''] = value.form === 'quoted' ? (QUOTED_PAIR.exec(value.text) ?? []) : [];
    if (key !== undefined) {
      const name = key
        .replace(/^[@:#]/, '')
        .trimEnd()
        .slice(0, -1)
        .trimEnd();
      this.#values.set(name.toLowerCase(), value.text);
    } else if (inner !== undefined) {
      this.#values.set(inner.toLowerCase(), rest);
    } else if (value.form === 'quoted' && /^["'].*["']$/.test(value.text)) {
      this.#addNested(value.text);
    } else if (value.text !== '') {
      this.#words.push(value);
    }
  }

  /** Words in quotes within quotes, as Hexo takes the title and the text of a picture. */
  #addNested(text: string): void {
    this.#words.push(...parseArguments(text.slice(0, 1_000)).words);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }

  #readValue(): Word {
    const first = this.#source.charAt(this.#at);
    const closing = QUOTES.includes(first) ? first : TYPOGRAPHIC_QUOTES[first];
    if (first === '{' && this.#hasExpressions) return this.#readExpression();
    if (closing === undefined) return this.#readRun();
    const start = this.#at + 1;
    let end = start;
    while (end < this.#source.length && this.#source.charAt(end) !== closing) {
      end += this.#source.charAt(end) === '\\' && closing !== '`' ? 2 : 1;
    }
    this.#at = end + 1;
    return { text: dropEscapes(this.#source.slice(start, end), closing).trim(), form: 'quoted' };
  }

  #readRun(): Word {
    const start = this.#at;
    while (this.#at < this.#source.length && !/[\s,，]/.test(this.#source.charAt(this.#at))) this.#at++;
    return { text: this.#source.slice(start, this.#at), form: 'bare' };
  }

  /** An expression of JavaScript in braces says something where it is nothing but a string. */
  #readExpression(): Word {
    const start = this.#at;
    let depth = 0;
    do {
      const character = this.#source.charAt(this.#at++);
      if (character === '{') depth++;
      else if (character === '}') depth--;
    } while (depth > 0 && this.#at < this.#source.length);
    const inner = this.#source.slice(start + 1, this.#at - 1).trim();
    const isString = /^(["'`])[^"'`]*\1$/.test(inner);
    return { text: isString ? inner.slice(1, -1) : '', form: 'quoted' };
  }
}

function dropEscapes(text: string, quote: string): string {
  return quote === '`' || !text.includes('\\') ? text : text.replace(/\\(["'\\])/g, '$1');
}
