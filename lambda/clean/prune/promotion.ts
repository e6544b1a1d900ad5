import { type Block, isHeading, readPicture } from './block-kinds.ts';
import { isSection } from './related.ts';

/** The label of what a site offers, or says of itself, below its articles. */
const LABEL =
  /^[【[「■◆▍▼>\s]*(?:(?:活动|课程|会议|大会|直播|好课|好书|福利|粉丝|读者|近期)(?:活动|推荐|预告|福利|信息)|文档信息|版权信息|版权声明|转载须知|关于我们|联系我们|加入我们|关注我们|商务合作|广告合作|about us|contact us|get involved)[】\]」：:\s]*$/i;

/** What is in such a section: where to come, to ask, to pay, or whose the text is. */
const OFFERED =
  /扫码|扫描|二维码|报名|购票|优惠|折扣|咨询|联系|关注|电话|微信|\d{11}|@|许可|版权|转载|\b(?:e-?mail|contact|join|licen[cs]e|copyright)\b/i;

/** How many blocks such a section has at most, with its label. */
const LONGEST_SECTION = 5;

/** From which block on an article ends with what its site offers under a label; undefined where it does not. */
export function findPromotion(blocks: readonly Block[]): number | undefined {
  for (let index = blocks.length - 1; index > 0 && index > blocks.length - LONGEST_SECTION; index--) {
    const block = blocks[index];
    if (block === undefined || block.text === undefined) return undefined;
    if (LABEL.test(block.plain)) return holdsOffers(blocks, index) ? index : undefined;
    if (/^h[1-6]$/.test(block.tag.name)) return undefined;
  }
  return undefined;
}

function holdsOffers(blocks: readonly Block[], label: number): boolean {
  const section = blocks.slice(label + 1);
  const isLabel = section.length > 0 || isHeadingAt(blocks, label);
  if (!isLabel || isSection(blocks, label)) return false;
  return section.length === 0 || section.some(({ plain }) => OFFERED.test(plain)) || section.every(isPicture);
}

function isHeadingAt(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  return block !== undefined && isHeading(block.tag);
}

function isPicture({ tag }: Block): boolean {
  return readPicture(tag) !== undefined;
}
