import { legalText } from '../../model/characters.ts';
import { createTag, type Tag } from '../fragment/tag.ts';
import { hasClassBesideCode } from '../mark/code-furniture.ts';
import { findAll, isElement, isText, type SourceElement, type SourceNode } from '../parse/tree.ts';
import { KNOWN_LANGUAGES } from './languages.ts';

/** Classes and words that are about highlighting, and name no language. */
const NO_LANGUAGE: ReadonlySet<string> = new Set(
  'none default nohighlight no-highlight highlight hljs code copyable plain-text pre prettyprint prettyprinted linenums syntaxhighlighter brush notranslate sourcecode true false'.split(
    ' ',
  ),
);

const LANGUAGE_NAME = /^[A-Za-z][A-Za-z0-9+#._-]{0,30}$/;

/**
 * Reads a `pre` with its text to the byte, without highlighting and numbers of lines. Code gets a `code` element
 * with the class of its language; text that is merely preformatted does not. Undefined when there is no text.
 */
export function readPreformatted(pre: SourceElement): Tag | undefined {
  const codes = pre.children.filter(isElement).filter(isCode);
  const [only] = codes;
  const lines: string[] = [];
  if (codes.length > 1 && isLinePerCode(pre)) {
    for (const code of codes) lines.push(collectCode(code.children));
  }
  const holder = codes.length === 1 && only !== undefined && isAlone(only, pre) ? only : pre;
  const text = lines.length > 0 ? lines.join('\n') : collectCode(holder.children);
  const verbatim = legalText(text);
  if (verbatim.trim() === '') return undefined;
  const around = collectAround(pre);
  const named = [pre, ...codes, ...around].map(readLanguage);
  const language = named.find((name) => name !== undefined);
  const block = createTag('pre');
  if (codes.length === 0 && language === undefined && ![pre, ...around].some(isHighlighted)) {
    // The parser drops a line end at the very beginning of a `pre`.
    const kept = verbatim.replace(/^\n+/, '');
    block.children.push(kept);
    return block;
  }
  const code = createTag('code', language === undefined ? {} : { class: `language-${language}` });
  code.children.push(verbatim);
  block.children.push(code);
  return block;
}

/**
 * Reads a `code` that stands in no `pre` but holds several lines of a program, as a block with its language. Undefined
 * for words within a line, which the source may have wrapped.
 */
export function readLines(code: SourceElement): Tag | undefined {
  const source = legalText(collectCode(code.children)).trimEnd().split('\n');
  const text = source.slice(source.findIndex((line) => line.trim() !== '')).join('\n');
  const lines = source.filter((line) => line.trim() !== '');
  const language = readLanguage(code);
  const isProgram = language !== undefined || /^[ \t]+\S|[{};]\s*$/m.test(text);
  if (lines.length < (isProgram ? 2 : 3)) return undefined;
  const inner = createTag('code', language === undefined ? {} : { class: `language-${language}` });
  inner.children.push(`${text}\n`);
  return { ...createTag('pre'), children: [inner] };
}

/** The cell with the code, where a table only sets numbers of lines beside it. */
export function findCodeCell(table: SourceElement): SourceElement | undefined {
  const pres = findAll(table, ({ name }) => name === 'pre');
  const code = pres.at(-1);
  if (code === undefined || pres.length > 2) return undefined;
  const [numbers] = pres;
  const besides =
    pres.length === 2 && numbers !== undefined && /^[\d\s]*$/.test(collectCode(numbers.children));
  const cells = findAll(table, ({ name }) => name === 'td');
  const gutter = cells.length <= 2 && cells.some(hasClassBesideCode);
  return besides || gutter ? code : undefined;
}

/** The language that an element's classes or attributes name, as highlighters write it. */
export function readLanguage(element: SourceElement): string | undefined {
  const named = readLanguageAttribute(element) ?? readForeignLang(element);
  if (named !== undefined && isLanguage(named)) return named.toLowerCase();
  const classes = element.attribs.class;
  if (classes === undefined) return undefined;
  const marked = /(?:^|[\s-])(?:language|lang|highlight-source|brush)\s*[-:]\s*([A-Za-z][\w+#.-]*)/.exec(
    classes,
  )?.[1];
  if (marked !== undefined && isLanguage(marked)) return marked.toLowerCase();
  if (!/(?:^|\s)(?:hljs|highlight|sourceCode|prettyprint|syntaxhighlighter)(?:\s|$)/.test(classes)) {
    const only = classes.trim().toLowerCase();
    return KNOWN_LANGUAGES.has(only) && showsCode(element) ? only : undefined;
  }
  return classes
    .split(/\s+/)
    .find((word) => isLanguage(word) && word !== 'sourceCode' && !/^(?:hljs|line|code)/.test(word))
    ?.toLowerCase();
}

/** What an attribute holds that is made for the language, as `data-lang` or `data-enlighter-language`. */
function readLanguageAttribute({ attribs }: SourceElement): string | undefined {
  for (const name in attribs) if (/^data-(?:[a-z]+-)?lang(?:uage)?$/.test(name)) return attribs[name];
  return undefined;
}

/** Whether an element is a `pre` or the code in one: elsewhere a class that is a word says little. */
function showsCode({ name, parent }: SourceElement): boolean {
  return name === 'pre' || (name === 'code' && parent !== null && isElement(parent) && parent.name === 'pre');
}

/** The language of code where `lang` is misused for it, as once on GitHub. */
function readForeignLang({ attribs }: SourceElement): string | undefined {
  return attribs.lang !== undefined && /^(?!(?:zh|en|ja|ko|fr|de|es|ru)(?:-|$))/i.test(attribs.lang)
    ? attribs.lang
    : undefined;
}

/** Whether a `pre` holds one `code` for each line, and nothing else. */
function isLinePerCode(pre: SourceElement): boolean {
  return pre.children.every((child) =>
    isElement(child)
      ? isCode(child) && !collectCode(child.children).includes('\n')
      : isText(child) && child.data.trim() === '',
  );
}

function isCode({ name }: SourceElement): boolean {
  return name === 'code';
}

function isLanguage(word: string): boolean {
  return LANGUAGE_NAME.test(word) && !NO_LANGUAGE.has(word.toLowerCase());
}

function isHighlighted(pre: SourceElement): boolean {
  return /(?:^|\s)(?:code|hljs|highlight|prettyprint|brush|syntaxhighlighter)(?=$|[\s:-])/.test(
    pre.attribs.class ?? '',
  );
}

/** The elements around a `pre` that a highlighter may have put there. */
function collectAround(pre: SourceElement): readonly SourceElement[] {
  const around: SourceElement[] = [];
  for (let { parent } = pre; parent !== null && isElement(parent) && around.length < 6; { parent } = parent) {
    if (!/^(?:div|figure|table|tbody|td|tr)$/.test(parent.name)) break;
    around.push(parent);
  }
  return around;
}

/** Whether an element has nothing beside it but white space. */
function isAlone(element: SourceElement, parent: SourceElement): boolean {
  return parent.children.every((child) => child === element || (isText(child) && child.data.trim() === ''));
}

function collectCode(nodes: readonly SourceNode[]): string {
  const parts: string[] = [];
  collectParts(nodes, parts);
  return parts.join('');
}

function collectParts(nodes: readonly SourceNode[], parts: string[]): void {
  for (const node of nodes) {
    if (isText(node)) {
      if (node.data !== '') parts.push(node.data);
    } else if (isElement(node) && !UNREAD.has(node.name)) {
      const isLine = LINES.has(node.name);
      if (isLine && parts.length > 0) endLine(parts);
      if (node.name === 'br') parts.push('\n');
      collectParts(node.children, parts);
      if (isLine) endLine(parts);
    }
  }
}

function endLine(parts: string[]): void {
  if (!parts.at(-1)?.endsWith('\n')) parts.push('\n');
}

/** Elements that highlighters make of single lines. */
const LINES: ReadonlySet<string> = new Set('div li tr'.split(' '));

const UNREAD: ReadonlySet<string> = new Set('button script style svg template textarea'.split(' '));
