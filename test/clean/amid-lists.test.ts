import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '河湾里的人家',
  categories: ['杂志', '微信'],
  author: '赵一',
  placeholderHosts: [],
};

const PROSE = [
  '<p>第一户人家住在河湾里，院子里种着枣树和石榴，每年秋天都要请左邻右舍来尝一尝新。</p>',
  '<p>第二户人家搬走了三年，院门上的锁还是新的，只有石榴年年自己红，自己落在地上。</p>',
];

/** What an article says below its two paragraphs. */
async function below(html: string): Promise<string> {
  const once = await cleanHtml(PROSE.join('') + html, context);
  expect((await cleanHtml(once.html, context)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !PROSE.join('').includes(line))
    .join('\n');
}

const paragraphs = (...lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('');

describe('what an article tells with the words of lines below articles', () => {
  it.each([
    '媒体联系不上他，只好写信到 wang@river.example',
    'Media contact with the camp broke off at 8, wrote ask@river.example',
    '抖音：3亿；快手：2亿',
    'Twitter: 3.3, Facebook: 22',
    '登录知网查看全文',
    'This story first appeared in print in 1923',
    '推荐：8',
    '声明：该员工言论不代表本公司立场',
    'Like a story',
    'To like or to follow',
    'Share the news',
    'A: Login',
  ])('%s stays', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it.each([
    '媒体联络：王一 wang@river.example',
    'Media contact: Ada Lamp, lamp@river.example',
    '微博：河边的灯 | 抖音：河边夜话2',
    '请登录河湾查看全文',
    'This story appears in print on Jan. 3, Section A, Page 1.',
    '推荐（8）',
    '声明：栏目嘉宾发言不代表本台立场',
    'Sponsored news',
    '扫码登录',
  ])('%s goes, which tells nothing', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });
});

describe('the last line of several', () => {
  it.each([
    ['of features', ['频道订阅', '评论点赞', '扫码登录']],
    ['of verses', ['风从河湾来', '雨从山外来', '评论与转发']],
    ['of times', ['2021-02-11 11:57', '2021-02-11 13:20', '2021-02-12 08:05']],
  ])('stays with the others: %s', async (_, lines) => {
    expect(await below(paragraphs(...lines))).toBe(lines.join('\n'));
  });

  it('stays below its label', async () => {
    expect(await below('<h2>下一版</h2><p>扫码登录</p>')).toBe('下一版\n扫码登录');
    expect(await below(paragraphs('这一版多了一样：', '扫码登录'))).toBe('这一版多了一样：\n扫码登录');
  });

  it('goes where it asks the reader for something', async () => {
    expect(await below(paragraphs('石榴红了', '赞(12) 打赏'))).toBe('石榴红了');
    expect(await below(paragraphs('石榴红了', '想了解更多？请点赞、收藏、转发三连！'))).toBe('石榴红了');
  });
});

describe('what somebody says, or what is written somewhere', () => {
  it.each([
    ['门上的牌子写着：', '未经许可，不得转载。'],
    ['他回头对我说：', '感谢大家的关注！'],
    ['墙上贴着：', '扫码关注公众号'],
    ['The note on the door said:', 'Like and subscribe'],
    ['那条消息里写道：', '请转发'],
  ])('stays at the end: %s %s', async (announcement, line) => {
    expect(await below(paragraphs(announcement, line))).toBe(`${announcement}\n${line}`);
    expect(await below(`<p>${announcement}</p><blockquote><p>${line}</p></blockquote>`)).toBe(
      `${announcement}\n${line}`,
    );
  });

  it('goes below the label of a statement, with it', async () => {
    expect(await below(paragraphs('版权声明：', '未经许可，不得转载。'))).toBe('');
  });
});

describe('a last section', () => {
  it('stays that is about what the article is filed under', async () => {
    expect(await below('<h2>关于微信</h2><p>微信里的公众号和留言，是后来才有的。</p>')).toContain('关于微信');
  });

  it('stays that tells of work, and where nobody applies to', async () => {
    const careers = '<h2>Careers</h2><p>Graduates apply what they have learned in mills and on farms.</p>';
    expect(await below(careers)).toContain('Careers');
  });
});

describe('the rules of a source', () => {
  it.each([
    [
      'LeetCode',
      '<h2 id="videosolution">Video</h2><p><a href="https://www.youtube.com/watch?v=a">it</a></p>',
      'it',
    ],
    [
      '美团技术团队',
      '<h2>招聘</h2><p>这一章讲怎样找人。</p><h2>尾声</h2><p>人找到了。</p>',
      '这一章讲怎样找人。',
    ],
    ['小黑盒', '<p>#红方# 赢了，败的是 #蓝方#</p>', '#红方# 赢了，败的是 #蓝方#'],
    ['卫报', '<p>Support the Guardian strike, they wrote</p>', 'Support the Guardian strike, they wrote'],
  ])('leave what an article has with their words: %s', async (source, html, kept) => {
    const { text } = await cleanHtml(`${PROSE[0]}${html}${PROSE[1]}`, { ...context, categories: [source] });
    expect(text.split('\n')).toContain(kept);
  });
});

describe('a last line that tells what somebody did, or where readers find what it is about', () => {
  it.each([
    '没有回复。',
    '还没有留言，门也没有开',
    '没有任何回复',
    '聊天框里输入“晚安”',
    '在对话框输入“画一座桥”，就能得到一幅画',
    '後台輸入“2468”',
    '创作不易，他仍愿意分享',
    '更新不易，村民们无不关注',
    '加客服微信的人越来越多',
    '加编辑的微信，是三年前的事',
    '加群主微信进群后，她发现只有自己一人',
    '微信搜索“城市服务”，获取健康码',
    '在微信搜索“河湾水文”查看今日的水位',
    '记得在地图上给渡口标星标',
    '我们把那条微博设为置顶',
    '记得给妈妈点个赞',
    '別忘了給孩子點個讚',
    '如果有多余的米，就分享给身边的人',
    '觉得好吃，请分享给家人',
    '喜欢把故事分享给朋友',
    '想学撑船，可以先到 YouTube 看视频',
    '若想预约，请到医院公众号挂号',
    '想參觀，請到博物館 Facebook 專頁預約',
    '想报名，请关注“河湾社区”公众号',
    '微信搜索“河湾”，关注后他领到了免费的种子',
    '请转发给他牵挂的朋友',
    '本站内容审核员每天在网络上处理数百条侵权投诉',
    '商务合作请加强沟通',
    '商务合作可添加更多条款',
    '编辑｜查找和替换',
    '打开手稿，阅读全文',
    '打开河湾地图，查看原文',
    '還沒有留言',
    '微信搜索“河湾”，关注数超过一万',
    '打開窗戶，查看原文',
    'Listen to this story.',
    '给我点赞，他说',
    '为我点赞，为我鼓掌',
    '点击进入系统设置>>',
    'Discover more from your garden',
    '編輯 | 偏好設定',
  ])('stays: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it.each([
    '目前还没有评论，快来抢沙发',
    '暂无留言',
    '還沒有留言，快來搶沙發',
    '公众号后台回复“石榴”，即可领取',
    '在对话框输入“石榴”，免费进群',
    '创作不易，请点赞',
    '请加小编微信领取',
    '在微信搜索“河湾夜话”，关注我们',
    '把我们设为星标',
    '记得给小编点个赞',
    '觉得文章不错，就分享给朋友',
    '想看更多，可以到我们的 YouTube 频道',
    '本站内容来自网络，侵权请告知删除',
    '商务合作请加微信',
    '编辑｜钱二',
    '打开河湾新闻阅读全文',
    'Listen to this article.',
    '给我点赞！',
    '点击查看活动>>',
    'Discover more from River News',
  ])('goes, which asks for something: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each(['查看全部数据', '浏览全部手稿', 'View all results', 'See all the photographs'])(
    'stays where it links to what is told of: %s',
    async (line) => {
      expect(await below(`<p><a href="https://river.example/all">${line}</a></p>`)).toBe(line);
    },
  );

  it.each(['问题', '建议'])('stays below the word %s with addresses', async (label) => {
    const lines = [label, '文档：https://bridge.example/docs', '工具：https://bridge.example/tools'];
    expect(await below(paragraphs(...lines))).toBe(lines.join('\n'));
    expect(await below(paragraphs(`${label}反馈`, ...lines.slice(1)))).toBe('');
  });

  it.each(['青铜鼎（ID：T-102）', '玩家小河（ID：hewan）'])(
    'keeps the small picture below it: %s',
    async (line) => {
      const picture = '<p><img src="https://river.example/a.jpg" width="200" height="200"></p>';
      const { html } = await cleanHtml(`${PROSE.join('')}<p>${line}</p>${picture}`, context);
      expect(html).toContain('river.example/a.jpg');
    },
  );
});
