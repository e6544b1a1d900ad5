/**
 * The declarations of a `style` attribute by property, in lower case; the last of a property counts. As in browsers, one
 * that cannot be read is left out, and the next one is read. (CSS Syntax, "parse a block's contents", without nested
 * rules.)
 */
export function readStyle(style: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  const text = style.includes('/*') ? dropComments(style) : style;
  let start = 0;
  let depth = 0;
  let quote = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
    else if (code === OPEN) depth++;
    else if (code === CLOSE) depth--;
    else if (code === SEMICOLON && depth <= 0) {
      declare(text.slice(start, at), declarations);
      start = at + 1;
    }
  }
  declare(text.slice(start), declarations);
  return declarations;
}

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const OPEN = 40;
const CLOSE = 41;
const SEMICOLON = 59;
const BACKSLASH = 92;

function declare(declaration: string, declarations: Map<string, string>): void {
  const colon = declaration.indexOf(':');
  if (colon < 0) return;
  const value = declaration
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  declarations.set(declaration.slice(0, colon).trim().toLowerCase(), value.replace(/ ?!important$/, ''));
}

function dropComments(style: string): string {
  const [before = '', ...parts] = style.split('/*');
  return (
    before + parts.map((part) => (part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : '')).join('')
  );
}
