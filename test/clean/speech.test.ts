import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { above, below, context, PROSE } from './mill-article.ts';

describe('what a site says to its readers, sentence by sentence', () => {
  it.each([
    '未经书面许可严禁转载本刊内容，违者必究。',
    '声明：本文系原作者创作，内容系其个人看法，转载仅为分享，不代表我方立场，如有异议，请联系后台。',
    '本文系河边网独家稿件，不代表平台观点，未经授权，不得转载。关注河边网微信，每日读一篇好文章。',
    '版权声明：部分内容推送时未能与作者取得联系。若涉及版权问题，敬请联系我们。',
    '本博客文章除特别声明外，均采用 CC BY 许可协议。转载请注明出处！',
    '如对本稿件有异议，请联系 mill@river.example',
    '编辑部正在招人，简历请投 mill@river.example',
    '如您发现错误，欢迎反馈给我们',
    '▽点击“阅读原文”，查看更多',
    '微信搜索【河边磨坊】，关注公众号后回复 12 领取磨面、筛糠、修水轮等学习资料！',
    '好，今天的分享就到这。我的微信是mill12345，欢迎添加我的微信进行交流',
    '[河边双语通，是为读两种文字的人订制的产品，按此可享超值优惠订阅。]',
    '> 关注 河边公众号，解锁更多好文',
    '↑点击上方“河边日报”关注我们，设为星标',
    '欢迎加入我们的 Telegram 频道：https://river.example/tg',
    '下载河边应用程序跟踪河上的事',
    '如果您喜欢这篇文章，请支持作者',
    '作者声明本文无利益相关，欢迎理性交流',
    '這裡有更多故事，感謝您的關注！',
    'Do you still grind your own flour? Let us know in the comments below.',
    'This article is copyright River News and may not be reproduced without permission.',
    'Got a tip? Email us at mill@river.example.',
    'Write to mill@river.example.',
    'If you enjoyed this story, consider buying me a coffee.',
    'Follow our coverage of mills at https://river.example/mills',
  ])('%s goes', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '他请人关注河边公众号，老人对我说。',
    '未经村里同意不得使用的水，有三处。',
    '参观者请关注磨坊公众号预约。',
    '协会表示，未经授权不得转载其照片。',
    '磨坊的版权声明写了三页。',
    '微信群里有三百个磨面的人。',
    '微信搜索【河边磨坊】的人，去年有三百个。',
    '好，今天的分享就到这，老人说。',
    '打开闸门的人越来越多。',
    '如果水不够，请联系看坝的人开闸。',
    'The mill may not be rebuilt without permission, the council said.',
    'You can write to the miller, who answers in spring.',
    'What do you do when the wheel stops?',
  ])('%s stays: it tells something', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it('goes above an article, where platforms announce their own events', async () => {
    expect(
      await above(
        '<p>我正在参加河边社区的征文活动，<a href="https://river.example/e">点击查看详情</a>。</p>',
      ),
    ).toBe('');
    expect(await above('<p><b>这是我参与「河边写作计划」的第3天</b></p>')).toBe('');
    expect(await above('<p>这是我参加的第三次磨面比赛。</p>')).toBe('这是我参加的第三次磨面比赛。');
  });

  it('goes above the line that credits another publication', async () => {
    const credit = '本文来自公众号“磨坊”（ID：mill），作者：老人，河边网经授权发布。';
    expect(await below(`<p>声明：内容仅代表作者观点，不代表本站立场。</p><p>${credit}</p>`)).toBe(credit);
  });

  it('labels a list of its own offers, which goes with it', async () => {
    const offers =
      '<ul><li><a href="https://river.example/1">磨面入门</a></li><li><a href="https://river.example/2">修水轮</a></li></ul>';
    expect(await below(`<p>大家好，我是老人，欢迎参加我的课程：</p>${offers}`)).toBe('');
    expect(await below(`<p>磨坊里用得到的两本书：</p>${offers}`)).not.toBe('');
  });
});

describe('what an article says with the words of such lines', () => {
  it.each([
    // Of the law, and of what others are allowed.
    '未经授权，不得进入。',
    '未经书面同意，房东不得进入房间。',
    '未经许可复制他人作品的，属侵权行为。',
    '不得转载、不得复制、不得传播，是这份判决书的三条禁令。',
    '转载请先征得同意，这是老人学到的第一课。',
    '原创不易，转载更难。',
    '版权归谁所有？',
    '著作權歸屬於程序員還是公司',
    '版权所有，翻印必究，那时的书都这样写。',
    '我司从未授权任何第三方招聘，如有侵权行为，将依法追究其法律责任。',
    '本项目基于Apache许可协议开源。',
    '作者与药厂没有利益冲突。',
    // Of whom to ask or to tell, on the article's subject.
    '如有问题，请联系班主任。',
    '如果你有建议，请写信给市长。',
    '若您对这份报告有疑问，请联系当地社区。',
    '如有异议，请在七日内书面反馈给居委会。',
    '联系电话：12345678',
    '心理援助热线：4001234567',
    '应聘者请将简历发送至 hr@river.example',
    '投稿请寄 poem@river.example，截止日期为六月三十日。',
    '受害者可以联系邮箱 help@river.example 登记。',
    '我的邮箱是 zhang@river.example，欢迎来信讨论这个算法。',
    // Of what to care about, and to do.
    '请关注我们的孩子。',
    '請關注留守兒童',
    '關注他人，獲取平靜。',
    '如果你也喜欢这条河，请和我一起支持作者协会的行动，把清单转发给住在下游的人。',
    '如果觉得太甜，可以少放糖，支持一下本地蜂农。',
    '喜欢的人越来越多，点赞也越来越多。',
    '感谢大家的支持。',
    '请你关注我，请你别走',
    '記得替我留言。',
    '更多细节，请访问法院网站。',
    '打开终端，安装客户端',
    '长按图标，添加到主屏幕，打开APP',
    '文章采用倒叙手法，遵循时间的协议。',
    'フォローする人、される人',
  ])('%s stays', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
    expect(await above(`<p>${line}</p>`)).toBe(line);
  });

  it.each([
    'He left without permission.',
    'She used the photograph without consent.',
    'The judge held that the photographs had been copied without permission.',
    'The form may not be copied.',
    'The images must not be published, the judge ruled.',
    'The text is licensed under MIT.',
    'The material is protected from rain by a glass roof.',
    'They follow us everywhere, even into sleep.',
    'Come, follow me to the edge of the water.',
    'Follow the instructions on YouTube.',
    'Follow the channel until it meets the sea.',
    'Please consider donating blood this winter.',
    'Please keep sharing what you know with the police.',
    'Send your entries to poems@river.example by June 30.',
    'Email the council at floods@river.example to object.',
    'Contact the shelter at help@river.example.',
    'To continue reading was to remember.',
    'Register now to vote.',
    'Sign up now for the spring half-marathon.',
    'Register here for the free swimming lessons.',
    'Install the companion app on both phones.',
    'Support local farmers.',
    'Become a member of the union.',
    'Join 500 readers at the annual dinner.',
    'Join us on Saturday at the mill for bread.',
    'Find us on the map.',
    'Share this with your doctor.',
    'Users can unsubscribe at any time.',
    'You can unsubscribe at any time by calling client.close().',
    'Subscribe to the channel in your code with client.subscribe().',
    'Our standards: oak, beech and ash.',
    'Read the full report here.',
  ])('%s stays', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
    expect(await above(`<p>${line}</p>`)).toBe(line);
  });

  it.each([
    'No part of this article may be copied without permission.',
    'All rights reserved. This article may not be published, broadcast or redistributed.',
    'Please consider supporting us.',
    'Support independent journalism.',
    'Sign up here for our newsletter.',
    'Follow us on Telegram.',
    'Share this with your friends.',
    '如有侵权，请联系我们删除。',
    '觉得文章有用的话，欢迎点赞、转发、收藏。',
    '感谢阅读与支持',
  ])('%s goes all the same', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });
});

describe('lines of fields', () => {
  it.each([
    '老人 · 2021-03-22 · 阅读 1234',
    '发布时间：2021-03-22 10:00　浏览次数：1234',
    '最新更新时间：08/10 12:00',
    '本文约2300字，建议阅读6分钟',
    'By <a href="https://river.example/author/kai">Kai Mill</a> | March 22, 2021 | 3 min read',
    '作者： 来源：',
  ])('%s goes above', async (line) => {
    expect(await above(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '编辑于 2021-03-22 10:00',
    '阅读数 1234',
    '1234次播放',
    '💬 12 ❤️ 34 🔁 5',
    '#磨坊 #水轮 #春天',
    '本文关键词：磨坊，水轮，春天',
    '收录于话题 #磨坊 12个',
    '本文链接：https://river.example/a',
    'posted @ 2021-03-22 10:00 老人 阅读(12) 评论(0) 编辑 收藏',
    '分享到：微信 微博 QQ空间',
  ])('%s goes below', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it('the address of the original goes where front matter has it, and else stays', async () => {
    const line = '<p>原文链接：https://river.example/a</p>';
    expect(await below(line, 'https://www.river.example/a/')).toBe('');
    expect(await below(line, 'https://river.example/b')).toBe('原文链接：https://river.example/a');
  });

  it.each(['1234次。', '2021-03-22 水轮又转了', '#磨坊', '关键词是水', '老人 · 磨坊 · 2021-03-22 · 村口'])(
    '%s stays',
    async (line) => {
      expect(await below(`<p>${line}</p>`)).toBe(line);
    },
  );
});

describe('lines of a paragraph, of a heading, of a last section', () => {
  it('at an end go as paragraphs of their own would', async () => {
    const line = '水轮停在夜里，磨坊里还剩下十二袋麦子没有磨完。';
    expect(await below(`<p>${line}<br>未经授权禁止转载，违者必究。</p>`)).toBe(line);
    expect(await above(`<p>老人 · 2021-03-22 · 阅读 12<br>${line}</p>`)).toBe(line);
    expect(await below('<p>水轮停在夜里，<br>他说：未经授权不得转载。</p>')).toContain('他说');
  });

  it('that are the title go from a heading of several', async () => {
    expect(await above('<h1>春天的消息<br>河上的磨坊</h1>')).toBe('春天的消息');
  });

  it('that a site offers go with their label, and a section of the article’s own stays', async () => {
    const offer = '<p>磨面大会将于十月举办，购票享九折优惠，咨询请联系 13200000000。</p>';
    expect(await below(`<h5>活动推荐</h5>${offer}`)).toBe('');
    expect(await below(`<p>会议预告：</p>${offer}<p><img src="https://img.river.example/1.png"></p>`)).toBe(
      '',
    );
    expect(await below(`<h5>水轮</h5>${PROSE[0]}<h5>活动推荐</h5>${offer}`)).toContain('活动推荐');
    expect(await below('<h5>活动推荐</h5><p>夜里去看水轮。</p>')).toContain('夜里去看水轮');
  });

  it('that are a picture of a code to scan go', async () => {
    const picture = (name: string) =>
      cleanHtml(`${PROSE.join('')}<p><img src="https://img.river.example/${name}"></p>`, context);
    expect((await picture('qrcode_258.png')).images).toEqual([]);
    expect((await picture('wheel.png')).images).toHaveLength(1);
  });
});

describe('a line that says the title again', () => {
  const post = (html: string) => cleanHtml(html, { ...context, title: '夕照' });
  const picture = '<img src="https://img.river.example/dusk.jpg">';

  it('stays where pictures are all that it stands above', async () => {
    expect((await post(`<p>夕照<br>${picture}</p>`)).text).toBe('夕照');
  });

  it('goes where more is written', async () => {
    expect((await post(`<p>夕照<br>${picture}</p>${PROSE.join('')}`)).text).not.toContain('夕照');
  });
});
