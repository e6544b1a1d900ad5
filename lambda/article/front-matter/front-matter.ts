import matter from 'gray-matter';
import type { Rejection, Warning } from '../../model/article.ts';
import { type Refusal, reject } from '../refusal.ts';
import { type Block, beginsWithField, findBlock, isEntry, startOfText } from './block.ts';
import { AliasLimitError, type Field, type Fields, fieldName, isTelling } from './fields.ts';
import { readPlain } from './plain.ts';

/** What is above the body of an article, and the body itself. */
export type FrontMatterReading =
  | {
      readonly status: 'read';
      readonly fields: Fields;
      readonly body: string;
      readonly warnings: readonly Warning[];
    }
  | (Refusal & { readonly status: 'rejected' });

/**
 * Splits an article, lines ended by line feeds, into front matter and body. Understood are YAML between `---` lines (as
 * Jekyll and Hugo write it, or with the closing line alone, as Hexo does), TOML between `+++` lines, and JSON after
 * `---json`, between `;;;` lines, or as an object that opens the file. Nothing is ever executed. What is broken is
 * recovered entry by entry, with warnings; rejected is front matter without an end or in another language.
 */
export async function parseFrontMatter(text: string): Promise<FrontMatterReading> {
  const start = startOfText(text);
  const block = findBlock(text, start);
  if (block === undefined) return withoutFields(text.slice(start));
  if ('reason' in block) return reject(block);

  const body = text.slice(block.end);
  const plain = block.language === 'yaml' ? readBlock(block.source, block.line, readPlain) : undefined;
  // Nearly every block is plain entries, which need neither a parser of YAML nor a search for prose.
  if (plain !== undefined) return { status: 'read', fields: plain, body, warnings: [] };

  const lines = block.source.split('\n').map((line) => (line.trim() === '' ? '' : line));
  const prose = block.language === 'yaml' ? findProse(block, lines) : undefined;
  if (prose !== undefined) return reject(prose);

  const source = lines.join('\n');
  const read = await readerOf(block);
  try {
    const fields = readBlock(source, block.line, read);
    if (fields !== undefined) return { status: 'read', fields, body, warnings: [] };
    const { recoverFields } = await import('./recovery.ts');
    const recovery = recoverFields(lines, block.line, block.language, (source) => read(source, 1));
    // Prose between two thematic breaks.
    if (![...recovery.fields.keys()].some(isTelling)) return withoutFields(text.slice(start));
    return { status: 'read', ...recovery, body };
  } catch (error) {
    if (!(error instanceof AliasLimitError)) throw error;
    return reject({ reason: error.message, advice: 'Write its values out.', line: block.line });
  }
}

function withoutFields(body: string): FrontMatterReading {
  return { status: 'read', fields: NO_FIELDS, body, warnings: [] };
}

const NO_FIELDS: Fields = new Map();

/** Reads entries in one language; undefined where they are broken. `firstLine` is the line of the file they begin on. */
type Reader = (source: string, firstLine: number) => Fields | undefined;

async function readerOf({ language }: Block): Promise<Reader> {
  switch (language) {
    case 'yaml': {
      const { readYaml } = await import('./yaml.ts');
      return (source, firstLine) => readPlain(source, firstLine) ?? readYaml(source, firstLine);
    }
    case 'json':
      return (source, firstLine) => locate(parseSound(parseJson, source), source, firstLine);
    case 'toml': {
      const { parse } = await import('smol-toml');
      return (source, firstLine) => locate(parseSound(parse, source), source, firstLine);
    }
  }
}

/**
 * Reads a block by gray-matter, with an engine of our own. Left to itself, it would close the block at any line that
 * begins like the closing one, evaluate JavaScript, copy the body, and remember a broken file as an empty one.
 */
function readBlock(source: string, firstLine: number, read: Reader): Fields | undefined {
  let fields: Fields | undefined = NO_FIELDS;
  const engine = (matter: string): object => {
    fields = read(matter.slice(1), firstLine);
    return {};
  };
  matter(`---\n${source}`, {
    language: 'block',
    delimiters: ['---', '\0'],
    engines: { yaml: refuse, json: refuse, javascript: refuse, block: engine },
  });
  return fields;
}

function refuse(): never {
  throw new Error('Front matter is data.');
}

/** A JSON object, or its members alone, as Hexo writes them between `;;;` lines. */
function parseJson(source: string): unknown {
  const text = source.trim().replace(/,$/, '');
  return JSON.parse(text.startsWith('{') ? text : `{${text}}`);
}

/** The mapping that a source holds; undefined for another value, or where the parser throws. */
function parseSound(parse: (source: string) => unknown, source: string): object | undefined {
  try {
    const data = parse(source);
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Gives the entries of an object the lines that they stand on. */
function locate(data: object | undefined, source: string, firstLine: number): Fields | undefined {
  if (data === undefined) return undefined;
  const places = new Map<string, number>();
  for (const [index, line] of source.split('\n').entries()) {
    const name = /^[\s{]*["']?([\p{L}_](?:[\p{L}\p{N}_. -]{0,59}[\p{L}\p{N}_.-])?)["']?[ \t]*[:=]/u.exec(
      line,
    )?.[1];
    if (name !== undefined && !places.has(fieldName(name))) places.set(fieldName(name), firstLine + index);
  }
  const fields = new Map<string, Field>();
  for (const [name, value] of Object.entries(data)) {
    const line = places.get(fieldName(name));
    fields.set(fieldName(name), { value, ...(line !== undefined && { line }) });
  }
  return fields;
}

/** Why a block seems to hold the article's own text: HTML, or a paragraph of its own that is no entry. */
function findProse({ source, line, marker }: Block, lines: readonly string[]): Rejection | undefined {
  if (!beginsWithField(source, 0)) return undefined;
  const index = lines.findIndex(
    (line, at) =>
      /^<[a-z!]/i.test(line) ||
      (at > 0 && lines[at - 1] === '' && /^[^\s#\-[\]{}&*!|>%@`"'.]/.test(line) && !isEntry(line)),
  );
  if (index < 0) return undefined;
  return {
    reason: 'the front matter does not end above the text of the article',
    advice: `Close it with a line "${marker}" above this line.`,
    line: line + index,
  };
}
