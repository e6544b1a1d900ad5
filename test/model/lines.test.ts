import { describe, expect, it } from 'vitest';
import { areSentences, areWrapped, findWrapWidth } from '../../lambda/model/lines.ts';

const lines = (text: string) => text.split('\n');

const LETTER = `We walked along the shore until it was too dark to see the path, and then we
sat down below a tree, where the wind could not reach us, and waited for the
moon.`;

const CHRONICLE = `那一年的冬天来得特别早，湖面在十一月就结了冰，渔夫们把船拖上岸，用草席盖好，
等着来年春天再下水。孩子们每天放学以后都到湖边去，看冰有没有厚到可以走人的程
度，老人们说不要急。`;

describe('lines are one text that was wrapped', () => {
  it.each([
    ['in a spaced script', LETTER],
    ['in an unspaced one', CHRONICLE],
    ['with an address that fits nowhere', LETTER.replace('tree', `https://lake.example/${'a'.repeat(90)}`)],
    [
      'even if it is one break, where a word goes on in lower case far out',
      'The lanterns were lit one after the other by an old man in a boat who\nspoke to nobody.',
    ],
  ])('%s', (_name, text) => expect(areWrapped(lines(text))).toBe(true));

  it('by the width of their document, where they are two', () => {
    const text = lines(
      '孩子们每天放学以后都到湖边去，看冰有没有厚到可以走人的程度，老人们说不要急着\n下水。',
    );
    expect(areWrapped(text)).toBe(false);
    const width = findWrapWidth([lines(CHRONICLE), text, lines('一行。')]);
    expect(areWrapped(text, width)).toBe(true);
    expect(areWrapped(lines('地址：湖边\n电话：无'), width)).toBe(false);
  });
});

describe('lines are their writer’s', () => {
  it.each([
    ['where they are short', '第一行诗\n第二行诗\n第三行诗'],
    ['where they are verses', '床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。'],
    [
      'where each of them ends a sentence',
      '甲：你昨天说的那件事情，我回去以后又仔细想了很久，觉得还是不行。\n乙：我也是这样想的，不过既然已经答应了人家，就应该把它做完才对。\n甲：那就再等一等吧，明天我们一起去问问他们的意思，然后再做决定。',
    ],
    [
      'where they are of many lengths',
      '地址：北京市朝阳区某某路一百二十三号某某大厦一层大厅\n电话：不方便说\n邮编：100000',
    ],
    [
      'where they are longer than anybody wraps',
      `${'很长的一行没有标点'.repeat(12)}\n${'很长的一行没有标点'.repeat(12)}\n完`,
    ],
    [
      'where the next word would have fitted',
      "Shall I sing to thee of winter's lake?\nThou art more silent and more deep:\nRough winds do shake the lanterns, and the ice\nhath all too short a date",
    ],
    ['where there is one', '一行'],
    ['where there is none', ''],
  ])('%s', (_name, text) => expect(areWrapped(lines(text))).toBe(false));

  it('so a document of them has no width', () => {
    expect(findWrapWidth([lines('灯亮了\n水也亮了'), lines('他说完就走了\n谁也没有回头')])).toBeUndefined();
    expect(findWrapWidth([])).toBeUndefined();
  });
});

describe('lines that only line feeds keep apart', () => {
  it.each([
    ['are kept where each is a sentence', '湖面结了冰。\n灯笼亮了。\n人都出来了', true],
    ['are kept where they are verses', '床前明月光，\n疑是地上霜。\n举头望明月', true],
    ['are kept where a line ends early', '走吧。\n他说完这句话以后，又在桥上站了很久很久。', true],
    ['are joined where they were wrapped', CHRONICLE, false],
    ['are joined where a sentence goes on', '湖面\n结了冰。', false],
    [
      'are joined where a wrapped sentence happens to end at the width',
      '那一年的冬天来得特别早，湖面在十一月就已经结了冰。\n渔夫们把船拖上岸，用草席盖好，等着来年。',
      false,
    ],
  ])('%s', (_name, text, kept) => expect(areSentences(lines(text))).toBe(kept));
});
