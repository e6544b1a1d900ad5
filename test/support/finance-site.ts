import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a folder of articles that look like real uploads of a finance site: 14 kB each, with the markup of its
 * editor, three categories out of about a hundred. Equal counts give equal files.
 *
 *     node test/support/finance-site.ts FOLDER COUNT
 */
export function writeCorpus(folder: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const path = join(folder, articlePath(i));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, articleText(i));
  }
}

/** Where the article of a number stands. */
export function articlePath(i: number): string {
  return `${topicOf(i)}/${sourceOf(i)}/${titleOf(i)}.md`;
}

/** What an article names instead of what follows from its number. */
export interface Deviation {
  readonly date?: Date;
  readonly categories?: readonly string[];
}

/** The article of a number. */
export function articleText(
  i: number,
  { date = dateOf(i), categories = categoriesOf(i) }: Deviation = {},
): string {
  const random = randomFrom(i);
  return `
---
title: '${titleOf(i)}'
categories: 
${categories.map((name) => ` - ${name}`).join('\n')}
headimg: 'https://images.example.com/qr.png'
author: ${sourceOf(i)}
comments: false
date: ${date.toUTCString()}
thumbnail: 'https://images.example.com/qr.png'
---

<div>   
<p class="ori_titlesource">　　原标题：${titleOf(i)}</p>
${Array.from({ length: 31 }, () => paragraph(random)).join('\n')}
${FURNITURE}
</div>
`;
}

/** What the site's editor leaves below an article. */
export const FURNITURE = `<!-- news_keyword_pub,stock, -->

<!-- 文末二维码 start -->
<style>
.appendQr_wrap&#123;border:1px solid #E6E6E6;padding:8px;&#125;
.appendQr_normal&#123;float:left;&#125;
</style>
<div class="clearfix appendQr_wrap">
    <div class="appendQr_normal"><img src="https://images.example.com/qr.png" referrerpolicy="no-referrer"></div>
    <div class="appendQr_normal_txt">海量资讯、精准解读，尽在新浪财经APP</div>
</div>
<p class="article-editor">责任编辑：示例编辑</p>`;

const TOPICS = ['金融', '科技', '文化', '体育', '出行', '教育'];
const SOURCES = ['新浪财经', '示例日报', '示例晚报', '示例周刊'];
const CHANNELS = ['国內', '国际', '公司', '观察'];
const SUBJECTS = [
  '规划',
  '港口',
  '地铁',
  '书市',
  '社区',
  '工厂',
  '学校',
  '食堂',
  '公园',
  '机场',
  '实验室',
  '果园',
];
const VERBS = ['公布', '调整', '扩大', '重开', '评估', '试点', '推迟', '完成', '延长', '收集'];
const OBJECTS = [
  '夜间服务',
  '客流数据',
  '维修计划',
  '冬季安排',
  '价目表',
  '第二期工程',
  '志愿者名单',
  '借阅办法',
];
const TAILS = [
  '，居民可以随时查询',
  '，费用由各方分担',
  '，下个月再作决定',
  '，比去年同期增加两成',
  '，记录保存三年',
];

/** The categories of the article of a number: a topic, a source, and a channel of the source. */
export function categoriesOf(i: number): readonly string[] {
  const source = sourceOf(i);
  return [topicOf(i), source, `${source}－${CHANNELS[i % CHANNELS.length]}`];
}

function dateOf(i: number): Date {
  return new Date(Date.UTC(2021, 0, 1) + i * 7_207_000);
}

function topicOf(i: number): string {
  return TOPICS[i % TOPICS.length] ?? '';
}

function sourceOf(i: number): string {
  return SOURCES[Math.floor(i / TOPICS.length) % SOURCES.length] ?? '';
}

function titleOf(i: number): string {
  const random = randomFrom(i * 7 + 1);
  return `${pick(SUBJECTS, random)}${pick(VERBS, random)}${pick(OBJECTS, random)}（${i}）`;
}

function paragraph(random: () => number): string {
  const sentences = Array.from({ length: 6 }, () => {
    const clause = `${pick(SUBJECTS, random)}方面${pick(VERBS, random)}了${pick(OBJECTS, random)}${pick(TAILS, random)}`;
    return random() < 0.1 ? `<font cms-style="strong-Bold">${clause}</font>。` : `${clause}。`;
  });
  return `<p cms-style="font-L">　　${sentences.join('')}</p>`;
}

function pick(list: readonly string[], random: () => number): string {
  return list[Math.floor(random() * list.length)] ?? '';
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const [, script, folder, count] = process.argv;
if (script === import.meta.filename && folder !== undefined) writeCorpus(folder, Number(count ?? 10_000));
