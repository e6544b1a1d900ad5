import { isElement, isText, readSource, type SourceElement, type SourceNode } from '../parse/tree.ts';

/** Longer ones are no formulas. */
const MAX_TEX = 5_000;

/** Attributes that editors and platforms keep the source of a formula in. */
const TEX_ATTRIBUTE = /^(?:data-)?(?:[a-z]+-)?(?:tex|latex|formula|equation|math|expr)$/;

/** What only formulas have: a command, an index, an exponent, an operator between terms. */
const TEX = /\\[a-zA-Z]|[\^_]|[=+<>≤≥≠]/;

/** Where services draw the pictures of formulas, by the path or the parameter of an address. */
const FORMULA_PATH = /\/(?:(?:svg|gif|png)\.)?(?:equation|latex|math|tex)$/i;
const FORMULA_PARAMETER = /[?&](?:tex|latex|eq|formula|chl)=([^&#]*)/i;
const FORMULA_SIGN = /[?&](?:tex|latex)=|[?&]cht=tx/i;
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
  const formula = readTex(element);
  if (formula === undefined || formula.tex.trim() === '' || formula.tex.length > MAX_TEX) return false;
  element.name = 'math';
  element.attribs = { alttext: formula.tex, ...(formula.isDisplay && { display: 'block' }) };
  element.children = [];
  return true;
}

function readTex(element: SourceElement): Tex | undefined {
  const { attribs, name } = element;
  const { type = '', class: classes = '' } = attribs;
  if (name === 'script') {
    if (!/^math\/(?:tex|latex|asciimath)/i.test(type)) return undefined;
    return {
      tex: readSource(element).replace(/^% <!\[CDATA\[|%\]\]>$/g, ''),
      isDisplay: /mode\s*=\s*display/i.test(type),
    };
  }
  if (name === 'code' && /(?:^|\s)language-math(?:\s|$)/.test(classes)) {
    return { tex: readSource(element), isDisplay: /math-display/.test(classes) || isInPre(element) };
  }
  if (name === 'math') return undefined;
  const source = name === 'pre' ? findCodeIn(element) : undefined;
  if (source !== undefined) return readTex(source);
  for (const key in attribs) {
    const value = attribs[key] ?? '';
    if (TEX_ATTRIBUTE.test(key) && TEX.test(value))
      return { tex: value, isDisplay: /block|display/i.test(classes) };
  }
  return name === 'img' ? readPicture(element) : undefined;
}

/** The formula that a picture shows, by its address or its alternative text. */
function readPicture({ attribs }: SourceElement): Tex | undefined {
  const { src = '', alt = '', class: classes = '', eeimg } = attribs;
  const [path = ''] = src.slice(0, MAX_TEX).split('?', 1);
  const isDrawn = src.includes('?') && (FORMULA_PATH.test(path) || FORMULA_SIGN.test(src));
  const isFormula = eeimg !== undefined || isDrawn || FORMULA_CLASS.test(classes);
  if (!isFormula) return undefined;
  const written = decode(FORMULA_PARAMETER.exec(src)?.[1] ?? '');
  const tex = (written === '' ? alt : written).trim();
  const inner = /^\{\\displaystyle (.*)\}$/s.exec(tex)?.[1];
  if (inner !== undefined) return { tex: inner, isDisplay: /display/.test(classes) };
  return TEX.test(tex) || /^[A-Za-z0-9]$/.test(tex) ? { tex, isDisplay: false } : undefined;
}

/** The code that a `pre` holds, and nothing else. */
function findCodeIn({ children }: SourceElement): SourceElement | undefined {
  const [only, ...others] = children.filter((child) => !isText(child) || child.data.trim() !== '');
  return only !== undefined && others.length === 0 && isElement(only) && only.name === 'code'
    ? only
    : undefined;
}

function isInPre({ parent }: SourceElement): boolean {
  return parent !== null && isElement(parent) && parent.name === 'pre';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
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
function* besides(element: SourceElement): Generator<SourceElement> {
  for (const step of ['prev', 'next'] as const) {
    let node: SourceNode | null = element[step];
    for (let count = 0; node !== null && isElement(node) && count < 4; count++, node = node[step]) yield node;
  }
}

function isRendering(element: SourceElement): boolean {
  const { name, attribs } = element;
  if (name === 'script') return /^math\//i.test(attribs.type ?? '');
  return name === 'svg' || attribs['aria-hidden'] === 'true' || RENDERING.test(namesOf(element));
}

function namesOf({ name, attribs }: SourceElement): string {
  return `${name} ${attribs.class ?? ''} ${attribs.id ?? ''}`;
}
