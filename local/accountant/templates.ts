import { escapeHtml } from './escape.ts';

/** Longer ones are no tags of a template. */
const MAX_TAG = 2_000;

/** What a template tag begins with, and what it then ends with. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['{/*', '*/}'],
  ['{%', '%}'],
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  ['{{', '}}'],
  ['{:', '}'],
  ['{#', '}'],
];

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:$|[?#])/i;
const LABELS: ReadonlySet<string> = new Set(['title', 'alt', 'caption', 'attr']);

/** A tag of a template, as Hexo, Hugo, Jekyll and kramdown know them. */
export interface TemplateTag {
  /** `note`, `endnote`, `/highlight`. */
  readonly name: string;
  readonly words: readonly string[];
  readonly end: number;
}

/** Reads the template tag that begins at a place, where one does. */
export function readTemplateTag(text: string, at: number): TemplateTag | undefined {
  const pair = PAIRS.find(([opening]) => text.startsWith(opening, at));
  if (pair === undefined) return undefined;
  const [opening, closing] = pair;
  const window = text.slice(at + opening.length, at + MAX_TAG);
  const length = window.indexOf(closing);
  if (length < 0) return undefined;
  const content = window.slice(0, length);
  if (opening === '{{' && /[^\w\s.|:'"-]/.test(content)) return undefined;
  if (/^\{[:#]$/.test(opening) && /[\n{]/.test(content)) return undefined;
  const words = content.match(/[\w.-]+=(?:"[^"]*"|'[^']*'|\S+)|"[^"]*"|'[^']*'|\S+/g) ?? [];
  const isPlain = opening === '{%' || opening === '{{<' || opening === '{{%';
  const [name = '', ...rest] = isPlain ? words.filter((word) => word !== '-' && word !== '/') : [];
  return {
    name: /^\//.test(content.trim()) ? `/${name.replace(/^\//, '')}` : name,
    words: rest,
    end: at + opening.length + length + closing.length,
  };
}

/** Whether what a tag holds is TeX. */
export function holdsMath({ name }: Pick<TemplateTag, 'name'>): boolean {
  return /^(?:katex|math(?:jax)?|tex|latex)$/.test(name);
}

/** The tag that ends what holds code; undefined where it holds none. */
export function codeEndOf({ name }: TemplateTag): RegExp | undefined {
  if (holdsMath({ name })) return /\{%-?\s*end\w+\s*-?%\}|\{\{[<%]\s*\/\s*\w+\s*[>%]\}\}/;
  if (name === 'highlight') return /\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/;
  if (/^(?:codeblock|code)$/.test(name))
    return /\{%-?\s*endcode(?:block)?\s*-?%\}|\{\{[<%]\s*\/\s*code(?:block)?\s*[>%]\}\}/;
  return undefined;
}

/** What a tag shows by itself, as HTML: its picture, its player, the words that are its label. */
export function showTemplateTag({ name, words }: TemplateTag): string {
  if (/^(?:end|\/|raw|comment|if|else|elsif|for|assign|capture|unless|case|when)/.test(name)) return '';
  let shown = '';
  for (const word of words) {
    const [, key = '', value = word] = /^([\w.-]+)=(.*)$/s.exec(word) ?? [];
    const text = value.replace(/^["']|["']$|,$/g, '').replace(/^[a-z]+@(?=\P{ASCII})/u, '');
    if (PICTURE.test(text) && (key === '' || /^(?:src|link|url|image)$/i.test(key))) {
      shown += `<img src="${escapeHtml(text)}">`;
    } else if (LABELS.has(key) || (key === '' && /\p{Script=Han}/u.test(text))) {
      shown += `<p>${escapeHtml(text)}</p>`;
    } else if (key === '' && !/^include$/.test(name) && /^(?=.*\d)(?=.*[A-Za-z])[\w-]{8,24}$/.test(text)) {
      shown += `<iframe src="https://${escapeHtml(name)}.invalid/${escapeHtml(text)}"></iframe>`;
    }
  }
  return shown;
}

/** A line of HTML with what the tags in it show. */
export function showTemplateTags(line: string): string {
  const begins = /\{(?:%|\{[<%])/g;
  let shown = '';
  let from = 0;
  for (let match = begins.exec(line); match !== null; match = begins.exec(line)) {
    const tag = readTemplateTag(line, match.index);
    if (tag === undefined) continue;
    shown += line.slice(from, match.index) + showTemplateTag(tag);
    from = tag.end;
    begins.lastIndex = from;
  }
  return shown + line.slice(from);
}
