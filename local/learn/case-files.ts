import { escapeAttribute, escapeText } from '../../lambda/model/markup.ts';
import type { SourceName } from './groups.ts';
import { isSure, type Proposal } from './proposal.ts';

/** The files of a test case by name, without what comes out of it. */
export type CaseFiles = ReadonlyMap<'input.html' | 'context.json', string>;

/** Sentences that were written for this: no uploader's. */
const PROSE = [
  '河口的灯塔今天傍晚重新亮了起来，守塔人的女儿说，她已经二十年没有见过这样的光。',
  '渔船比平时晚一个小时出海，船长们站在码头上，一遍又一遍地数着灯光转过的圈数。',
  '到了夜里，镇上的人把椅子搬到堤上，谁也没有说话，只听见海水一下一下拍着石头。',
];

/** A body as the source might have written it, with all that its rule is to take. */
export function writeCase({ names, hosts }: SourceName, proposals: readonly Proposal[]): CaseFiles {
  const sure = proposals.filter(isSure);
  const [first = '', second = '', third = ''] = PROSE.map((text) => `<p>${text}</p>`);
  const body = [first, second, third, ...sure.map(writeDirt)];
  const [host] = hosts;
  const context = {
    title: '灯塔又亮了',
    categories: names.slice(0, 1),
    ...(host !== undefined && { link: `https://${host}/1.html` }),
  };
  return new Map([
    ['input.html', `<div>\n${body.join('\n')}\n</div>\n`],
    // A list of one stands on one line, as the formatter has it.
    [
      'context.json',
      `${JSON.stringify({ context }, null, 2).replace('[\n      ', '[').replace('\n    ]', ']')}\n`,
    ],
  ]);
}

/** Something that a rule takes: a line of a phrase, or an element that a selector finds. */
function writeDirt({ key, value, sample = '' }: Proposal): string {
  if (key === 'phrases') return `<p>${escapeText(sample)}</p>`;
  if (key === 'sections')
    return `<h2>${escapeText(sample)}</h2>\n<p><a href="https://lamp.example/a/1">网站自己的话</a></p>`;
  if (key === 'links') return `<p><a href="https://${escapeAttribute(value)}1">网站自己的话</a></p>`;
  const { name, attributes } = readSelector(value);
  const written = Object.entries(attributes).map(
    ([attribute, text]) => ` ${attribute}="${escapeAttribute(text)}"`,
  );
  const tag = `<${name}${written.join('')}>`;
  if (name === 'img') return `<p>${tag}</p>`;
  return name === 'a' || name === 'p'
    ? `<p>${tag}网站自己的话</${name}></p>`
    : `${tag}<p>网站自己的话</p></${name}>`;
}

/** An element that one of the selectors finds which are proposed. */
function readSelector(selector: string): {
  readonly name: string;
  readonly attributes: Record<string, string>;
} {
  const name = /^[a-z][a-z\d]*/.exec(selector)?.[0] ?? 'div';
  const attributes: Record<string, string> = {};
  for (const [, sign, word = ''] of selector.matchAll(/([.#])([\w-]+)(?=[.#[]|$)/g))
    attributes[sign === '#' ? 'id' : 'class'] = word;
  const [, attribute, operator, value = ''] = /\[([\w-]+)(\*?)="([^"]*)"\]$/.exec(selector) ?? [];
  if (attribute === undefined) return { name, attributes };
  const address = value.startsWith('/') ? `https://pictures.example${value}` : `https://${value}`;
  return { name, attributes: { [attribute]: operator === '*' ? address : value } };
}
