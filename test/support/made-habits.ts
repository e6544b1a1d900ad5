import { DOES, type Habit, NAMES, p, pick, textPart, WHAT, WHO, writeProse } from './made-parts.ts';

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
  'a heading above a line that leads somewhere': {
    place: 'amid',
    make: (random, article) => {
      const title = `${pick(random, WHO)}${pick(random, DOES)}${pick(random, WHAT)}之${article}`;
      const html = `<h3>听这一夜</h3><p>码头的说书人讲过这一篇：<a href="https://harbour.example/told/${article}">${title}</a>，听过再读，会更有味道。</p><h3>读这一夜</h3>`;
      return { html, lines: ['听这一夜', title, '读这一夜'] };
    },
  },
  'a row of marks between parts': { place: 'amid', make: textPart(p, () => '＿＿＿＿＿＿＿＿') },
  'a step that names what sites have': {
    place: 'amid',
    make: textPart(p, () => '点击右上角的箭头，下载当天的潮汐表。'),
  },
  'questions and answers': {
    place: 'amid',
    make: (random) => {
      const texts = [writeProse(random, 1), writeProse(random, 2)];
      return {
        html: `<p>问：</p><p>${texts[0]}</p><p>答：</p><p>${texts[1]}</p>`,
        lines: ['问：', '答：', ...texts],
      };
    },
  },
  'where the author signs': { place: 'tail', make: textPart(p, () => '守夜人，于北堤') },
  'two headings that text follows': {
    place: 'head',
    make: () => ({ html: '<h2>本期内容</h2><h2>灯塔来信</h2>', lines: ['本期内容', '灯塔来信'] }),
  },
  'a source in a table, named like what sites have': {
    place: 'amid',
    make: (random) => {
      const titles = [1, 2].map((number) => `${writeProse(random, 1).slice(0, 14)}之${number}`);
      return {
        html: `<table><tr><td>潮汐APP</td><td>${titles[0]}</td></tr><tr><td>潮汐APP</td><td>${titles[1]}</td></tr></table>`,
        lines: ['潮汐APP', ...titles],
      };
    },
  },
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
  'a legend that speaks of recommendations': {
    place: 'tail',
    make: () => ({
      html: '<h3>灯的颜色</h3><p>红灯表示编者推荐，白灯表示还要等一等。</p><hr>',
      lines: ['灯的颜色', '红灯表示编者推荐，白灯表示还要等一等。'],
    }),
  },
  'where the author keeps what belongs to the article': {
    place: 'tail',
    make: (random, article) => {
      const name = `${pick(random, WHAT)}（${article}）`;
      const html = `<p>画这一篇时用的底稿都在架子上，想细看的话，翻开<a href="https://shelf.nightwind.example/${article % 2}">${name}</a>那一页就好。</p>`;
      return { html, lines: [`画这一篇时用的底稿都在架子上，想细看的话，翻开${name}那一页就好。`] };
    },
  },
  'whose the text is': {
    place: 'tail',
    make: textPart(p, (random) => `© ${pick(random, NAMES)} for 晚风笔记，二〇二一，夜航船印行处`),
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
