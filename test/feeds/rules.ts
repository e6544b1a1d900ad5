import { type DefaultTreeAdapterMap, html, parseFragment } from 'parse5';
import type { XmlElement } from './xml-tree.ts';

/*
 * The rules of the W3C Feed Validation Service (https://validator.w3.org/feed/docs/), of RFC 4287, of the RSS
 * Advisory Board's profile and of Media RSS that concern what we publish, as far as a document alone can tell.
 * Findings begin with the name that the service gives its message.
 */

/** Notes what is wrong with a document. */
export type Report = (message: string) => void;

/** A check of an element or of the value of an attribute. */
export type Check = (value: string, where: string, report: Report) => void;

/** What may stand in an element: how often, and how it must read. */
export interface ElementRule {
  readonly min?: number;
  /** Any number unless given. */
  readonly max?: number;
  /** Of the text. */
  readonly text?: Check;
  /** Of attributes; those that are not here are not allowed. A name that begins with `!` is required. */
  readonly attributes?: Readonly<Record<string, Check>>;
  readonly children?: Readonly<Record<string, ElementRule>>;
}

/** Checks an element against its rule, with all that is in it. */
export function checkElement(element: XmlElement, rule: ElementRule, report: Report): void {
  checkAttributes(element, rule.attributes ?? {}, report);
  if (rule.text !== undefined) rule.text(element.text, element.name, report);
  else if (element.text.trim() !== '') report(`UnexpectedText in ${element.name}`);
  const children = rule.children ?? {};
  for (const child of element.children) {
    const childRule = children[child.name];
    if (childRule === undefined) report(`UndefinedElement ${child.name} in ${element.name}`);
    else checkElement(child, childRule, report);
  }
  for (const [name, { min = 0, max = Number.POSITIVE_INFINITY }] of Object.entries(children)) {
    const count = element.children.filter((child) => child.name === name).length;
    if (count < min) report(`MissingElement ${name} in ${element.name}`);
    if (count > max) report(`DuplicateElement ${name} in ${element.name}`);
  }
}

function checkAttributes(element: XmlElement, rules: Readonly<Record<string, Check>>, report: Report): void {
  const allowed: Record<string, Check> = { 'xml:lang': language, ...rules };
  for (const [name, value] of element.attributes) {
    const check = allowed[name] ?? allowed[`!${name}`];
    if (check === undefined) report(`UnexpectedAttribute ${name} of ${element.name}`);
    else check(value, `${element.name}/@${name}`, report);
    damage(value, `${element.name}/@${name}`, report);
  }
  for (const name of Object.keys(rules)) {
    const required = name.startsWith('!') && !element.attributes.has(name.slice(1));
    if (required) report(`MissingAttribute ${name.slice(1)} of ${element.name}`);
  }
}

/** Makes a check of an expression that the whole value must match. */
export function pattern(expression: RegExp, message: string): Check {
  return (value, where, report) => {
    if (!expression.test(value)) report(`${message} in ${where}: ${value}`);
  };
}

/** Makes a check that one of these values is there. */
export function oneOf(...values: readonly string[]): Check {
  return (value, where, report) => {
    if (!values.includes(value)) report(`InvalidValue in ${where}: ${value}`);
  };
}

/** Anything goes. */
export const anything: Check = (value, where, report) => damage(value, where, report);

/** Characters that tell of a broken encoding. */
export const damage: Check = (value, where, report) => {
  if (/[\u0080-\u009f\ufffd]/.test(value)) report(`BadCharacters in ${where}`);
};

export const nonBlank: Check = (value, where, report) => {
  if (value.trim() === '') report(`NotBlank: ${where}`);
  damage(value, where, report);
};

/** Plain text, which readers must not take for HTML. */
export const plainText: Check = (value, where, report) => {
  damage(value, where, report);
  const tags = [...value.matchAll(/<\/(\w+)>/g)].map(([, name = '']) => name.toLowerCase());
  if (tags.some((name) => HTML_TAGS.has(name))) report(`ContainsHTML in ${where}: ${value}`);
};

const HTML_TAGS: ReadonlySet<string> = new Set(Object.values(html.TAG_NAMES));

export const title: Check = (value, where, report) => {
  nonBlank(value, where, report);
  plainText(value, where, report);
};

/** Text that is the same as HTML, which the service reads more strictly than browsers. */
export const htmlText: Check = (value, where, report) => {
  nonBlank(value, where, report);
  if (/<|&(?=[^ &])/.test(value)) report(`NotHtml in ${where}: ${value}`);
};

/** An absolute address in ASCII (RFC 2396). */
export const address: Check = (value, where, report) => {
  const valid = /^[a-z][\w+.-]*:\/\/[\w;/?:@&=+$.\-!~*'()%,#]+$/i.test(value) && URL.canParse(value);
  if (!valid) report(`InvalidFullLink in ${where}: ${value}`);
};

/** The address of a picture in a format that every reader shows. */
export const pictureAddress: Check = (value, where, report) => {
  address(value, where, report);
  if (!/\.(?:jpe?g|gif|png)$/i.test(value)) report(`ImageUrlFormat in ${where}: ${value}`);
};

export const uuid: Check = (value, where, report) => {
  const valid = /^urn:uuid:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
  if (!valid) report(`InvalidUUID in ${where}: ${value}`);
};

/** A language tag that begins with a code of ISO 639. */
export const language: Check = (value, where, report) => {
  const known = /^[a-z]{2,3}(?:-[\da-z]{1,8})*$/i.test(value);
  if (!known || Intl.getCanonicalLocales(value).length !== 1) report(`InvalidLanguage in ${where}: ${value}`);
};

export const positiveInteger = pattern(/^[1-9]\d*$/, 'InvalidPositiveInteger');

export const mediaType = pattern(/^[\w+.-]+\/[\w+.-]+$/, 'InvalidMIMEType');

/** RFC 822 with a year of four digits, the day of the week right. */
export const rfc822: Check = (value, where, report) => {
  const valid =
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
  if (!valid.test(value)) report(`InvalidRFC2822Date in ${where}: ${value}`);
  else if (new Date(value).toUTCString() !== value) report(`IncorrectDOW in ${where}: ${value}`);
  implausible(value, where, report);
};

export const rfc3339: Check = (value, where, report) => {
  const valid = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
  if (!valid.test(value) || Number.isNaN(Date.parse(value)))
    report(`InvalidRFC3339Date in ${where}: ${value}`);
  implausible(value, where, report);
};

const implausible: Check = (value, where, report) => {
  if (Date.parse(value) < Date.UTC(1990, 0, 1)) report(`ImplausibleDate in ${where}: ${value}`);
};

/** Elements and attributes that the service holds to be safe, as far as the cleaner and the feeds write them. */
const SAFE_ELEMENTS = new Set(
  `a abbr audio b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6
  hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead
  time tr u ul var video`.split(/\s+/),
);
const SAFE_ATTRIBUTES = new Set(
  `alt class colspan datetime dir height href id lang loading open poster preload referrerpolicy reversed rowspan scope
  src start title type value width`.split(/\s+/),
);
const ADDRESSES = new Set(['href', 'src', 'poster', 'cite']);

/** HTML content: no syntax errors, nothing dangerous, no relative addresses. */
export const safeHtml: Check = (value, where, report) => {
  nonBlank(value, where, report);
  const fragment = parseFragment(value, {
    onParseError: ({ code }) => report(`NotHtml in ${where}: ${code}`),
  });
  const visit = (node: DefaultTreeAdapterMap['node']): void => {
    if ('tagName' in node) {
      if (!SAFE_ELEMENTS.has(node.tagName)) report(`SecurityRisk in ${where}: ${node.tagName}`);
      for (const { name, value: attribute } of node.attrs) {
        if (!SAFE_ATTRIBUTES.has(name)) report(`SecurityRiskAttr in ${where}: ${name}`);
        const relative = ADDRESSES.has(name) && !/^(?:https?|mailto|tel|data):/.test(attribute);
        if (relative) report(`ContainsRelRef in ${where}: ${attribute}`);
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(fragment);
};

/** Notes values that are there more than once. */
export function checkUnique(values: readonly (string | undefined)[], message: string, report: Report): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (value === undefined) continue;
    if (seen.has(value)) report(`${message}: ${value}`);
    seen.add(value);
  }
}
