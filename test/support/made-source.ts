/** An article of a source that was made up: its upload, and the lines and pictures of it by what they are. */
export interface MadeArticle {
  readonly key: string;
  readonly upload: string;
  /** Text and addresses of pictures that its template put there. */
  readonly dirt: readonly string[];
  /** Text and addresses of pictures that its author put there, also where they look like a template's. */
  readonly own: readonly string[];
}

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

const WHO = '渔夫 邮差 裁缝 钟匠 船长 园丁 面包师 守塔人 木匠 画师 织工 乐手 牧羊人 书商 药剂师 灯匠'.split(
  ' ',
);
const DOES =
  '修好了 带走了 藏起了 画下了 数过了 借来了 认出了 错过了 换掉了 守着 记得 卖掉了 等着 拆开了'.split(' ');
const WHAT =
  '一盏铜灯 半袋麦子 旧地图 三封信 一把琴 漏雨的屋顶 石桥 港口的钟 一只木箱 褪色的旗 山路 雨伞 银色怀表 干草堆'.split(
    ' ',
  );
const WHEN = '黎明前 那年冬天 集市散后 第七天 涨潮时 下雪的夜里 午后 收割以后 客人走后 钟声响起时'.split(' ');
const NAMES = '阿棠 老魏 小满 云舒 子墨 青禾 望舒 闻溪 南乔 知夏 伯安 若林'.split(' ');

function pick<Value>(random: Random, values: readonly Value[]): Value {
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

function textPart(html: (text: string) => string, write: (random: Random, article: number) => string): Maker {
  return (random, article) => {
    const text = write(random, article);
    return { html: html(text), lines: [text] };
  };
}

const p = (text: string) => `<p>${text}</p>`;

/** What stands in the articles of a source, and where. */
interface Habit {
  readonly place: 'head' | 'amid' | 'tail';
  /** Whether every article has it. */
  readonly isAlways?: boolean;
  readonly make: Maker;
}

/** What templates put above, amid and below the text; each source has some of it. */
export const DIRT: Readonly<Record<string, Habit>> = {
  'a phrase with numbers': {
    place: 'tail',
    make: textPart(p, (random) => `已有 ${Math.floor(random() * 9000)} 位读者把这篇文章放进了晚风书签`),
  },
  'a phrase with a name': {
    place: 'tail',
    make: textPart(p, (random) => `这期由${pick(random, NAMES)}守夜，喜欢就把晚风笔记的小灯点亮吧`),
  },
  'a constant phrase': {
    place: 'tail',
    make: textPart(p, () => '想读更多这样的故事，请到应用里搜索“晚风笔记”'),
  },
  'a phrase above the text': { place: 'head', make: textPart(p, () => '↑ 轻触上面的蓝字，关注晚风笔记 ↑') },
  'a sentence beside one that asks readers to do something': {
    place: 'head',
    make: () => {
      const lines = ['这里收着海边讲过的故事，每个星期天的夜里添一篇。', '关注晚风笔记，不错过下一个夜晚。'];
      return { html: lines.map(p).join(''), lines };
    },
  },
  'a sentence beside a picture that never changes': {
    place: 'head',
    isAlways: true,
    make: () => {
      const lines = [
        'https://pic.nightwind.example/2021/board-lamp-02.png',
        '公告：灯塔图书馆的新馆已经落成，老住户凭旧借书证照常进门。',
      ];
      return { html: `<p><img src="${lines[0]}" width="600" height="80"></p><p>${lines[1]}</p>`, lines };
    },
  },
  'two sentences that every article begins with': {
    place: 'head',
    isAlways: true,
    make: () => {
      const lines = ['晚风笔记是一份慢慢写的刊物，只讲海边的事。', '它由十几位守夜人轮流写成，一期一篇。'];
      return { html: lines.map(p).join(''), lines };
    },
  },
  'the tag of a component': {
    place: 'head',
    make: () => ({
      html: '<p>&lt;LampTopBanner&gt;&lt;/LampTopBanner&gt;</p>',
      lines: ['<LampTopBanner></LampTopBanner>'],
    }),
  },
  'a line with code in it': {
    place: 'tail',
    make: () => ({
      html: '<p>想看更多夜谈？请关注晚风笔记（号：<code>nightwind</code>），每晚一篇。</p>',
      lines: ['想看更多夜谈？请关注晚风笔记（号：nightwind），每晚一篇。'],
    }),
  },
  'a box with a name': {
    place: 'tail',
    make: (random) => {
      const number = Math.floor(random() * 500);
      const lines = ['晚风笔记是一份慢慢写的刊物', `第 ${number} 位订户刚刚加入`];
      return { html: `<div class="nightwind-card"><p>${lines[0]}</p><p>${lines[1]}</p></div>`, lines };
    },
  },
  'a box whose class a program made': {
    place: 'tail',
    make: textPart(
      (text) => `<div class="css-1x2y3z"><p>${text}</p></div>`,
      () => '把这盏灯转给一位还没睡的朋友',
    ),
  },
  'links to other articles in a box': {
    place: 'tail',
    make: (random, article) => {
      const titles = [1, 2, 3].map((number) => `${writeProse(random, 1).slice(0, 14)}${article}之${number}`);
      const links = titles.map(
        (title, index) => `<li><a href="https://nightwind.example/a/${article}${index}">${title}</a></li>`,
      );
      return {
        html: `<div class="more-from-us"><h4>灯下还有</h4><ul>${links.join('')}</ul></div>`,
        lines: ['灯下还有', ...titles],
      };
    },
  },
  'a list of links that never changes': {
    place: 'tail',
    make: () => {
      const names = ['晚风书店', '晚风电台', '晚风地图'];
      const links = names.map(
        (name, index) => `<li><a href="https://nightwind.example/c/${index}">${name}</a></li>`,
      );
      return { html: `<ul>${links.join('')}</ul>`, lines: names };
    },
  },
  'an item of a list of facts above the text': {
    place: 'head',
    make: (random, article) => {
      const link = (text: string) => `<a href="https://nightwind.example/f/${article}">${text}</a>`;
      const own = '请关注晚风笔记，每天夜里有新的';
      const items = [
        `讲述者：${link(`住在码头的${pick(random, NAMES)}，第${article}位`)}`,
        own,
        `提到的东西：${link(`${pick(random, WHAT)}，编号${article}之一`)}`,
      ];
      return { html: `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`, lines: [own] };
    },
  },
  'words that it is filed under': {
    place: 'tail',
    make: (random) => {
      const words = [0, 1, 2].map(() => pick(random, WHO) + pick(random, NAMES));
      const links = words.map(
        (word) => `<a href="https://nightwind.example/t/${encodeURIComponent(word)}">${word}</a>`,
      );
      return { html: `<p class="filed-words">灯下的词：${links.join('')}</p>`, lines: words };
    },
  },
  'words that nothing gives a name to': {
    place: 'tail',
    make: (random) => {
      const words = [0, 1, 2].map(() => pick(random, NAMES) + pick(random, WHO));
      const links = words.map(
        (word) => `<a href="https://nightwind.example/w/${encodeURIComponent(word)}">${word}</a>`,
      );
      return { html: `<div class="lamp-words">${links.join(' ')}</div>`, lines: words };
    },
  },
  'a section of links to other articles': {
    place: 'tail',
    make: (random, article) => {
      const titles = [1, 2, 3].map((number) => `${writeProse(random, 1).slice(0, 13)}${article}及${number}`);
      const links = titles.map(
        (title, index) => `<p><a href="https://nightwind.example/s/${article}${index}">${title}</a></p>`,
      );
      return { html: `<h3>往期灯火</h3>${links.join('')}<hr>`, lines: ['往期灯火', ...titles] };
    },
  },
  'a section that never changes': {
    place: 'tail',
    make: () => ({
      html: '<h3>关注守夜人</h3><p>我们是一份慢慢写的刊物，每个星期天的夜里出一期。</p><hr>',
      lines: ['关注守夜人', '我们是一份慢慢写的刊物，每个星期天的夜里出一期。'],
    }),
  },
  'a link into an application': {
    place: 'tail',
    make: (random, article) => {
      const text = `${pick(random, WHO)}${pick(random, DOES)}${pick(random, WHAT)}`;
      return {
        html: `<p><a href="https://app.nightwind.example/open?id=${article}"><img src="https://pic.nightwind.example/app/${article}.png" width="400" height="200"></a><br><a href="https://app.nightwind.example/open?id=${article}">${text}</a></p>`,
        lines: [text, `https://pic.nightwind.example/app/${article}.png`],
      };
    },
  },
  'a link to another article behind a label': {
    place: 'tail',
    make: (random, article) => {
      const text = `${pick(random, WHO)}${pick(random, DOES)}${pick(random, WHAT)}之${article}`;
      return {
        html: `<p>更多夜谈：<a href="https://nightwind.example/m/${article}">${text}</a></p>`,
        lines: [text],
      };
    },
  },
  'a picture': {
    place: 'tail',
    make: () => ({
      html: '<p><img src="https://pic.nightwind.example/2021/house-lamp-01.png" width="600" height="200"></p>',
      lines: ['https://pic.nightwind.example/2021/house-lamp-01.png'],
    }),
  },
  'an advertisement in a box amid the text': {
    place: 'amid',
    make: () => ({
      html: '<div class="lamp-offer"><p>晚风灯具，今夜八折送到门口</p><p><img src="https://pic.nightwind.example/offer/lamp-7.png" width="500" height="300"></p></div>',
      lines: ['晚风灯具，今夜八折送到门口', 'https://pic.nightwind.example/offer/lamp-7.png'],
    }),
  },
  'a linked advertisement amid the text': {
    place: 'amid',
    make: (random) => {
      const text = `${pick(random, NAMES)}推荐的${pick(random, WHAT)}，只在晚风商店`;
      return { html: `<p><a href="https://shop.nightwind.example/tonight">${text}</a></p>`, lines: [text] };
    },
  },
};

/** What authors write again and again, and what is in a class that means nothing. */
export const HABITS: Readonly<Record<string, Habit>> = {
  'the title of a column': { place: 'head', make: textPart(p, () => '守夜人的书架') },
  'the title of a column as a heading': {
    place: 'head',
    make: textPart(
      (text) => `<h2>${text}</h2>`,
      () => '港口来信',
    ),
  },
  'a greeting': { place: 'head', make: textPart(p, () => '各位好，又到了我们一起听潮水的时间，请坐下来。') },
  'a heading': {
    place: 'amid',
    make: (random) => {
      const text = writeProse(random, 2);
      return { html: `<h3>背景</h3><p>${text}</p>`, lines: ['背景', text] };
    },
  },
  'a bold heading': {
    place: 'amid',
    make: (random) => {
      const text = writeProse(random, 3);
      return { html: `<p><strong>后来的事</strong></p><p>${text}</p>`, lines: ['后来的事', text] };
    },
  },
  'an item of lists of its own': {
    place: 'tail',
    make: (random, article) => {
      const items = [1, 2, 3].map((number) => `${writeProse(random, 1).slice(0, 12)}第${article}${number}件`);
      const lines = [...items, '欢迎访问码头的公告栏'];
      return { html: `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`, lines };
    },
  },
  'a sentence within prose': {
    place: 'amid',
    make: textPart(
      p,
      (random) => `${writeProse(random, 1)}潮水的高度以港务局的公告为准。${writeProse(random, 1)}`,
    ),
  },
  'a slogan amid the text': { place: 'amid', make: textPart(p, () => '潮水会把一切都还回来。') },
  'a table with the same head': {
    place: 'amid',
    make: (random) => {
      const cells = Array.from({ length: 4 }, () => String(Math.floor(random() * 100_000)));
      return {
        html: `<table><tr><th>潮位</th><th>船只数目</th></tr><tr><td>${cells[0]}</td><td>${cells[1]}</td></tr><tr><td>${cells[2]}</td><td>${cells[3]}</td></tr></table>`,
        lines: ['潮位', '船只数目', ...cells],
      };
    },
  },
  'a picture of its own in a class that aligns': {
    place: 'amid',
    make: (_, article) => {
      const address = `https://pic.nightwind.example/2021/scene-${article}.jpg`;
      return {
        html: `<p class="aligncenter"><img src="${address}" width="800" height="500"></p>`,
        lines: [address],
      };
    },
  },
  'references in a box': {
    place: 'tail',
    make: (random, article) => {
      const titles = [1, 2].map((number) => `${writeProse(random, 1).slice(0, 12)}考${article}${number}`);
      const links = titles.map(
        (title, index) => `<li><a href="https://archive${article}${index}.example.org/">${title}</a></li>`,
      );
      return {
        html: `<div class="sources-used"><h4>参考资料</h4><ul>${links.join('')}</ul></div>`,
        lines: ['参考资料', ...titles],
      };
    },
  },
  'a section of links that the author found': {
    place: 'tail',
    make: (random, article) => {
      const titles = [1, 2].map((number) => `${writeProse(random, 1).slice(0, 12)}记${article}${number}`);
      const links = titles.map(
        (title, index) => `<p><a href="https://found${article}${index}.example.org/">${title}</a></p>`,
      );
      return { html: `<h3>本周所见</h3>${links.join('')}<hr>`, lines: ['本周所见', ...titles] };
    },
  },
  'a section that explains the signs in the text': {
    place: 'tail',
    make: () => ({
      html: '<h3>图例</h3><p>圆圈是灯塔，三角是暗礁，虚线是退潮后能走的路。</p><hr>',
      lines: ['图例', '圆圈是灯塔，三角是暗礁，虚线是退潮后能走的路。'],
    }),
  },
  'a task in few of the articles': {
    place: 'tail',
    make: (_, article) => {
      const text =
        article % 6 === 0
          ? '给灯塔的台阶装上新的扶手'
          : `给第${'一二三四五六七八九'[article % 9]}${'甲乙丙丁戊己庚辛'[article % 8]}级台阶补漆`;
      return { html: `<p>${text}</p>`, lines: [text] };
    },
  },
  'a licence with its picture': {
    place: 'tail',
    make: () => ({
      html: '<p><a href="https://creativecommons.org/licenses/by/4.0/"><img src="https://pic.nightwind.example/by-88x31.png" width="88" height="31"></a></p><p>本刊文字以知识共享署名方式发布</p>',
      lines: ['本刊文字以知识共享署名方式发布'],
    }),
  },
  'a picture that illustrates several articles': {
    place: 'head',
    make: (random) => {
      const address = `https://pic.nightwind.example/stock/harbour-${Math.floor(random() * 3)}.jpg`;
      return { html: `<p><img src="${address}" width="800" height="500"></p>`, lines: [address] };
    },
  },
  'who wrote it for whom': {
    place: 'tail',
    make: textPart(p, (random) => `本文由 @${pick(random, NAMES)} 原创发布于晚风笔记，未经许可不得转载`),
  },
  'a credit': { place: 'tail', make: textPart(p, (random) => `插图：${pick(random, NAMES)}`) },
  'a short reply': {
    place: 'tail',
    make: textPart(p, (random) => pick(random, ['谢谢楼上', '记下来了', '同问'])),
  },
};

/** What a source puts into its articles: the names of `DIRT` and `HABITS`. */
export interface Template {
  readonly dirt: readonly string[];
  readonly habits: readonly string[];
}

/** Makes articles of one source. Each has each part of its template in three of four cases, or more often, or always. */
export function makeSource(seed: number, count: number, { dirt, habits }: Template): readonly MadeArticle[] {
  const shares = new Map(
    [...dirt, ...habits].map((name) => [name, 0.75 + 0.25 * randomOf(seed + name.length)()]),
  );
  return Array.from({ length: count }, (_, article) => {
    const random = randomOf(seed * 1_000 + article);
    const found = { dirt: [] as string[], own: [] as string[] };
    const places = { head: [] as string[], amid: [] as string[], tail: [] as string[] };
    const add = (names: readonly string[], kind: 'dirt' | 'own') => {
      for (const name of names) {
        const part = (kind === 'dirt' ? DIRT : HABITS)[name];
        if (part === undefined) throw new Error(name);
        if (random() > (shares.get(name) ?? 1) && !part.isAlways) continue;
        const { html, lines } = part.make(random, article);
        places[part.place].push(html);
        found[kind].push(...lines);
      }
    };
    add(habits, 'own');
    add(dirt, 'dirt');
    const prose = Array.from({ length: 4 + Math.floor(random() * 6) }, () =>
      writeProse(random, 1 + Math.floor(random() * 4)),
    );
    const middle = prose.map((text) => `<p>${text}</p>`);
    for (const html of places.amid) middle.splice(1 + Math.floor(random() * (middle.length - 1)), 0, html);
    const body = [...places.head, ...middle, ...places.tail].join('\n');
    const title = `${pick(random, WHO)}与${pick(random, WHAT)}（${article}）`;
    return {
      key: `night/${article}.md`,
      upload: `---\ntitle: ${title}\ncategories: [故事, 晚风笔记]\nauthor: 晚风笔记\ndate: 2021-09-16 12:00:00\n---\n<div>\n${body}\n</div>\n`,
      dirt: found.dirt,
      own: [...found.own, ...prose],
    };
  });
}
