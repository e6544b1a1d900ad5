/** What generators write `_` for, as file names may not hold it, and its full-width forms. */
const REPLACED = new Set([...':/\\?*“”"<>|[]：／＼？＊＂＜＞｜［］']);

/** Candidates longer than this are no titles, and cost more than they tell. */
const MAX_LENGTH = 1_000;

/**
 * A title in which a generator wrote `_` for characters that file names may not hold, as it was: `evidence` holds texts
 * that may have the same words, the most telling first. Without any that has, only quotation marks around Chinese words
 * (`_甲_`) and a time beside a word of time (`上午06_30`) are put back; any other `_` may be meant.
 */
export function restoreTitle(title: string, evidence: readonly string[], names: readonly string[]): string {
  if (!title.includes('_')) return title;
  for (const text of evidence) {
    const found = findSameWords(title, text.slice(0, MAX_LENGTH));
    if (found !== undefined) return found;
  }
  return restoreQuotes(restoreTimes(title), names);
}

/** The part of a text that has the words of a title, with another character for at least one `_`. */
function findSameWords(title: string, text: string): string | undefined {
  const wanted = [...title].filter((character) => !/\s/.test(character));
  // White space may differ, so that what stands where is kept beside the characters.
  const places = [...text.matchAll(/\S/gu)];
  if (wanted.length > MAX_LENGTH || wanted.every((character) => character === '_')) return undefined;
  for (let start = 0; start + wanted.length <= places.length; start++) {
    let replaced = 0;
    const fits = wanted.every((character, index) => {
      const there = places[start + index]?.[0] ?? '';
      if (there === character) return true;
      if (character !== '_' || !REPLACED.has(there)) return false;
      replaced++;
      return true;
    });
    if (!fits || replaced === 0) continue;
    const last = places[start + wanted.length - 1];
    return text
      .slice(places[start]?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0))
      .replace(/\s+/g, ' ');
  }
  return undefined;
}

const DAYTIME =
  '上午|下午|中午|早上|晚上|晚间|傍晚|凌晨|清晨|今早|今晨|今晚|昨晚|明早|明晚|深夜|夜间|北京时间|[今昨明][天日]|[日号]|周[一二三四五六日天]';
const TIME_AFTER_WORD = new RegExp(`((?:${DAYTIME}) ?)([01]?\\d|2[0-4])_([0-5]\\d)(?![\\d_])`, 'g');
const TIME_BEFORE_WORD = /(?<![\d_])(0?[1-9]|1[0-2])_([0-5]\d)(?= ?[ap]\.?m\b)/gi;
const SECOND_TIME = /(?<=\d:\d\d[-–—~至到])([01]?\d|2[0-4])_([0-5]\d)(?![\d_])/g;

function restoreTimes(title: string): string {
  return title
    .replace(TIME_AFTER_WORD, '$1$2:$3')
    .replace(TIME_BEFORE_WORD, '$1:$2')
    .replace(SECOND_TIME, '$1:$2');
}

/** Words that are set off by `_` because a page's title ends in its section and its site. */
const SITE_NAME = /(?:网|报|频道|新闻|在线|资讯|博客|社区|客户端|官网)$/;

/** Not between letters and figures of ASCII, where it belongs to a name or a number: `9_11`, `foo_bar`. */
const MARK = /(?<![a-z\d])_|_(?![a-z\d])/i;

function restoreQuotes(title: string, names: readonly string[]): string {
  const parts = title.split(MARK);
  // Each mark that opens needs one that closes.
  if (parts.length % 2 === 0) return title;
  if (SITE_NAME.test(parts.at(-1) ?? '') || parts.some((part) => names.includes(part))) return title;
  return parts.reduce((text, part, index) => {
    if (index === 0) return part;
    const inside = index % 2 === 1 ? part : (parts[index - 1] ?? '');
    const isQuoted = /\p{Script=Han}/u.test(inside) && inside === inside.trim() && inside.length <= 40;
    return `${text}${isQuoted ? (index % 2 === 1 ? '“' : '”') : '_'}${part}`;
  }, '');
}
