import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';

/**
 * How a browser shows an RSS or Atom feed that names this style sheet (`<?xml-stylesheet type="text/css"?>`): what a
 * feed is, the address of its page, and the newest titles with their summaries. Browsers no longer run XSLT.
 */
export function renderFeedStyle(site: Pick<Site, 'language'>): string {
  const words = wordsOf(site);
  return `@namespace a "http://www.w3.org/2005/Atom";
:root { color-scheme: light dark; --paper: #fbfbf9; --ink: #1b1d22; --soft: #565c66; --rule: #d3d6d3; --blue: #1f3f8c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14161a; --ink: #dfe0de; --soft: #9ea4ad; --rule: #343941; --blue: #a6bdf7; }
}
:root { display: block; max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem; background: var(--paper); color: var(--ink); font: 1rem/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
:root::before { display: block; margin-bottom: 2rem; padding: 1rem 1.25rem; border: 1px solid; color: var(--blue); content: ${quote(words.feedNotice)}; }
:where(:root *) { display: none; }
:root > |channel, |channel > |item, a|feed > a|entry { display: block; }
|channel > |title, a|feed > a|title { display: block; font: 700 1.75rem/1.4 "Noto Serif CJK SC", "Songti SC", Georgia, serif; }
|channel > |description, |channel > |link, a|feed > a|subtitle, a|feed > a|link[rel="alternate"][type="text/html"] { display: block; color: var(--soft); }
|channel > |link::before { content: ${quote(words.feedPage)}; }
a|feed > a|link[rel="alternate"][type="text/html"]::before { content: ${quote(words.feedPage)} attr(href); }
|channel > |item, a|feed > a|entry { margin-top: 1.25rem; padding-top: 1.1rem; border-top: 1px solid var(--rule); }
|item > |title, a|entry > a|title { display: block; font-size: 1.125rem; font-weight: 700; line-height: 1.45; }
|item > |description, a|entry > a|summary { display: block; margin-top: .35rem; color: var(--soft); }
`;
}

function quote(words: string): string {
  return `"${words.replace(/["\\]/g, '\\$&')}"`;
}
