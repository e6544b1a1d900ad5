import type { MarkdownIt, StateBlock } from 'markdown-it';
import type { TemplateTags } from './template-pairs.ts';

type Env = StateBlock['env'];

/** What is known of a text before its blocks are read. */
export interface Outline {
  /** Where blocks of HTML stand: by the line that one begins at, the line after it. */
  readonly html: ReadonlyMap<number, number>;
  /** The tags of templates by the place that they begin at. */
  readonly tags: TemplateTags;
  /** Names of components that the text imports, in lower case. */
  readonly imports: ReadonlySet<string>;
  /** The language that the text is in, as a tag; `''` where nobody knows. */
  readonly language: string;
}

const outlines = new WeakMap<Env, Outline>();

const NOTHING: Outline = { html: new Map(), tags: new Map(), imports: new Set(), language: '' };

/** Renders a text with an outline that the rules can ask for. */
export function renderWith(renderer: MarkdownIt, text: string, outline: Outline): string {
  const env: Env = {};
  outlines.set(env, outline);
  return renderer.render(text, env);
}

/** What is known of the text that a rule works on. */
export function outlineOf(env: Env): Outline {
  return outlines.get(env) ?? NOTHING;
}
