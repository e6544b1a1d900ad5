import { legalText } from '../model/characters.ts';
import { escapeAttribute } from '../model/markup.ts';

/** HTML that needs no escaping; only {@link html} and {@link raw} make it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template takes: text is escaped, HTML is not, a list is a line each, `undefined` and `false` are left out. */
export type HtmlValue = string | number | false | undefined | Html | readonly HtmlValue[];

/**
 * The only place where text becomes HTML: a template that escapes its values. Attribute values must stand in double
 * quotes. A line that holds nothing but an empty value is left out.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = '';
  strings.forEach((part, at) => {
    const value = render(at === 0 ? undefined : values[at - 1]);
    const alone = at > 0 && value === '' && text.endsWith('\n') && part.startsWith('\n');
    text += alone ? part.slice(1) : value + part;
  });
  return new Html(text);
}

/** Text that is HTML already; the caller vouches for it. */
export function raw(text: string): Html {
  return new Html(text);
}

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeAttribute(legalText(value));
  if (typeof value === 'number' || value instanceof Html) return String(value);
  return value
    .map(render)
    .filter((line) => line !== '')
    .join('\n');
}
