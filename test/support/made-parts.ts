/** Numbers that look random and are the same for the same seed. */
export type Random = () => number;

/** A small generator of numbers from 0 up to 1 (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Who made-up stories are about. */
export const WHO =
  '渔夫 邮差 裁缝 钟匠 船长 园丁 面包师 守塔人 木匠 画师 织工 乐手 牧羊人 书商 药剂师 灯匠'.split(' ');

/** What they do. */
export const DOES =
  '修好了 带走了 藏起了 画下了 数过了 借来了 认出了 错过了 换掉了 守着 记得 卖掉了 等着 拆开了'.split(' ');

/** What with. */
export const WHAT =
  '一盏铜灯 半袋麦子 旧地图 三封信 一把琴 漏雨的屋顶 石桥 港口的钟 一只木箱 褪色的旗 山路 雨伞 银色怀表 干草堆'.split(
    ' ',
  );

const WHEN = '黎明前 那年冬天 集市散后 第七天 涨潮时 下雪的夜里 午后 收割以后 客人走后 钟声响起时'.split(' ');

/** What authors are called. */
export const NAMES = '阿棠 老魏 小满 云舒 子墨 青禾 望舒 闻溪 南乔 知夏 伯安 若林'.split(' ');

/** One of some values. */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/** Some sentences that no other article has. */
export function writeProse(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => {
    const number = Math.floor(random() * 900) + 100;
    return `${pick(random, WHEN)}，${pick(random, WHO)}${pick(random, DOES)}${pick(random, WHAT)}，而${pick(random, WHO)}在${number}步之外${pick(random, DOES)}${pick(random, WHAT)}。`;
  }).join('');
}

/** A part of a template or of an author's habits, as it stands in one article. */
interface Part {
  readonly html: string;
  readonly lines: readonly string[];
}

/** Makes the part for an article. */
type Maker = (random: Random, article: number) => Part;

/** A part that is a text, in markup. */
export function textPart(
  html: (text: string) => string,
  write: (random: Random, article: number) => string,
): Maker {
  return (random, article) => {
    const text = write(random, article);
    return { html: html(text), lines: [text] };
  };
}

/** A text as a paragraph. */
export const p = (text: string) => `<p>${text}</p>`;

/** What stands in the articles of a source, and where. */
export interface Habit {
  readonly place: 'head' | 'amid' | 'tail';
  /** Whether every article has it. */
  readonly isAlways?: boolean;
  readonly make: Maker;
}
