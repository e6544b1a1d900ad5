import { deriveArticle } from '../lambda/article/pipeline.ts';
import { SOURCES } from '../lambda/clean/sources/sources.ts';
import { parseSite } from '../lambda/model/site.ts';
import { atMost, paragraph, type Result, round, showTime, table } from './result.ts';

/** Bytes of the smaller and of the larger upload: far apart, so that what grows faster than they do shows. */
const SMALL = 64_000;
const LARGE = 1_024_000;

/** What grows with the square takes 16 times as long for each byte of the larger one. */
const MOST_GROWTH = 4;

const ROUNDS = 3;

/** Uploads that are made to be slow: what is repeated, by what it aims at. */
const SHAPES: Readonly<Record<string, (i: number) => string>> = {
  'tags that never end': () => '<a href="',
  'formats, each with an attribute of its own': (i) => `<i a${i}>`,
  'links back': () => '<a href="https://a.example/">返回首页，查看更多</a>',
  'breaks and links back': (i) =>
    i % 3 === 0 ? '<a href="https://a.example/">返回首页，查看更多</a>' : '<br>',
  'classes of one element': () => '<p class="a b c d e f g h">词</p>',
  'comments that never end': () => '<!--',
  'long comments': () => `<!--${'长'.repeat(1_200)}-->词`,
  ampersands: () => '&',
  'white space': () => '　 \u00a0\n',
  'one text': () => '词',
  'links to places': (i) => `<p id="n${i}"><a href="#n${i}">${i}</a></p>`,
  footnotes: (i) => `<sup id="r${i}"><a href="#f${i}">1</a></sup><p id="f${i}"><a href="#r${i}">^</a>词</p>`,
  'links in links': () => '<a href="https://a.example/">词',
  'formats that never end': () => '<b>词',
  'misnested formats': () => '<font color="red"><p>词</font>',
  'rows of a table': () => '<tr><td>词<td>词',
  lists: () => '<ul><li>词</ul>',
  definitions: () => '<dt>词<dd>词',
  'a line of code in each element': () => '<pre><code>x</code>\n</pre>',
  pictures: (i) => `<p><img src="https://a.example/${i}.jpg"></p><p>▲词</p>`,
  'the same picture': () => '<p><img src="https://a.example/1.jpg"></p>',
  invitations: () => '<p>扫描下方二维码关注我们的公众号</p>',
  'almost invitations': () => `<p>欢迎${'点赞、关注、'.repeat(5)}的人很多很多很多很多很多</p>`,
  editors: () => '<p>责任编辑：某人</p>',
  'share bars': () => '<p>分享到 微信 微博</p>',
  'related links': () => '<p><a href="https://a.example/">相关阅读</a></p>',
  rulers: () => '======<br>词<br>',
  'lines of Markdown': () => '- 词\n',
  'emphasis that never ends': () => '*词 _词 **词 ',
  brackets: () => '[词](',
  'quotations in quotations': () => '> ',
  'rows of Markdown': () => '| 词 | 词 |\n',
  'lines that look like front matter': () => '---\ntitle: 词\n',
};

interface Row {
  readonly name: string;
  /** Milliseconds that the larger upload took. */
  readonly time: number;
  /** Time for a byte of the larger upload in times of that for one of the smaller; undefined when it is rejected. */
  readonly growth: number | undefined;
}

/** Times uploads that are made to be slow, each in two sizes. */
export async function benchHostile(): Promise<Result> {
  const rows: Row[] = [];
  for (const [name, piece] of Object.entries(SHAPES)) {
    const small = await derive(repeat(piece, SMALL));
    const large = await derive(repeat(piece, LARGE));
    const isPublished = small.status === 'published' && large.status === 'published';
    const growth = isPublished ? large.time / small.time / (LARGE / SMALL) : undefined;
    rows.push({ name, time: large.time, growth });
  }
  rows.sort((a, b) => (b.growth ?? 0) - (a.growth ?? 0));
  const worst = rows[0]?.growth ?? Number.NaN;
  const text = [
    paragraph(`Uploads that are made to be slow, ${round(SMALL / 1000)} KB and ${round(LARGE / 1_000_000)} MB of each:
      what takes no longer for a byte of the larger one has a growth of 1, what takes time with the square of its size
      one of ${LARGE / SMALL}. Times are of reading, cleaning and deriving. What is rejected is beyond the bounds of the
      cleaner or of the renderer of Markdown, which say so by name.`),
    table(
      ['upload of', `time of ${round(LARGE / 1_000_000)} MB`, 'growth'],
      rows.map(({ name, time, growth }) => [
        name,
        showTime({ median: time, low: time, high: time }),
        growth === undefined ? 'rejected' : round(growth),
      ]),
    ),
  ].join('\n\n');
  return {
    title: 'Hostile input',
    text,
    verdicts: [
      atMost('largest growth of a hostile upload', String(MOST_GROWTH), round(worst), worst / MOST_GROWTH),
    ],
  };
}

function repeat(piece: (i: number) => string, bytes: number): string {
  const pieces: string[] = [];
  for (let length = 0; length < bytes; ) {
    const text = piece(pieces.length);
    pieces.push(text);
    length += Buffer.byteLength(text);
  }
  // All sources that have rules see them. Some text stays, or most of them would be rejected for having none.
  const front = `---\ntitle: 题\ncategories: [${SOURCES.flatMap(({ names }) => names.slice(0, 1)).join(', ')}]\n---\n正文。\n\n`;
  return front + pieces.join('');
}

/** What becomes of an upload, and the shortest of some times in milliseconds: others may have disturbed the rest. */
async function derive(text: string): Promise<{ readonly status: string; readonly time: number }> {
  const site = parseSite();
  const body = Buffer.from(text);
  const upload = { key: 'a.md', body, size: body.length, modified: 0 };
  let [status, time] = ['', Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    ({ status } = await deriveArticle(upload, site));
    const { user, system } = process.cpuUsage(start);
    time = Math.min(time, (user + system) / 1000);
  }
  return { status, time };
}
