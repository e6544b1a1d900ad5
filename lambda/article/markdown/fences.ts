import type { MarkdownIt, Token } from 'markdown-it';
import { escapeAttribute, escapeText } from '../../model/markup.ts';
import { endOfAddress } from '../addresses.ts';
import { parseArguments } from './template-arguments.ts';

const FORMULA = /^(?:math|katex)$/i;

/** What is written beside the fence of a block of code. */
interface FenceInfo {
  readonly language: string;
  /** What a reader sees above the code. */
  readonly caption: string;
}

/**
 * Shows blocks of code with their language and their title, as generators write them: `js {1,3} title="a.js"`, and
 * Hexo's `js a title https://a.example/`. Code in the language `math` is a formula.
 */
export function supportFences(renderer: MarkdownIt): void {
  renderer.renderer.rules.fence = (tokens, index) => renderFence(tokens[index]);
}

function renderFence(token: Token | undefined): string {
  if (token === undefined) return '';
  const given = token.meta?.caption;
  const info = readInfo(token.info);
  const { language } = info;
  const caption = typeof given === 'string' ? given : info.caption;
  const code = FORMULA.test(language) ? renderFormula(token.content) : renderCode(token.content, language);
  return caption === ''
    ? `${code}\n`
    : `<figure><figcaption>${linkWords(caption)}</figcaption>${code}</figure>\n`;
}

function renderCode(content: string, language: string): string {
  const attributes = language === '' ? '' : ` class="language-${escapeAttribute(language)}"`;
  return `<pre><code${attributes}>${escapeText(content)}</code></pre>`;
}

/** A formula in a paragraph of its own, with the classes of remark-math. */
function renderFormula(tex: string): string {
  return `<p><code class="language-math math-display">${escapeText(tex.trim())}</code></p>`;
}

function readInfo(source: string): FenceInfo {
  const [, word = '', rest = ''] = /^\s*([^\s{,]*)([\s\S]*)$/.exec(source) ?? [];
  const { words, values } = parseArguments(rest.replace(/[{}[\]]/g, ' '));
  const title = values.get('title') ?? values.get('filename') ?? values.get('caption');
  const [path, language] = splitPath(word);
  const spoken = words
    .map(({ text }) => text)
    .filter((text) => isForeign(text) || /^[^.#:]*[A-Za-z]/.test(text));
  const said = [
    title ?? path,
    ...[...values.values()].filter((value) => value !== title && isForeign(value)),
  ];
  return {
    // Pandoc writes the language as a class.
    language: language !== '' ? language : (/^\s*\{\s*\.([\w+#-]+)/.exec(rest)?.[1] ?? ''),
    caption: [...said, ...(isCaption(spoken) ? spoken : [])].filter((text) => text !== '').join(' '),
  };
}

/** Whether words beside a fence are for a reader: not flags such as `showLineNumbers`. */
function isCaption(words: readonly string[]): boolean {
  return words.length > 1 || words.some((word) => isForeign(word) || /[./]/.test(word));
}

function isForeign(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text);
}

/** The path and the language of `js:src/a.js`; an option may stand in the place of the path. */
function splitPath(word: string): readonly [string, string] {
  const [language = '', path = ''] = word.split(':', 2);
  return [/[./]/.test(path) ? path : '', language];
}

/** A caption whose words link to the address in it. */
function linkWords(caption: string): string {
  const words = caption.split(/\s+/);
  const address = words.find((word) => endOfAddress(word, 0) === word.length);
  if (address === undefined) return escapeText(caption);
  const text = words.filter((word) => word !== address).join(' ');
  return `<a href="${escapeAttribute(address)}">${escapeText(text === '' ? address : text)}</a>`;
}
