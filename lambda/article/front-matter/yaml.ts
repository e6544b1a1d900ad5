import { isMap, isScalar, LineCounter, parseDocument, type ScalarTag, Schema } from 'yaml';
import { type Field, type Fields, fieldName } from './fields.ts';

const NOTHING: ScalarTag = {
  tag: 'tag:yaml.org,2002:null',
  default: true,
  test: /^(?:~|null)?$/,
  resolve: () => null,
};

/** Strings, lists, mappings and nothing: a title `007` and a date without a zone must stay what was written. */
const SCHEMA = new Schema({ schema: 'failsafe', customTags: (tags) => [...tags, NOTHING] });

/** More aliases of one anchor than settings have use for. */
const MAX_ALIASES = 50;

/** The aliases of a document amount to more than settings can hold; the message is the reason, as a clause. */
export class AliasLimitError extends Error {
  override readonly name = 'AliasLimitError';
  override readonly message = 'the front matter repeats itself without measure';
}

/**
 * The entries of a YAML mapping, its scalars as they are written; undefined for what is none or is not sound.
 * `firstLine` is the line of the file that the source begins on. What aliases stand for is shared, not copied: whoever
 * walks a value must count steps.
 *
 * @throws AliasLimitError
 */
export function readYaml(source: string, firstLine: number): Fields | undefined {
  try {
    return toFields(source, firstLine);
  } catch (error) {
    if (error instanceof ReferenceError && error.message.startsWith('Excessive')) throw new AliasLimitError();
    // An alias of nothing, or deeper nesting than the parser's recursion bears.
    return undefined;
  }
}

function toFields(source: string, firstLine: number): Fields | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(quoteReferences(source), {
    schema: SCHEMA,
    lineCounter,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const { contents, errors, warnings } = document;
  // A warning tells of a tag that the schema does not know.
  if (errors.length > 0 || warnings.length > 0) return undefined;
  if (contents === null) return new Map();
  if (!isMap(contents)) return undefined;

  const data: object = document.toJS({ maxAliasCount: MAX_ALIASES });
  const values = new Map(Object.entries(data));
  const fields = new Map<string, Field>();
  const keys = new Set<string>();
  for (const { key } of contents.items) {
    // Two entries of one name are for a person to sort out.
    if (!isScalar<string>(key) || keys.has(key.value)) return undefined;
    keys.add(key.value);
    const name = fieldName(key.value);
    const value = values.get(key.value);
    // `Tags:` beside `tags: [a]` says nothing.
    if (value === null && fields.has(name)) continue;
    const { line } = lineCounter.linePos(key.range?.[0] ?? 0);
    fields.set(name, { value, line: firstLine + line - 1 });
  }
  return fields;
}

/**
 * Puts values that begin with a character reference in quotes: to YAML, `&#123;a` is an anchor, and the value would be
 * lost without a word.
 */
function quoteReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /^([ \t]*(?:- +)?(?:[\p{L}_][\p{L}\p{N}_ -]{0,60}:[ \t]+)?)(&#?\w{1,32};.*)$/gmu,
    (line: string, head: string, value: string) =>
      head.trim() === '' ? line : `${head}'${value.trimEnd().replaceAll("'", "''")}'`,
  );
}
