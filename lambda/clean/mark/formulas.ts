import { parseFragment } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { decodePercents } from '../../model/addresses.ts';
import { undelimit } from '../formulas/delimiters.ts';
import { isElementName } from '../parse/code-source.ts';
import {
  findAll,
  isDeeperThan,
  isElement,
  isText,
  readSource,
  type SourceElement,
  type SourceNode,
} from '../parse/tree.ts';

/** Longer ones are no formulas. */
const MAX_TEX = 5_000;
const MAX_MATHML = 50_000;
const MAX_MATHML_DEPTH = 100;

/** Attributes that editors and platforms keep the source of a formula in. */
const TEX_ATTRIBUTE = /^(?:data-)?(?:[a-z]+-)?(?:tex|latex|formula|equation|math|expr)$/;

/** What only formulas have: a command, an index, an exponent, an operator between terms. */
const TEX = /\\[a-zA-Z]|[\^_]|[=+<>≤≥≠]/;

/** Where services draw the pictures of formulas, by the path or the parameter of an address. */
const FORMULA_PATH =
  /\/(?:(?:svg|gif|png)\.)?(?:eqn?|equation|formula|latex|math|(?:mime|math)?tex)(?:\.cgi|\.php)?$/i;
const FORMULA_PARAMETER = /[?&](?:tex|latex|eq|formula|math|chl)=([^&#]*)/i;

/** What a query has that is a formula as a whole, and what services have before it for the size and colour of the picture. */
const FORMULA_QUERY = /[\\^_{]|%5C|%5E/i;
const SETTING = /^\\(?:inline|dpi|huge|large|small|tiny|bg_[a-z]+|fn_[a-z]+)(?:\{[a-z\d]*\})?\s*/i;
const FORMULA_SIGN = /[?&](?:tex|latex)=|[?&]cht=tx|\?[^=&#]{0,500}?(?:\\|%5c)[a-z]{2}/i;

/** Names of elements that hold a formula in TeX, in journals and in systems of components. */
const TEX_ELEMENT = /^(?:[a-z]{1,12}-)?(?:equation|formula|katex|latex|math|mathjax|tex)(?:-[a-z]{1,12})?$/;

const FORMULA_CLASS = /(?:^|[\s_-])(?:mwe-math|latex|equation|formula|tex|math)(?=$|[\s_-])/i;

/** Renderings of a formula beside its source. */
const RENDERING = /katex-html|mathjax|mjx|mwe-math-fallback/i;

/** How far up from a formula its other renderings are looked for. */
const MAX_LEVELS = 6;

/** The source of a formula in TeX, and whether it stands in a line of its own. */
interface Tex {
  readonly tex: string;
  readonly isDisplay: boolean;
}

/**
 * Gives an element that stands for a formula in TeX one meaning, whatever tool wrote it: `math`, with the source as its
 * alternative text. Returns whether it is one.
 */
export function markTex(element: SourceElement): boolean {
  if (element.name === 'script' && markScript(element)) return false;
  if (element.name === 'mjx-container' && markDrawing(element)) return true;
  if (markMathml(element)) return false;
  const formula = readTex(element);
  if (formula === undefined || formula.tex.trim() === '' || formula.tex.length > MAX_TEX) return false;
  element.name = 'math';
  element.attribs = { alttext: formula.tex, ...(formula.isDisplay && { display: 'block' }) };
  element.children = [];
  return true;
}

/** Gives a script that holds a formula in another notation its meaning: MathML, or text that is shown as it is. */
function markScript(script: SourceElement): boolean {
  const type = script.attribs.type?.trim().toLowerCase() ?? '';
  if (type !== 'math/asciimath' && type !== 'math/mml') return false;
  const children = type === 'math/mml' ? parseMathml(readSource(script)) : undefined;
  script.name = children === undefined ? 'code' : 'span';
  if (children !== undefined) {
    script.children = [];
    for (const child of children) adapter.appendChild(script, child);
  }
  script.attribs = {};
  return true;
}

/**
 * Gives an element its meaning that holds the MathML of what it draws in an attribute alone, as MathJax 2 leaves it, and
 * MathML that is written with a prefix that of HTML.
 */
function markMathml(element: SourceElement): boolean {
  const { name, attribs } = element;
  if (name.endsWith(':math') && /^\w+:math$/.test(name)) {
    for (const part of [element, ...findAll(element, () => true)]) part.name = part.name.replace(/^\w+:/, '');
    return false;
  }
  const source = attribs['data-mathml'];
  if (source === undefined || findAll(element, isFormula).length > 0 || besides(element).some(isFormula))
    return false;
  const children = parseMathml(source);
  if (children === undefined) return false;
  element.name = 'span';
  element.attribs = {};
  element.children = [];
  for (const child of children) adapter.appendChild(element, child);
  return true;
}

/** Whether an element holds a formula in a form that can be read. */
function isFormula({ name, attribs }: SourceElement): boolean {
  return name === 'math' || (name === 'script' && /^math\//i.test(attribs.type ?? ''));
}

/** The tree of a formula; nothing of one that is longer or deeper than formulas are. */
function parseMathml(source: string): SourceNode[] | undefined {
  if (source.length > MAX_MATHML) return undefined;
  const fragment = parseFragment(source, { treeAdapter: adapter });
  return isDeeperThan(fragment, MAX_MATHML_DEPTH) ? undefined : [...fragment.children];
}

/**
 * Gives a formula of which MathJax left nothing but the drawing its meaning: the TeX that it may carry along, else the
 * characters that are drawn.
 */
function markDrawing(container: SourceElement): boolean {
  const parts = findAll(container, () => true);
  if (parts.some(({ name }) => name === 'math')) return false;
  const tex = [container, ...parts].find(({ attribs }) => attribs['data-latex'] !== undefined)?.attribs[
    'data-latex'
  ];
  const drawn = parts.flatMap(({ attribs }) => readDrawn(attribs)).join('');
  if ((tex ?? drawn).trim() === '') return false;
  const isDisplay = /^(?:true|block)$/.test(container.attribs.display ?? '');
  container.name = 'math';
  container.attribs = { ...(tex !== undefined && { alttext: tex }), ...(isDisplay && { display: 'block' }) };
  container.children = [];
  if (tex === undefined) adapter.insertText(container, drawn);
  return true;
}

/** The character that a part of a drawn formula is, by its code point. */
function readDrawn({ 'data-c': code, class: classes = '' }: SourceElement['attribs']): string | readonly [] {
  const point = Number.parseInt(code ?? /(?:^|\s)mjx-c([\dA-F]{2,6})(?:\s|$)/.exec(classes)?.[1] ?? '', 16);
  return point >= 32 && point <= 0x10ffff ? String.fromCodePoint(point) : [];
}

function readTex(element: SourceElement): Tex | undefined {
  const { attribs, name } = element;
  const { type = '', class: classes = '' } = attribs;
  if (name === 'script') {
    if (!/^math\/(?:tex|latex)/i.test(type)) return undefined;
    return {
      tex: readSource(element).replace(/^% <!\[CDATA\[|%\]\]>$/g, ''),
      isDisplay: /mode\s*=\s*display/i.test(type),
    };
  }
  if (name === 'code' && /(?:^|\s)language-math(?:\s|$)/.test(classes)) {
    return { tex: readSource(element), isDisplay: /math-display/.test(classes) || isInPre(element) };
  }
  if (name === 'math') return undefined;
  if (!isElementName(name) && TEX_ELEMENT.test(name)) return readTexElement(element);
  if (classes.includes('katex-mathml')) return readFlattened(element);
  const source = name === 'pre' ? findCodeIn(element) : undefined;
  if (source !== undefined) return readTex(source);
  for (const key in attribs) {
    const value = attribs[key] ?? '';
    if (TEX_ATTRIBUTE.test(key) && TEX.test(value))
      return { tex: value, isDisplay: /block|display/i.test(classes) };
  }
  return name === 'img' ? readPicture(element) : undefined;
}

/**
 * The TeX of a formula of KaTeX whose MathML was flattened to text: its characters, then its TeX, perhaps the characters
 * again. What KaTeX shows beside it has the same characters.
 */
function readFlattened(element: SourceElement): Tex | undefined {
  if (findAll(element, ({ name }) => name === 'math').length > 0) return undefined;
  const { parent, next } = element;
  const written = readSource(element).replaceAll('\u200b', '').trim();
  const shown = next !== null && isElement(next) ? squeeze(readSource(next)) : '';
  if (shown === '' || written.length > MAX_TEX) return undefined;
  let tex = squeeze(written).startsWith(shown) ? dropSqueezed(written, shown.length) : written;
  const rest = squeeze(tex);
  if (rest.length > shown.length && rest.endsWith(shown)) {
    const end = dropSqueezed([...tex].reverse().join(''), shown.length);
    tex = [...end].reverse().join('');
  }
  const box =
    parent !== null && isElement(parent) && parent.parent !== null && isElement(parent.parent)
      ? parent.parent
      : element;
  return {
    tex: tex.trim() === '' ? written : tex.trim(),
    isDisplay: /display/.test(box.attribs.class ?? ''),
  };
}

function squeeze(text: string): string {
  return text.replace(/[\s\u200b]+/g, '');
}

/** A text without its first characters that are not white space. */
function dropSqueezed(text: string, count: number): string {
  let at = 0;
  for (let left = count; left > 0 && at < text.length; at++) if (/\S/.test(text.charAt(at))) left--;
  return text.slice(at);
}

/** The formula that a picture shows, by its address or its alternative text. */
function readPicture({ attribs }: SourceElement): Tex | undefined {
  const { src = '', alt = '', class: classes = '', eeimg } = attribs;
  const [path = ''] = src.slice(0, MAX_TEX).split('?', 1);
  const isDrawn = src.includes('?') && (FORMULA_PATH.test(path) || FORMULA_SIGN.test(src));
  const isFormula = eeimg !== undefined || isDrawn || FORMULA_CLASS.test(classes);
  if (!isFormula) return undefined;
  const parameter = decode(FORMULA_PARAMETER.exec(src)?.[1] ?? '');
  const written = parameter === '' && alt === '' && isDrawn ? readQuery(src) : parameter;
  const tex = undelimit((written === '' ? alt : written).trim());
  const inner = /^\{\\displaystyle (.*)\}$/s.exec(tex)?.[1];
  if (inner !== undefined) return { tex: inner, isDisplay: /display/.test(classes) };
  return TEX.test(tex) || /^[A-Za-z0-9]$/.test(tex) ? { tex, isDisplay: false } : undefined;
}

/** The formula that an element of its own is about, where there is nothing but text in it. */
function readTexElement(element: SourceElement): Tex | undefined {
  if (element.children.some((child) => isElement(child))) return undefined;
  const source = readSource(element, MAX_TEX + 1).trim();
  const document = source.split('\\begin{document}', 2)[1]?.split('\\end{document}', 1)[0];
  const tex = undelimit((document ?? source).trim());
  const isDisplay = /^(?:\$\$|\\\[)/.test(source) || /block|display/i.test(namesOf(element));
  return TEX.test(tex) || /^[A-Za-z0-9]$/.test(tex) ? { tex, isDisplay } : undefined;
}

/** The code that a `pre` holds, and nothing else. */
function findCodeIn({ children }: SourceElement): SourceElement | undefined {
  const [only, ...others] = children.filter((child) => !isText(child) || child.data.trim() !== '');
  return only !== undefined && others.length === 0 && isElement(only) && only.name === 'code'
    ? only
    : undefined;
}

/** The formula that the whole query of an address is. */
function readQuery(address: string): string {
  const [query = ''] = address.slice(address.indexOf('?') + 1, MAX_TEX).split('#', 1);
  if (!FORMULA_QUERY.test(query)) return '';
  let tex = decode(query.replaceAll('&space;', ' ')).trim();
  for (let count = 0; count < 5; count++) tex = tex.replace(SETTING, '');
  return tex;
}

function isInPre({ parent }: SourceElement): boolean {
  return parent !== null && isElement(parent) && parent.name === 'pre';
}

function decode(text: string): string {
  return decodePercents(text.replaceAll('+', ' '));
}

/**
 * The other renderings of a formula around its MathML or TeX: what KaTeX and MathJax show, what they show while they
 * work, the same once more in TeX.
 */
export function findRenderings(formula: SourceElement): readonly SourceElement[] {
  const found: SourceElement[] = [];
  let node = formula;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const { parent } = node;
    const isWithinRendering = parent !== null && isElement(parent) && RENDERING.test(namesOf(parent));
    for (const sibling of besides(node)) if (isWithinRendering || isRendering(sibling)) found.push(sibling);
    if (parent === null || !isElement(parent) || !/^(?:span|nobr|i|mjx-[\w-]+|semantics)$/.test(parent.name))
      break;
    node = parent;
  }
  return found;
}

/** The elements next to one, as far as they follow each other as renderings of one formula do. */
function besides(element: SourceElement): readonly SourceElement[] {
  const found: SourceElement[] = [];
  for (const step of ['prev', 'next'] as const) {
    let node: SourceNode | null = element[step];
    for (let count = 0; node !== null && isElement(node) && count < 4; count++, node = node[step])
      found.push(node);
  }
  return found;
}

function isRendering(element: SourceElement): boolean {
  const { name, attribs } = element;
  if (name === 'script') return /^math\//i.test(attribs.type ?? '');
  return name === 'svg' || attribs['aria-hidden'] === 'true' || RENDERING.test(namesOf(element));
}

function namesOf({ name, attribs }: SourceElement): string {
  return `${name} ${attribs.class ?? ''} ${attribs.id ?? ''}`;
}
