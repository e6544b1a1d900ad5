import { legalText } from '../model/characters.ts';
import { escapeAttribute } from '../model/markup.ts';

/** A piece of HTML that may stand in a page as it is: only {@link html} and {@link raw} make one. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template takes: text is escaped, HTML is not, a list is a line each, `undefined` and `false` are nothing. */
export type HtmlValue = string | number | false | undefined | Html | readonly HtmlValue[];

/**
 * The one place where text becomes HTML. Attribute values in a template stand in double quotes. A line with a value alone
 * goes when there is nothing in it.
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

/** Takes text for HTML as it is: the caller vouches for it. */
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
