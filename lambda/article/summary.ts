/** How much of an article a feed reader's list shows. */
const SUMMARY_LENGTH = 200;

/** Blocks this short without the end of a sentence are headings, captions and buttons. */
const SHORT_BLOCK = 20;

/**
 * The beginning of an article as one paragraph; `text` has its blocks on lines of their own. What only repeats the
 * title, headings and other scraps are left out, unless there is nothing else.
 */
export function summarize(text: string, title: string): string {
  // Only the beginning is looked at, but enough of it for any number of captions.
  const blocks = text
    .slice(0, 20 * SUMMARY_LENGTH)
    .toWellFormed()
    .split('\n')
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => block !== '');
  const sentences = blocks.filter((block) => !isScrap(block, title));
  return shorten(joinChinese(sentences.length > 0 ? sentences : blocks), SUMMARY_LENGTH);
}

/** Blocks in one line: full-width punctuation has its space within it. */
function joinChinese(blocks: readonly string[]): string {
  return blocks
    .join(' ')
    .replace(/([。！？；：，、」』）》】]) /g, '$1')
    .replace(/([”’…—]) (?=[\p{Script=Han}“‘「『《（])/gu, '$1');
}

function isScrap(block: string, title: string): boolean {
  return title.includes(block) || (block.length <= SHORT_BLOCK && !/[。！？!?….：:；;”」]$/.test(block));
}

/**
 * A text of at most `length` characters as people count them: none is cut in two. What is cut ends with a sentence, if
 * one ends in the second half of it, else in an ellipsis.
 */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = firstCharacters(text, length);
  if (cut.length === text.length) return text;
  const half = Math.floor(cut.length / 2);
  const sentence = endOfLastMatch(cut.slice(half), /[。！？!?…][”’」』）)"']*|\.(?=\s)/g);
  if (sentence !== undefined) return cut.slice(0, half + sentence);
  const word = /[\p{L}\p{N}]$/u.test(cut) ? cut.lastIndexOf(' ') : -1;
  const end = word > cut.length * 0.8 ? word : cut.length;
  return `${cut.slice(0, end).replace(/[\s,，、；;：:（(“‘「『]+$/u, '')}…`;
}

/** Characters that are one code unit each and never part of another: Latin, Chinese, and their punctuation. */
const SIMPLE =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u3000-\u3029\u3040-\u3098\u30a0-\u9fff\uff00-\uff9d]*$/;

/** The whole text if it is short enough, else one character less than `length`, to leave room for an ellipsis. */
function firstCharacters(text: string, length: number): string {
  if (SIMPLE.test(text.slice(0, length + 1))) return text.slice(0, length - 1);
  const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
  let count = 0;
  let cut = 0;
  // Marks can be heaped on one letter without end, so what is looked at is bounded too.
  for (const { index } of characters.segment(text.slice(0, 20 * length))) {
    count++;
    if (count > length) return text.slice(0, cut);
    cut = index;
  }
  return text.length <= 20 * length ? text : text.slice(0, cut);
}

function endOfLastMatch(text: string, pattern: RegExp): number | undefined {
  let end: number | undefined;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}
