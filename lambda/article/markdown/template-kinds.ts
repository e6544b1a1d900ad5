import type { TemplateTag } from './template-tags.ts';

/** What the content of a tag is. */
export type ContentKind =
  | 'code'
  | 'formula'
  | 'raw'
  | 'hidden'
  | 'quote'
  | 'callout'
  | 'details'
  | 'tab'
  | 'logic'
  | 'plain';

const CODE =
  /^(?:(?:source|inline|block|custom)?[_-]?code(?:[_-]?(?:block|box|snippet|highlight))?|(?:code[_-]?)?highlight(?:er)?|hl|prism(?:js)?|snippet|pre|mermaid|plantuml|uml|graphviz|flow(?:chart)?|sequence|echarts?|chart(?:js)?|markmap|abc(?:js)?|diff|typeit)$/;
const FORMULA = /^(?:math(?:jax)?|katex|tex|latex|equation|formula)$/;
const RAW = /^(?:raw|verbatim|rawhtml|html|nomarkdown|v-pre)$/;
const HIDDEN = /^comment$/;
const QUOTE = /^(?:(?:block|pull|center)?[_-]?quote\w*|cq|epigraph|poem|cite)$/;
const CALLOUT =
  /^(?:note[sl]?|notice|notification|hints?|tips?|info|information|warn(?:ing)?|danger|caution|important|alerts?|admonition|callout|message|success|errors?|fail(?:ure)?|bugs?|examples?|question|faq|attention|abstract|summary|tldr|check|done|missing|help|primary|default|aside|box|panel|banner|quote)$/;
const DETAILS =
  /(?:^|[_-])(?:details?|fold(?:ing|ed)?|collaps\w*|spoiler|hide\w*|toggle|expand\w*|accordion(?:item)?|disclosure)(?:$|[_-])/;
const TAB =
  /^(?:tab|(?:code-?group-?|tab-?)item|tab-?pane|step|item|cell|node|timeline|timeline-?item|card|panel)$/;
const LOGIC =
  /^(?:if|ifversion|elsif|elif|else|unless|case|when|for|foreach|tablerow|assign|set|capture|increment|decrement|cycle|break|continue|with|macro|block|extends|import|from|filter|call|spaceless|autoescape|load|layout|paginate|cache)$/;

/** Names of directives that only lay out what they hold. */
const LAYOUT =
  /^(?:tabs?|code-?(?:group|tabs|demo)|(?:align-?)?(?:left|right|center|justify)|grids?|cards?|columns?|rows?|col|flex|steps?|slides?|slots?|demo|figure|gallery|div|section|container|wrapper|group|playground|raw|v-pre)$/;

/** What the content of a tag is, by its name and by what it is given. */
export function kindOf({ syntax, name, source }: TemplateTag): ContentKind {
  if (LOGIC.test(name) && syntax === 'liquid') return 'logic';
  if (RAW.test(name)) return 'raw';
  if (FORMULA.test(name)) return 'formula';
  if (CODE.test(name) || (syntax !== 'component' && /^(?:lang|language)[:=]/.test(source))) return 'code';
  if (HIDDEN.test(name) && syntax === 'liquid') return 'hidden';
  if (DETAILS.test(name)) return 'details';
  if (QUOTE.test(name)) return 'quote';
  if (CALLOUT.test(name)) return 'callout';
  if (TAB.test(name)) return 'tab';
  return syntax === 'directive' && !LAYOUT.test(name) ? 'callout' : 'plain';
}

/** Whether what a tag holds is shown as it is written; what holds fences has its code in them. */
export function isVerbatim(tag: TemplateTag, holdsFences: boolean): boolean {
  if (tag.syntax === 'directive') return false;
  const kind = kindOf(tag);
  return kind === 'code' ? !holdsFences : kind === 'raw' || kind === 'formula' || kind === 'hidden';
}
