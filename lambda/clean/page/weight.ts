import { type Block, isLinked } from './blocks.ts';

/** What a block weighs as prose, and as something to click on or to look up; in letters. */
export interface Weight {
  readonly prose: number;
  readonly clutter: number;
}

const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;

/** A Chinese character says as much as so many letters. */
const WIDE_LETTERS = 2.5;

/** Prose is a line of this length with some punctuation; a longer one surely is. */
const SHORTEST_PROSE = 30;
const CERTAIN_PROSE = 80;

/** One line of what is no prose counts so much at most, so that a table or a verse does not hide the article around it. */
const MOST_CLUTTER = 20;

/** Tells prose from menus, labels and lists of links, in scripts with and without spaces. */
export function weigh(block: Block): Weight {
  const { ink, linked, text } = block;
  const wide = ink.match(WIDE)?.length ?? 0;
  const scale = 1 + (wide / ink.length) * (WIDE_LETTERS - 1);
  const letters = ink.length * scale;
  if (isLinked(block)) return { prose: 0, clutter: letters };
  const isPunctuated = (isDateline(text) ? /[,!?;，。！？；、”"…]/ : /[,.!?;:，。！？；：、,”"…]/).test(
    text.replace(/(?:https?:|www\.)\S+/g, ''),
  );
  if (!isPunctuated || letters < SHORTEST_PROSE)
    return { prose: 0, clutter: Math.min(letters, MOST_CLUTTER) };
  if (letters < CERTAIN_PROSE) return { prose: letters / 2, clutter: 0 };
  return { prose: (ink.length - linked) * scale, clutter: (linked * scale) / 2 };
}

/** Whether a line tells when something was published, behind a label. */
function isDateline(text: string): boolean {
  return /[:：]\s{0,3}\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}/.test(text);
}
