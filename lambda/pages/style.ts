/**
 * The style sheet of all pages. It is a file of its own, so that a new design does not rewrite a single page. Fonts
 * are the system's: Chinese faces come first in Chinese text, as Latin faces set its quotation marks too narrow.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfbf9;
  --sheet: #f1f2ef;
  --ink: #1b1d22;
  --soft: #565c66;
  --rule: #d3d6d3;
  --blue: #1f3f8c;
  --code-comment: #565c66;
  --code-keyword: #7b2d8e;
  --code-string: #1d6b3a;
  --code-number: #8f4400;
  --code-name: #0b6072;
  --code-meta: #665800;
  --code-removed: #a3262a;
}
:root, [lang] {
  --display: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, "Noto Serif", "Liberation Serif", "Noto Serif CJK SC", "Songti SC", serif;
  --text: Charter, "Bitstream Charter", "Source Serif 4", Georgia, "Noto Serif", "Liberation Serif", "Noto Serif CJK SC", "Songti SC", serif;
  --label: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
:lang(zh) {
  --display: "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "Microsoft YaHei", serif;
  --text: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif;
  --label: var(--text);
}
:lang(zh-Hant), :lang(zh-TW), :lang(zh-HK), :lang(zh-MO) {
  --display: "Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Songti TC", "Microsoft JhengHei", serif;
  --text: "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", sans-serif;
}
:lang(ja) {
  --display: "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Noto Serif JP", serif;
  --text: "Hiragino Sans", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a;
    --sheet: #1c1f25;
    --ink: #dfe0de;
    --soft: #9ea4ad;
    --rule: #343941;
    --blue: #a6bdf7;
    --code-comment: #a6acb6;
    --code-keyword: #d9a5f0;
    --code-string: #9fd3a0;
    --code-number: #f0b98a;
    --code-name: #86cfdc;
    --code-meta: #d6cd8a;
    --code-removed: #f2a0a0;
  }
}

* { box-sizing: border-box; }
html {
  background: var(--paper);
  color: var(--ink);
  font-family: var(--label);
  line-height: 1.6;
  text-size-adjust: 100%;
  -webkit-text-size-adjust: 100%;
  text-autospace: normal;
}
body {
  max-width: 70rem;
  margin: 0 auto;
  padding: 0 max(1.25rem, env(safe-area-inset-left));
  overflow-wrap: anywhere;
}
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
h1, h2, h3 { font-family: var(--display); font-weight: 700; line-height: 1.35; text-wrap: pretty; }
img { max-width: 100%; height: auto; }
a { color: var(--blue); text-underline-offset: .22em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; border-radius: 1px; }
main:focus { outline: none; }
::selection { background: var(--blue); color: var(--paper); }
.skip { position: absolute; top: 0; left: -100vw; z-index: 2; padding: .75rem 1.25rem; background: var(--ink); color: var(--paper); }
.skip:focus { left: 0; }

/* Masthead and front-page nameplate */
.masthead, .nameplate { border-bottom: 4px double var(--ink); }
.masthead { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1.5rem; padding: .75rem 0; }
.brand { display: inline-flex; align-items: center; gap: .6rem; min-width: 0; font: 700 1.125rem/1.4 var(--display); color: var(--ink); text-decoration: none; }
.brand img, .nameplate img { flex: none; display: block; }
nav { display: flex; flex-wrap: wrap; gap: 0 clamp(1rem, 4.5vw, 1.5rem); font-size: .9375rem; }
nav a { padding: .35rem 0; color: var(--ink); text-decoration-color: var(--rule); }
nav a:hover, .brand:hover { color: var(--blue); }
.nameplate { display: flex; flex-direction: column; align-items: center; padding: 2.5rem 0 .9rem; text-align: center; }
.nameplate h1 { margin: .9rem 0 .35rem; font-size: clamp(2rem, 1.2rem + 4vw, 3.5rem); line-height: 1.2; letter-spacing: .02em; }
.nameplate p { max-width: 40em; color: var(--soft); }
.nameplate nav { justify-content: center; margin-top: 1.5rem; padding-top: .6rem; align-self: stretch; border-top: 1px solid var(--rule); }

/* What sections, cards and stories share */
section > h2 { margin-bottom: 1.1rem; font-size: 1.25rem; }
.kicker { display: flex; flex-wrap: wrap; gap: 0 1em; font-size: .875rem; }
.kicker a { padding: .15rem 0; text-decoration: none; }
.kicker a:hover { text-decoration: underline; }
.byline { display: flex; flex-wrap: wrap; gap: 0 1em; color: var(--soft); font-size: .875rem; font-variant-numeric: tabular-nums; }
.hint, .empty { max-width: 44em; color: var(--soft); }
.hint a { white-space: nowrap; }
.formats { display: inline-flex; flex-wrap: wrap; gap: 0 .8em; font-size: .8125rem; }
.formats a, .addresses dt a { display: inline-block; min-width: 24px; line-height: 24px; text-decoration-color: var(--rule); }
.addresses { max-width: 44em; border-top: 1px solid var(--rule); }
.addresses > div { display: grid; grid-template-columns: 3.5em 1fr; align-items: baseline; padding: .45rem 0; border-bottom: 1px solid var(--rule); }
.addresses dt { font-size: .8125rem; }
.addresses dd { display: flex; align-items: baseline; gap: .8em; min-width: 0; }
.address { overflow: hidden; min-width: 0; color: var(--ink); font: .8125rem/1.7 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace; white-space: nowrap; text-overflow: ellipsis; cursor: copy; user-select: all; -webkit-user-select: all; }
.copy { flex: none; min-height: 24px; padding: 0 .6em; border: 1px solid var(--rule); border-radius: 2px; background: none; color: var(--blue); font: .8125rem/1.6 var(--label); cursor: pointer; }
.copy:hover { border-color: currentColor; }
.readers { display: inline-flex; flex-wrap: wrap; gap: 0 1em; font-size: .875rem; }
.readers a { line-height: 24px; text-decoration-color: var(--rule); }
.qr-code { display: block; width: 11rem; height: auto; background: #fff; stroke: #000; shape-rendering: crispEdges; }

/* Cards: one article of a list */
.card { position: relative; display: grid; }
.card h3 { font-size: 1.125rem; }
.card h3 a { color: inherit; text-decoration: none; }
.card h3 a::after { position: absolute; inset: 0; content: ""; }
.card h3 a:focus-visible { outline: none; }
.card:has(h3 a:focus-visible) { outline: 3px solid var(--blue); outline-offset: 6px; }
.card h3 a:hover { text-decoration: underline; }
.card .kicker a { position: relative; z-index: 1; }
.card h3, .card .summary { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; -webkit-line-clamp: 4; line-clamp: 4; }
.card .summary { -webkit-line-clamp: 3; line-clamp: 3; margin-top: .5rem; color: var(--soft); font-family: var(--text); font-size: .9375rem; line-height: 1.7; }
.card .byline { margin-top: .4rem; }
.picture { position: relative; display: block; width: 100%; aspect-ratio: 3 / 2; object-fit: cover; background: var(--sheet); }
/* Only a picture that did not load has such a box: it hides the browser's mark for broken ones. */
.picture::before { position: absolute; inset: 0; background: var(--sheet); content: ""; }

/* Front page */
.newest, .directory { padding-top: 1.75rem; }
.front { columns: 19rem 3; column-gap: 2.5rem; column-rule: 1px solid var(--rule); }
.front .card { break-inside: avoid; padding: 1.25rem 0; border-top: 1px solid var(--rule); }
.front .picture { margin-bottom: .9rem; }
.front .card:first-child { column-span: all; gap: 1rem 2.5rem; align-items: start; padding: 0 0 2rem; border-top: 0; }
.front .card:first-child .picture { margin: 0; }
.front .card:first-child h3 { font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.125rem); line-height: 1.3; }
.front .card:first-child .summary { max-width: 40em; font-size: 1.0625rem; -webkit-line-clamp: 5; line-clamp: 5; }
@media (max-width: 39.99rem) {
  .front .card:not(:first-child):has(.picture) { grid-template-columns: minmax(0, 1fr) 6.5rem; gap: 1.25rem; align-items: start; }
  .front .card:not(:first-child) .picture { order: 1; margin: 0; }
}
@media (min-width: 48rem) {
  .front .card:first-child:has(.picture) { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
}

/* Directory of feeds */
.directory { margin-top: 1.5rem; border-top: 4px double var(--ink); }
.directory h3 { margin: 2rem 0 .75rem; font-size: 1.0625rem; }
.directory > ul { columns: 22rem 3; column-gap: 2.5rem; }
.entry { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .8em; padding: .4rem 0; border-bottom: 1px solid var(--rule); break-inside: avoid; }
.entry > :first-child { flex: 1 1 8em; min-width: 0; text-decoration: none; line-height: 1.5; }
.entry > :first-child:hover { text-decoration: underline; }
/* A heading stands with the first of what is below it, and the last of that with the one before. */
.directory li:has(> ul) > .entry { break-after: avoid; }
.directory ul ul > li:is(:first-child, :last-child) { break-before: avoid; }
.directory > ul > li { margin-bottom: 1.25rem; }
.directory > ul > li:not(:has(ul)) { margin-bottom: 0; }
.directory > ul > li > .entry > :first-child { font-weight: 700; }
.directory ul ul { padding-left: 1.1rem; }

/* Category */
.section-head { padding: 2.25rem 0 1.5rem; }
.section-head h1 { font-size: clamp(1.875rem, 1.4rem + 2.2vw, 2.75rem); }
.section-head p { max-width: 44em; margin-top: .5rem; color: var(--soft); }
.subscribe { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem 1.25em; padding-bottom: 1.25rem; font-size: .875rem; }
.subscribe h2 { margin: 0; font-size: 1.0625rem; }
.subscribe p { display: flex; align-items: baseline; gap: .8em; min-width: 0; }
.subscribe summary { min-height: 24px; color: var(--blue); cursor: pointer; }
.subscribe details[open] { flex-basis: 100%; order: 1; }
.subscribe .qr-code { margin-top: .75rem; }
.articles { padding-top: 1.5rem; border-top: 1px solid var(--ink); }
.articles .card { padding: 1.5rem 0; border-top: 1px solid var(--rule); }
.articles h2 + .card { padding-top: 0; border-top: 0; }
.articles .card:has(.picture) { grid-template-columns: minmax(0, 1fr) 6.5rem; gap: 1.25rem; align-items: start; }
.articles .card .picture { order: 1; }
.articles .card h3 { font-size: 1.1875rem; }
.articles .summary { max-width: 44em; }
@media (min-width: 40rem) {
  .articles .card:has(.picture) { grid-template-columns: minmax(0, 1fr) 13rem; gap: 2.5rem; }
  .articles .card h3 { font-size: 1.375rem; }
}

/* Archive */
.more { padding-top: 1.25rem; }
.count { color: var(--soft); font-variant-numeric: tabular-nums; }
h2 .count, .months .count { font: 400 .875rem/1.5 var(--label); }
.archives > .count { margin-bottom: 1.5rem; }
.archives section { padding: 1.5rem 0; border-top: 1px solid var(--ink); }
.archives h2 a { text-decoration-color: var(--rule); }
.lines li { padding: .6rem 0; border-top: 1px solid var(--rule); }
.lines li:first-child { padding-top: 0; border-top: 0; }
.lines li > a { font: 700 1.0625rem/1.5 var(--display); color: inherit; text-decoration: none; }
.lines li > a:hover { text-decoration: underline; }
.months { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: 0 2.5rem; }
.months li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .8em; padding: .4rem 0; border-bottom: 1px solid var(--rule); }
.months .count { margin-inline-start: auto; }
.months a { display: inline-block; min-width: 24px; line-height: 24px; text-decoration-color: var(--rule); }
.months li:has(a + a) { grid-column: 1 / -1; }
.neighbours { justify-content: space-between; padding-top: 1.25rem; border-top: 1px solid var(--ink); }
.neighbours [rel=next] { margin-inline-start: auto; }

/* How to subscribe */
.how-to section { padding: 1.75rem 0; border-top: 1px solid var(--rule); }
.reader-list { max-width: 52em; }
.reader-list > div { display: grid; grid-template-columns: 8em 1fr; padding: .45rem 0; }
.reader-list dd { display: flex; flex-wrap: wrap; gap: .1rem 1.5em; }
.reader-list small { color: var(--soft); font-size: .8125rem; }
.with-code { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 1.25rem 2.5rem; }
.with-code > div { flex: 1 1 22em; min-width: 0; max-width: 44em; }
.how-to h3 { margin-bottom: .75rem; font-size: 1.0625rem; }
.how-to .hint, .how-to p { margin-top: .75rem; font-size: .9375rem; }
.how-to .section-head p { font-size: inherit; }
.how-to .addresses { margin-top: .75rem; }
.how-to .addresses > div { grid-template-columns: 6em 1fr; }
.how-to .label { margin-inline-end: .8em; }

/* Article */
.story { max-width: 40.5rem; margin: 0 auto; padding-top: 2.25rem; }
.story h1 { margin: .6rem 0 .9rem; font-size: clamp(1.75rem, 1.35rem + 2vw, 2.5rem); }
.story h1.long { font-size: clamp(1.375rem, 1.2rem + 1vw, 1.75rem); line-height: 1.45; }
.story > header { padding-bottom: 1.1rem; border-bottom: 1px solid var(--rule); }
.story .author { color: var(--ink); }
.contents { display: block; padding-top: 1.1rem; }
.contents summary { width: fit-content; min-height: 24px; color: var(--blue); cursor: pointer; }
.contents ol { margin: .35rem 0 0; padding: 0; list-style: none; }
.contents li { padding: .15rem 0; }
.contents .below { padding-inline-start: 1.5em; }
.contents a { padding: 0; text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.lead-picture { display: block; margin: 1.75rem auto 0; }
.prose { padding: 1.5rem 0 2.5rem; font-family: var(--text); font-size: 1.125rem; line-height: 1.8; hanging-punctuation: allow-end; line-break: strict; }
.prose:not(:lang(zh), :lang(ja), :lang(ko)) { line-height: 1.65; }
.prose:lang(en) { hyphens: auto; }
.prose :is(p, li, dd, figcaption), .summary { text-wrap: pretty; }
/* Chinese characters are not slanted: what is emphasised has dots, what is set apart is in a script face. */
.prose :is(em, i, cite, dfn):is(:lang(zh), :lang(ja), :lang(ko)) { font-style: normal; font-family: "Kaiti SC", STKaiti, KaiTi, "Kaiti TC", BiauKai, "AR PL UKai CN", "Noto Serif CJK SC", var(--display); }
.prose em:is(:lang(zh), :lang(ja), :lang(ko)) { font-family: inherit; text-emphasis: filled dot; text-emphasis-position: under right; -webkit-text-emphasis: filled dot; -webkit-text-emphasis-position: under right; }
.prose em:is(:lang(ja), :lang(ko)) { text-emphasis-position: over right; -webkit-text-emphasis-position: over right; }
.prose .latin:is(:lang(zh), :lang(ja), :lang(ko)) { font-style: italic; font-family: inherit; text-emphasis: none; -webkit-text-emphasis: none; }
.prose .passage:is(:lang(zh), :lang(ja), :lang(ko)) { font-family: "Kaiti SC", STKaiti, KaiTi, "Kaiti TC", BiauKai, "AR PL UKai CN", "Noto Serif CJK SC", var(--display); text-emphasis: none; -webkit-text-emphasis: none; }
.prose > :first-child { margin-top: 0; }
.prose p, .prose ul, .prose ol, .prose dl, .prose blockquote, .prose figure, .prose pre, .prose .wide, .prose details { margin: 1.05em 0; }
.prose h1, .prose h2, .prose h3, .prose h4, .prose h5, .prose h6 { margin: 1.9em 0 .7em; font-size: 1.125rem; font-family: var(--display); line-height: 1.45; text-align: start; }
.prose h1, .prose h2 { font-size: 1.375rem; }
.prose h3 { font-size: 1.25rem; }
.prose ul, .prose ol { padding-inline-start: 1.6em; }
.prose ul { list-style: disc; }
.prose li, .prose li > :is(ul, ol) { margin: .35em 0; }
.prose dd { margin-inline-start: 1.6em; }
.prose blockquote { padding-inline-start: 1.1em; border-inline-start: 3px solid var(--rule); color: var(--soft); }
.prose img, .prose video, .prose iframe { display: block; max-width: 100%; margin: 1.5em auto; }
.prose img, .prose video, .lead-picture { max-height: max(85vh, 20rem); max-height: max(85svh, 20rem); object-fit: contain; }
.prose .whole { display: block; color: var(--soft); }
.prose p > .whole:not(:only-child) { display: inline; }
/* Only a picture that cannot be loaded has these: its words take the place of the browser's mark. */
.prose img { position: relative; }
.prose img::after { content: attr(alt); position: absolute; inset: 0; overflow: hidden; padding: .25em; font-size: .875rem; color: var(--soft); background: var(--sheet); }
.prose p img:not(:only-child), .prose p > .whole:not(:only-child) img { display: inline-block; margin: 0; vertical-align: middle; }
.prose audio { width: 100%; }
.prose figure :is(img, video, p) { margin-block: 0; }
.prose figcaption { margin-top: .6em; color: var(--soft); font-family: var(--label); font-size: .875rem; line-height: 1.6; text-align: center; }
.prose code, .prose kbd, .prose samp, .prose pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace; font-size: .9em; }
.prose pre { padding: 1em 1.1em; overflow-x: auto; background: var(--sheet); line-height: 1.6; text-align: start; tab-size: 4; overflow-wrap: normal; hyphens: none; text-autospace: no-autospace; }
.prose pre code { font-size: 1em; }
.code { position: relative; }
.code > .copy { position: absolute; inset-block-start: .5rem; inset-inline-end: .5rem; background: var(--paper); }
@media (hover: none) {
  .code:has(> .copy) > pre { padding-top: 2.75rem; }
}
@media (hover: hover) {
  .code:not(:hover) > .copy:not(:focus-visible) { opacity: 0; }
}
.prose pre .comment { color: var(--code-comment); }
.prose pre .keyword { color: var(--code-keyword); }
.prose pre :is(.string, .added) { color: var(--code-string); }
.prose pre .number { color: var(--code-number); }
.prose pre .name { color: var(--code-name); }
.prose pre .title { color: var(--blue); }
.prose pre .meta { color: var(--code-meta); }
.prose pre .removed { color: var(--code-removed); }
.prose pre .inserted { color: var(--ink); }
.prose :not(pre) > code { padding: .1em .3em; background: var(--sheet); }
.prose hr { width: 6em; margin: 2.25em auto; border: 0; border-top: 1px solid var(--soft); }
.prose sup, .prose sub { line-height: 1; }
.wide { overflow-x: auto; }
span.wide { display: inline-block; max-width: 100%; overflow-y: hidden; vertical-align: bottom; }
span.wide:has(> [display="block"]) { display: block; }
.prose math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "Libertinus Math", "Noto Sans Math", "Times New Roman", "Liberation Serif", serif; font-size: 1.05em; line-height: normal; }
.prose table { min-width: 100%; border-collapse: collapse; border-block: 2px solid var(--ink); font-size: .9375rem; line-height: 1.6; text-align: start; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.prose th, .prose td { min-width: 4.5em; padding: .5em .75em; border-top: 1px solid var(--rule); vertical-align: top; }
.prose th:not([align]) { text-align: start; }
.prose caption { padding-bottom: .6em; color: var(--soft); font-size: .875rem; text-align: start; }
.story > footer { padding-top: 1.25rem; border-top: 1px solid var(--ink); }
.original span, .tags { color: var(--soft); font-size: .9375rem; }
.original span { margin-inline-start: .6em; }
.tags { display: flex; flex-wrap: wrap; gap: 0 1em; margin-top: .35rem; }
.tags > span { color: var(--ink); }
.story section { padding-top: 1.5rem; }
.story > footer > section:first-child { padding-top: 0; }
.story section > h2 { margin-bottom: .5rem; font-size: 1.0625rem; }
.feeds li { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1em; padding: .4rem 0; border-bottom: 1px solid var(--rule); }
.feeds li > :first-child { text-decoration: none; }
.story section .hint { margin-top: .5rem; font-size: .9375rem; }
.feeds .place { margin-inline-start: auto; font-size: .875rem; text-decoration-color: var(--rule); }
.feeds li > a:hover { text-decoration: underline; }
@media (max-width: 39.99rem) {
  .feeds .formats { flex-basis: 100%; justify-content: flex-end; }
}

/* Search */
.search-form { max-width: 44em; padding-bottom: 1rem; }
.search-form label { color: var(--soft); font-size: .875rem; }
.search-form p { display: flex; gap: .6rem; margin-top: .35rem; }
.search-form input { flex: 1 1 0; min-width: 0; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: 0; background: var(--paper); color: var(--ink); font: inherit; }
button { padding: .5rem 1.1rem; border: 1px solid var(--ink); border-radius: 0; background: var(--ink); color: var(--paper); font: inherit; cursor: pointer; }
button:disabled { opacity: .6; cursor: default; }
body.search .articles { margin-top: 2rem; }
body.search .articles h2:has(+ [role="status"]:empty) { display: none; }
.hint a + a { margin-inline-start: .4em; }
#search-status { color: var(--soft); font-variant-numeric: tabular-nums; }
#search-results { margin: 0; padding: 0; list-style: none; }
#search-results .card:first-child { border-top: 0; }
#search-results .kicker { color: var(--soft); }
#search-results .byline time { white-space: nowrap; }
mark { background: #ffe9a8; color: #1b1d22; }

/* Not found */
.not-found main { padding: 4rem 0; }
.not-found h1 { margin-bottom: .75rem; font-size: 2rem; }
.not-found .search-form { margin-top: 1.5rem; }
.not-found main p { margin-top: .5rem; }

.colophon { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 2rem; margin-top: 3.5rem; padding: 1rem 0 2.5rem; border-top: 4px double var(--ink); color: var(--soft); font-size: .875rem; }
.colophon .formats { margin: 0 .8em; }

@page { margin: 2cm; }
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #444; --rule: #bbb; --blue: #000; --code-comment: #444; --code-keyword: #000; --code-string: #000; --code-number: #000; --code-name: #000; --code-meta: #000; --code-removed: #000; color-scheme: light; }
  body { max-width: none; padding: 0; }
  nav, .skip, .subscribe, .directory, .story section, .colophon p + p { display: none; }
  .story { max-width: none; padding-top: 1rem; }
  .prose { font-size: 11pt; font-family: var(--display); }
  .original a::after { content: " " attr(href); }
  .original span { display: none; }
  .prose pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  h1, h2, h3, h4 { break-after: avoid; }
  img, figure, tr, .card { break-inside: avoid; }
  .copy { display: none; }
  .prose img, .lead-picture { max-height: 20cm; }
  .wide { overflow: visible; }
  .picture { max-width: 5cm; }
}
`.trimStart();
