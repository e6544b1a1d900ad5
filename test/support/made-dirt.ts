import { DOES, type Habit, NAMES, p, pick, textPart, WHAT, WHO, writeProse } from './made-parts.ts';

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
      const teller = `住在码头的${pick(random, NAMES)}，第${article}位`;
      const items = [
        // Of some tellers there is no page.
        `讲述者：${article % 4 === 0 ? teller : link(teller)}`,
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
  'a picture above the text of most articles': {
    place: 'head',
    make: () => ({
      html: '<p><img src="https://pic.nightwind.example/2021/night-map-03.png" width="600" height="300"></p>',
      lines: ['https://pic.nightwind.example/2021/night-map-03.png'],
    }),
  },
  'what is left of a row of tabs': {
    place: 'head',
    isAlways: true,
    make: () => ({
      html: '<h2>小宇宙</h2><h2>喜马拉雅</h2><h2>B站</h2>',
      lines: ['小宇宙', '喜马拉雅', 'B站'],
    }),
  },
  'what introduces a link that goes': {
    place: 'head',
    make: () => ({
      html: '<p>每一篇也收在守夜人自己的小屋：</p><p><a href="https://hut.nightwind.example/">hut.nightwind.example</a></p>',
      lines: ['每一篇也收在守夜人自己的小屋：', 'hut.nightwind.example'],
    }),
  },
  'where it was published first': {
    place: 'head',
    isAlways: true,
    make: () => ({
      html: '<p>本文首发于<a href="https://nightwind.example/">晚风笔记</a></p>',
      lines: ['本文首发于晚风笔记'],
    }),
  },
  'how each issue opens': {
    place: 'head',
    isAlways: true,
    make: () => {
      const lines = ['欢迎翻开又一期海边周刊！', '海边周刊在星期天的夜里出版，欢迎订阅。'];
      return { html: lines.map(p).join(''), lines };
    },
  },
  'its own page behind a label': {
    place: 'amid',
    make: (random, article) => {
      const name = `${pick(random, WHO)}${pick(random, DOES)}${pick(random, WHAT)}之${article}`;
      return {
        html: `<p>本文的永久链接：<a href="https://nightwind.example/p/${article}">${name}</a></p>`,
        lines: [name],
      };
    },
  },
  'a line of a template that nothing filled in': {
    place: 'amid',
    make: (_, article) =>
      article % 2 === 0
        ? {
            html: '<p>include parts/lamp-offer.md when=after_dark</p>',
            lines: ['include parts/lamp-offer.md'],
          }
        : { html: '', lines: [] },
  },
  'a box that unfolds to articles that refer to it': {
    place: 'amid',
    make: (random, article) => {
      const titles = [1, 2, 3].map(
        (number) => `${pick(random, WHO)}${pick(random, DOES)}铜灯之${article}${number}`,
      );
      const links = titles.map(
        (title, index) => `<p><a href="https://nightwind.example/r/${article}${index}">${title}</a></p>`,
      );
      return {
        html: `<details><summary><b>引用本文的夜谈</b></summary>${links.join('')}</details>`,
        lines: ['引用本文的夜谈', ...titles],
      };
    },
  },
  'a section on whom to follow, with other pictures': {
    place: 'tail',
    make: (random, article) => {
      const address = `https://pic.nightwind.example/code-${article % 5}.png`;
      return {
        html: `<h3>守夜人的公众号</h3><p><a href="https://hut${article % 3}.nightwind.example/"><img src="${address}" width="300" height="300"></a></p><p>夜里有信的时候，${pick(random, NAMES)}会在公众号里敲一下钟。</p><hr>`,
        lines: ['守夜人的公众号', address],
      };
    },
  },
  'a row of marks above what asks readers to do something': {
    place: 'tail',
    make: () => ({
      html: '<p>～～～～～～</p><p>扫码关注晚风笔记，夜里有信。</p>',
      lines: ['～～～～～～', '扫码关注晚风笔记，夜里有信。'],
    }),
  },
  'a fact with a link, in a list of such amid the text': {
    place: 'amid',
    isAlways: true,
    make: (random, article) => ({
      html: `<ul><li>守夜: ${pick(random, NAMES)}</li><li>订阅来信: <a href="https://letter.nightwind.example/">letter.nightwind.example</a></li><li>编号: ${article}</li></ul>`,
      lines: ['订阅来信: letter.nightwind.example'],
    }),
  },
  'an item that asks readers to subscribe, in lists of their own': {
    place: 'amid',
    isAlways: true,
    make: (random) => ({
      html: `<ul><li>${writeProse(random, 1)}</li><li>关注渔火: <a href="https://boat.nightwind.example/">boat.nightwind.example</a></li></ul>`,
      lines: ['关注渔火: boat.nightwind.example'],
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
