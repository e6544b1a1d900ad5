import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type ScalarTag,
  Schema,
  visit,
  type YAMLMap,
} from 'yaml';
import { AliasLimitError, type Field, type Fields, fieldName, type Wording, wordingOf } from './fields.ts';

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

/**
 * The entries of a YAML mapping, its scalars as they are written; undefined for what is none, is not sound, or holds
 * words that YAML would cut: what people write as `title: #1 of 3` or `tags: [a, !b]` is a comment and a tag to it.
 * `firstLine` is the line of the file that the source begins on. The values of aliases are shared, not copied: whoever
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
  const text = quoteReferences(source);
  const document = parseDocument(text, {
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
  const aliases = namesOfAliases(document);
  for (const { key, value: node } of contents.items) {
    // Two entries of one name are for a person to sort out.
    if (!isScalar<string>(key) || keys.has(key.value)) return undefined;
    keys.add(key.value);
    const name = fieldName(key.value);
    const wording = wordingOf(name);
    if (wording !== undefined && node !== null && cutsWords(node, wording, text, aliases)) return undefined;
    const value = values.get(key.value);
    // `Tags:` beside `tags: [a]` says nothing.
    if (value === null && fields.has(name)) continue;
    const { line } = lineCounter.linePos(key.range?.[0] ?? 0);
    fields.set(name, { value, line: firstLine + line - 1 });
  }
  return fields;
}

function namesOfAliases(document: Document): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Alias: (_key, { source }) => void names.add(source) });
  return names;
}

/** Whether words that stand in the value of a field are missing in what YAML reads of it. */
function cutsWords(value: Node, wording: Wording, source: string, aliases: ReadonlySet<string>): boolean {
  if (wording === 'text' && !isScalar(value) && !isAlias(value)) return true;
  let cut = false;
  const check = (cuts: boolean) => {
    cut ||= cuts;
    return cut ? visit.BREAK : undefined;
  };
  visit(value, {
    Scalar: (_key, scalar) => check(hasCutComment(scalar, wording) || hasIdleProperties(scalar, aliases)),
    Map: (_key, map, path) =>
      check(
        hasIdleProperties(map, aliases) ||
          isSet(map) ||
          (wording === 'names' && isSeq(path.at(-1)) && isName(map, source)),
      ),
    Seq: (_key, list) => check(hasIdleProperties(list, aliases)),
  });
  return cut;
}

/** `# …` is a comment behind a name; behind a text, and as `#…` everywhere, it is part of what was written. */
function hasCutComment({ type, comment }: Scalar, wording: Wording): boolean {
  if (type !== 'PLAIN' || comment === undefined || comment === null) return false;
  return wording === 'text' || !/^\s/.test(comment);
}

/** An anchor that no alias asks for and a tag that says nothing were not meant as such: `& Co`, `! important`. */
function hasIdleProperties(
  { anchor, tag }: Node & { anchor?: string },
  aliases: ReadonlySet<string>,
): boolean {
  return tag === '!' || (anchor !== undefined && !aliases.has(anchor));
}

/** Keys without values are words in braces: `{a}`. */
function isSet({ items }: YAMLMap): boolean {
  return items.every(({ value }) => value === null);
}

/** Whether a mapping is a name with a colon in it to whoever wrote it: `- 专题: 半年报`. */
function isName({ items, range }: YAMLMap, source: string): boolean {
  const key = items[0]?.key;
  if (items.length !== 1 || !isScalar<string>(key) || source.charAt(range?.[0] ?? 0) === '{') return false;
  return !/^(?:name|title|slug|url|id)$/i.test(key.value);
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
