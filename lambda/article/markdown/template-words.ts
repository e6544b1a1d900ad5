import { parseArguments, type TagArguments, type Word } from './template-arguments.ts';
import { type Media, sortMedia } from './template-media.ts';
import type { TemplateTag } from './template-tags.ts';

/** What a tag says to a reader. Texts are Markdown. */
export interface TagContent {
  readonly title: string;
  /** Alternative text of a picture, unless it is shown beside it. */
  readonly alt: string;
  readonly media: Media;
  readonly language: string | undefined;
  /** Its first argument, if that says what kind of thing it is. */
  readonly type: string | undefined;
  /** What distinguishes it from others of its kind beside it. */
  readonly value: string;
  /** Numbers and names whose meaning is unknown here, but which stand for something that is shown. */
  readonly identifiers: string;
  /** All of its arguments, as they are written. */
  readonly source: string;
}

/** All words that a tag has for what it shows, where none stand beside it. */
export function descriptionOf({ alt, title }: TagContent): string {
  return [alt, title].filter((part) => part !== '').join(' ');
}

/** Names of values that are words for a reader. */
const SPOKEN =
  /^(?:title|heading|header|label|text|summary|name|display|button|content|message|author|by|source|cite|subtitle|caption|desc(?:ription)?|attr|figcaption|legend)$/;

/** Names of values that never are. */
const UNSPOKEN =
  /^(?:class(?:name)?|style|id|width|height|align|color|icon|rel|target|loading|size|type|lang|language|provider|align|position|default|open|alt|value)$/;

const LINKS = /^(?:href|to|link|url|attrlink)$/;
const PATH = /^\.{0,2}\/[^\s/]/;

/** Sets of classes and icons. */
const CLASSES = /^[a-z][\w-]*(?:\s+[a-z][\w-]*)*$/;

/** A word that could name something of another site, or a file: long, of letters and digits, or with a path. */
const IDENTIFIER = /^(?:(?=[^\d]*\d)[\w-]{6,}|[\w.-]+\/[\w./-]+|[\w-]{1,60}\.[a-z]\w{0,4})$/i;

/** Sizes and settings. */
const SWITCH = /^(?:\d{1,4}(?:px|%)?|true|false)$/;

const FLAG = /^[a-z][\w+#.-]*$/i;

/** Reads what a tag says. */
export function readContent({ syntax, name, source }: TemplateTag): TagContent {
  const { label, attributes } =
    syntax === 'directive' ? readDirective(source) : { label: '', attributes: source };
  const given = parseArguments(attributes, syntax === 'component');
  const media = collectMedia(name, given);
  const shown = new Set([...media.pictures, ...media.recordings, ...media.links]);
  const words = readWords(given.words, shown, name);
  const values = [...given.values]
    .filter(
      ([key, value]) =>
        !shown.has(value) && (SPOKEN.test(key) || (!UNSPOKEN.test(key) && isSpoken(value, 'quoted'))),
    )
    .map(([, value]) => value);
  // In Hexo, the words after a picture are its alternative text; other generators show them.
  const isAlt = syntax === 'liquid' && media.pictures.length > 0;
  return {
    title: joinTexts([label, ...values, ...(isAlt ? [] : words)]),
    alt: joinTexts([given.values.get('alt') ?? '', ...(isAlt ? words : [])]),
    media,
    language: given.values.get('lang') ?? given.values.get('language'),
    type: given.values.get('type') ?? given.words.find(({ text }) => FLAG.test(text))?.text,
    value: given.values.get('value') ?? '',
    identifiers: joinTexts(
      collectValues(given)
        .flatMap((value) => value.split(/\s+/, 20))
        .filter((value) => IDENTIFIER.test(value)),
    ),
    source,
  };
}

function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => text !== '').join(' ');
}

function collectValues({ words, values }: TagArguments): readonly string[] {
  return [...words.map(({ text }) => text), ...values.values()];
}

function collectMedia(name: string, given: TagArguments): Media {
  const media = sortMedia(collectValues(given), collectNames(name, given));
  const paths = [...given.values].filter(([key, value]) => LINKS.test(key) && PATH.test(value));
  const known = [...media.pictures, ...media.recordings];
  return {
    ...media,
    links: [...media.links, ...paths.map(([, path]) => path).filter((path) => !known.includes(path))],
  };
}

/** Words that may tell which player a number is of. */
function collectNames(name: string, { words, values }: TagArguments): string {
  return [
    name,
    values.get('provider'),
    values.get('server'),
    values.get('type'),
    ...words.slice(0, 3).map(({ text }) => text),
  ].join(' ');
}

/** The words for a reader: those after what is shown, else from the first that is no flag. */
function readWords(words: readonly Word[], shown: ReadonlySet<string>, name: string): readonly string[] {
  const spoken = words.filter(({ text, form }) => !shown.has(text) && isSpoken(text, form));
  if (words.some(({ form }) => form !== 'bare')) return spoken.map(({ text }) => text);
  const place = words.findIndex(({ text }) => shown.has(text));
  const [first] = spoken;
  // A set of tabs has a name that nobody sees; words of Chinese are shown rather than lost.
  if (name === 'tabs' && (first === undefined || !isForeign(first.text))) return [];
  const start = first === undefined ? words.length : words.indexOf(first);
  const before = place < 0 ? words.slice(start) : words.slice(Math.min(start, place), place);
  const after = place < 0 ? [] : words.slice(place + 1).filter(({ text }) => !SWITCH.test(text));
  return [...before, ...after]
    .filter(({ text }) => !shown.has(text))
    .map(({ text }) => text.replace(/^[a-z]+@(?=[^\p{ASCII}])/u, ''));
}

/** Whether a word is for readers, and no flag, class or number. */
function isSpoken(text: string, form: Word['form']): boolean {
  if (isForeign(text)) return true;
  if (!/[a-z]/i.test(text) || IDENTIFIER.test(text) || /^[\w-]{1,40}:|=/.test(text)) return false;
  if (form === 'quoted' && /\s/.test(text)) return !(CLASSES.test(text) && text.includes('-'));
  return /^[A-Z][a-z]/.test(text);
}

function isForeign(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text) && /\p{L}/u.test(text);
}

/** The title of a directive, and its attributes: `[title]{a=b}`, ` title {a=b}`. */
function readDirective(source: string): { readonly label: string; readonly attributes: string } {
  const brace = source.endsWith('}') ? source.lastIndexOf('{') : -1;
  const before = brace < 0 ? source : source.slice(0, brace);
  const label = trimMarks(before);
  const isBracketed = label.startsWith('[') && label.endsWith(']');
  return {
    label: isBracketed ? label.slice(1, -1) : label,
    // An id may be that of what is played.
    attributes: brace < 0 ? '' : source.slice(brace + 1, -1).replace(/(^|\s)#/g, '$1'),
  };
}

/** A title without the marks that may close the line of a directive. */
function trimMarks(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s:}]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).trim();
}
