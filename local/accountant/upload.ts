/** How a body is written. */
export type Notation = 'html' | 'markdown' | 'plain';

/** One value of front matter that readers are shown, and where it stands. */
export interface ShownField {
  readonly kind: 'words' | 'picture' | 'link';
  readonly value: string;
  readonly line: number;
}

/** An upload, taken apart without understanding it. */
export interface TakenApart {
  readonly fields: readonly ShownField[];
  readonly body: string;
  /** How many lines stand above the body. */
  readonly bodyLine: number;
  readonly notation: Notation;
}

const WORDS = /^(?:title|author|authors|categories|category|tags?|keywords|description|excerpt|summary)$/;
const PICTURES = /^(?:thumbnail|headimg|cover|image|banner|featured_?image|og_?image)$/;
const LINKS = /^(?:link|url|source_?url|original(?:_?(?:url|link))?|canonical(?:_?url)?|from|source)$/;

const ENTRY = /^\s{0,3}["']?([\p{L}_][\w.\p{L}-]{0,60})["']?\s*[:=：](?:\s|$|(?=["'[{]))/u;
const ITEM = /^\s*-(?:\s|$)/;

/** What is in a field and says nothing. */
const NOTHING = /^(?:none|null|undefined|nan|true|false|~|invalid date|-)?$/i;

/** Takes an upload apart: what its front matter shows, its body, and how that is written. `key` is the file's path. */
export function takeApart(text: string, key: string): TakenApart {
  const start = /^[\ufeff\s]*/.exec(text)?.[0].length ?? 0;
  const opening = /^(---|\+\+\+)[ \t]*\r?\n/.exec(text.slice(start, start + 200))?.[1];
  const lines = text.split('\n');
  const first = countLines(text.slice(0, start));
  let bodyLine = 0;
  let fields: readonly ShownField[] = [];
  if (opening !== undefined) {
    const end = lines.findIndex((line, index) => index > first && line.trimEnd() === opening);
    if (end > 0) {
      bodyLine = end + 1;
      fields = readFields(lines.slice(first + 1, end), first + 1);
    }
  } else {
    bodyLine = findBareEnd(lines, first);
    if (bodyLine > 0) fields = readFields(lines.slice(first, bodyLine - 1), first);
  }
  // Some generators write every brace as a reference, which code in Markdown would show.
  const body = lines.slice(bodyLine).join('\n').replaceAll('&#123;', '{').replaceAll('&#125;', '}');
  return { fields, body, bodyLine, notation: tellNotation(key, body) };
}

/** The line after front matter in JSON, or after one that nothing opens; 0 where there is none. */
function findBareEnd(lines: readonly string[], first: number): number {
  const isJson = lines[first]?.trim() === '{';
  for (let at = first; at < Math.min(lines.length, first + 200); at++) {
    const line = lines[at] ?? '';
    if (at > first && line.trimEnd() === (isJson ? '}' : '---')) return at + 1;
    if (!isJson && !ENTRY.test(line) && !ITEM.test(line)) return 0;
  }
  return 0;
}

function tellNotation(key: string, body: string): Notation {
  if (/\.txt$/i.test(key) && !/^\s*<(?:!doctype|html|div|p|article|body)\b/i.test(body)) return 'plain';
  return /\.x?html?$/i.test(key) || /^\s*<(?:!doctype|html|head|body)\b/i.test(body) ? 'html' : 'markdown';
}

function readFields(lines: readonly string[], firstLine: number): ShownField[] {
  const fields: ShownField[] = [];
  let kind: ShownField['kind'] | undefined;
  for (const [index, line] of lines.entries()) {
    const entry = ENTRY.exec(line);
    const isItem = ITEM.test(line) || (entry === null && /^\s/.test(line));
    if (entry !== null && !ITEM.test(line)) kind = kindOf(entry[1] ?? '');
    if (kind === undefined || (entry === null && !isItem)) continue;
    const isEntry = entry !== null && !ITEM.test(line);
    const value = isEntry ? line.slice(entry[0].length) : readItem(line.replace(ITEM, ''));
    for (const each of splitValue(value)) fields.push({ kind, value: each, line: firstLine + index });
  }
  return fields;
}

/** What an item shows: of a mapping, the name or title in it. */
function readItem(text: string): string {
  const [key = '', name = ''] = /^\s*([a-z_]+):\s/.exec(text) ?? [];
  if (key === '') return text;
  return /^(?:name|title|label|text|slug)$/.test(name) ? text.slice(key.length) : '';
}

function kindOf(name: string): ShownField['kind'] | undefined {
  const folded = name.toLowerCase();
  if (WORDS.test(folded)) return 'words';
  if (PICTURES.test(folded)) return 'picture';
  return LINKS.test(folded) ? 'link' : undefined;
}

/** The values in a line: a list in brackets holds several, a mapping none that is shown. */
function splitValue(value: string): string[] {
  const plain = value.trim().replace(/(?<=["\]])\s*,$/, '');
  const isMapping = plain.startsWith('{') && plain.endsWith('}') && plain.includes(':');
  if (isMapping || /^[>|][+-]?$/.test(plain)) return [];
  const isList = plain.startsWith('[') && plain.endsWith(']');
  const items = isList ? plain.slice(1, -1).split(/[,，]/) : [plain];
  return items.map((item) => dropMail(dropQuotes(item.trim())).trim()).filter((item) => !NOTHING.test(item));
}

function dropQuotes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && /["']/.test(text.charAt(start))) start++;
  while (end > start && /["']/.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Words with an address of e-mail in them are never shown. */
function dropMail(text: string): string {
  return MAIL.test(text)
    ? text
        .split(' ')
        .filter((word) => !MAIL.test(word))
        .join(' ')
    : text;
}

const MAIL = /\S[@＠]|[@＠]\S|[([]at[)\]]/i;

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
