import type { Rejection, Warning } from '../model/article.ts';
import {
  type Block,
  beginsWithField,
  fieldName,
  findBlock,
  isEntry,
  isTelling,
  startOfText,
} from './front-matter-block.ts';
import { type Field, recoverFields } from './recovery.ts';
import { type Refusal, reject } from './refusal.ts';

/** The entries of front matter by their names, as {@link fieldName} writes them. */
export type Fields = ReadonlyMap<string, Field>;

/** What stands above the body of an article, and the body itself. */
export type FrontMatterReading =
  | {
      readonly status: 'read';
      readonly fields: Fields;
      readonly body: string;
      readonly warnings: readonly Warning[];
    }
  | (Refusal & { readonly status: 'rejected' });

/** More aliases than settings have use for; together with the size of a block, a bound on what they can amount to. */
const MAX_ALIASES = 50;

/**
 * Splits an article, lines ended by line feeds, into front matter and body. Understood are YAML between `---` lines (as
 * Jekyll and Hugo write it, or with the closing line alone, as Hexo does), TOML between `+++` lines, and JSON after
 * `---json`, between `;;;` lines, or as an object that opens the file. Nothing is ever executed. What is broken is
 * recovered entry by entry, with warnings; rejected is front matter without an end or in another language.
 */
export async function parseFrontMatter(text: string): Promise<FrontMatterReading> {
  const start = startOfText(text);
  const block = findBlock(text, start);
  if (block === undefined)
    return { status: 'read', fields: new Map(), body: text.slice(start), warnings: [] };
  if ('reason' in block) return reject(block);

  const lines = block.source.split('\n').map((line) => (line.trim() === '' ? '' : line));
  const refusal = block.language === 'yaml' ? refuseYaml(block, lines) : undefined;
  if (refusal !== undefined) return reject(refusal);

  reader ??= await import('./front-matter-reader.ts');
  const engine = await reader.engineOf(block.language);
  const data = reader.readBlock(block.language, lines.join('\n'), engine);
  const { fields, warnings } =
    data === undefined
      ? recoverFields(lines, block.line, block.language, engine)
      : { fields: locate(data, lines, block.line), warnings: [] };
  if (data === undefined && ![...fields.keys()].some(isTelling)) {
    // Prose between two thematic breaks.
    return { status: 'read', fields: new Map(), body: text.slice(start), warnings: [] };
  }
  return { status: 'read', fields, body: text.slice(block.end), warnings };
}

/** Loaded with the first block; asking for it again each time would take as long as reading one. */
let reader: typeof import('./front-matter-reader.ts') | undefined;

/** What YAML would take in all the same: the article's own text, and aliases without measure. */
function refuseYaml({ source, line, marker }: Block, lines: readonly string[]): Rejection | undefined {
  const prose = beginsWithField(source, 0) ? findProse(lines) : undefined;
  if (prose !== undefined) {
    return {
      reason: 'the front matter does not end above the text of the article',
      advice: `Close it with a line "${marker}" above this line.`,
      line: line + prose,
    };
  }
  if (!repeatsItself(source)) return undefined;
  return { reason: 'the front matter repeats itself without measure', advice: 'Write its values out.', line };
}

/** Whether a document may hold more than {@link MAX_ALIASES} aliases of anchors. */
function repeatsItself(text: string): boolean {
  return (
    /(?:^|[\s,:[{])&[^\s,[\]{};&]/.test(text) && text.split('*', MAX_ALIASES + 2).length > MAX_ALIASES + 1
  );
}

/** The index of the first line that is the article's text: HTML, or a paragraph of its own that is no entry. */
function findProse(lines: readonly string[]): number | undefined {
  const index = lines.findIndex(
    (line, at) =>
      /^<[a-z!]/i.test(line) ||
      (at > 0 && lines[at - 1] === '' && /^[^\s#\-[\]{}&*!|>%@`"'.]/.test(line) && !isEntry(line)),
  );
  return index < 0 ? undefined : index;
}

function locate(data: object, lines: readonly string[], firstLine: number): Fields {
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const name = /^[\s{]*["']?([\p{L}_](?:[\p{L}\p{N}_. -]{0,59}[\p{L}\p{N}_.-])?)["']?[ \t]*[:=]/u.exec(
      line,
    )?.[1];
    if (name !== undefined && !places.has(fieldName(name))) places.set(fieldName(name), firstLine + index);
  }
  const fields = new Map<string, Field>();
  for (const [name, value] of Object.entries(data)) {
    const line = places.get(fieldName(name));
    if (value !== null || !fields.has(fieldName(name))) {
      fields.set(fieldName(name), { value, ...(line !== undefined && { line }) });
    }
  }
  return fields;
}
