import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { ARTICLE, below, context, images, PROSE, picture } from './night-article.ts';

describe('a label of feedback above nothing but ways to send it', () => {
  it.each(['纠错&amp;反馈', '意见反馈', '联系方式'])('goes with them: %s', async (label) => {
    expect(await below(`<p><strong>${label}</strong></p><p>Email：lamp@ferry.example</p>`)).toBe('');
  });

  it('stays above prose, and where nothing follows', async () => {
    const told = '<p><strong>意见反馈</strong></p><p>船家把意见写在船板上，第二天就改了。</p>';
    expect(await below(told)).toContain('意见反馈');
    expect(await below('<p><strong>意见反馈</strong></p>')).toBe('意见反馈');
  });
});

describe('what to answer an account with', () => {
  it.each([
    '公众号后台回复“地图”，即可获取渡口地图',
    '后台回复「地图」获取',
    '关注「渡口之灯」公众号，后台回复【地图】，获取渡口地图',
    '在渡口公众号对话框回复关键词“船票”领取',
  ])('goes: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '渡口公众号后台回复“灯”，获取本文的数据',
    '船家在后台回复“灯还亮着”，说完就走了',
    '在后台回复“灯”的人里，船家只认得两个',
  ])('stays where the article needs or tells it: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('what else stands below the essays of accounts', () => {
  it.each([
    '原创不易，求点赞、在看、转发三连',
    '你怎么看？欢迎在评论区留言',
    '今日互动：你最喜欢哪一盏灯？',
    '加小编微信进群交流',
    '寻求报道请发邮件至 tips@lamp.example',
    '微信公众号搜索“渡口之灯”，获取更多资讯',
    '声明：本文由入驻渡口平台的作者撰写，除官方账号外，观点仅代表作者本人，不代表渡口立场。',
    '编辑丨船家',
    '上一篇：没有了',
    '阅读 10万+',
    '点击收听本文音频',
    'PS：本公众号改版了，记得把我们设为星标',
    '为了不错过推送，请把渡口设为星标',
    '戳这里，看更多',
    '想要获取本期资料，请在后台回复“渡口”',
    '看完记得点个赞哦',
    '觉得好看，请点这里↓↓↓',
    '图源网络，侵权必删',
    '风险提示：基金有风险，投资需谨慎',
    '觉得有用就分享给朋友吧',
    '欢迎把这篇文章分享给你的朋友',
    'Telegram 频道：https://t.me/lamp',
    '除非注明，渡口网文章均为原创，转载请以链接形式标明本文地址',
    '本站所有资源均来自网络，仅供学习交流，请于下载后24小时内删除',
    '本文永久链接是：https://lamp.example/1',
    '如果您觉得本文有帮助，可以请我喝杯咖啡',
    '请作者喝杯咖啡',
    '赞赏码',
    '支付宝扫一扫打赏',
    '您的支持是我写作最大的动力！',
    '取消回复',
    '您的电子邮箱地址不会被公开。必填项已用*标注',
    '目前还没有评论，来说点什么吧',
    '暂无评论',
    '共有 3 条评论',
    '网友评论',
    '查看全部 12 条评论',
    '本文已被浏览 1200 次',
    '打印本文',
    '【关闭窗口】',
    '更多猛料！欢迎扫描左方二维码关注渡口',
    '京ICP备12345678号',
  ])('goes: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '写作不易，他写到第三年才写完',
    '加了小编的人都走了',
    '在账本里搜索“灯”，查看去年的油钱',
    '船家把灯设为星标的样子，刻在了门上',
    '下一篇：渡口的船',
    '上一篇：河边的灯',
    '想要上船的人，可以在后台等船家',
    '出门别忘了关注天气',
    '今日话题：灯塔的油从哪里来',
    '你怎么看这盏灯',
    '责编：船家 校对：守灯人',
    '编辑丨船家 摄影丨守灯人',
    '责编｜船家 校对｜守灯人',
    '图源网络的鱼，船家没有删',
    '他说股市有风险，父亲没有听',
    '分享给朋友的鱼，他自己没有吃',
    '除夕那天，村里的灯均为船家所点',
    '请作者喝咖啡的人姓李',
    '父亲的支持是他写作的动力',
    '渡口没有留言的人',
    '原文链接：https://lamp.example/1',
    '他关上窗，打印本来就慢',
  ])('stays: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('what pages in English say below an article', () => {
  const LATIN = [
    'The lamp on the river was lit again last night, and the people who wanted to cross stood in a line.',
    'The fog came after midnight, and later the trees on the other bank could no longer be seen.',
  ];
  const end = async (line: string) => {
    const body = [...LATIN, line].map((text) => `<p>${text}</p>`).join('');
    const { text } = await cleanHtml(body, { ...context, title: 'A night on the river' });
    return text.split('\n').filter((kept) => !LATIN.includes(kept));
  };

  it.each([
    'Share this article',
    'Share this:',
    'Like this:',
    'Print this page',
    'Email this article',
    'Join the conversation',
    'Skip to content',
    'Read the comments',
    'Listen to this article',
    'Enter your email address',
    'Thanks for signing up!',
    'By signing up, you agree to our privacy policy.',
    'Powered by WordPress',
    'Discover more from The Lamp',
    'Support The Lamp by becoming a member',
    '3 min read',
    'Estimated reading time: 3 minutes',
    'Join our Discord server',
  ])('goes: %s', async (line) => {
    expect(await end(line)).toEqual([]);
  });

  it.each([
    'Share this bread with the ferryman',
    'They join our hands over the water',
    'Print this on paper that does not burn',
    'The conversation he joined was about oil',
    'She supports her house by becoming a ferryman',
    'Photo by John on Unsplash',
    'Last updated: March 22, 2021',
  ])('stays: %s', async (line) => {
    expect(await end(line)).toEqual([line]);
  });
});

describe('what a program left of itself', () => {
  it.each(['null', 'undefined', '{{ caption }}'])('goes behind the last picture: %s', async (word) => {
    expect(await below(`<img src="https://img.ferry.example/k.png">${word}`)).toBe('');
  });

  it('stays as a word of a line', async () => {
    expect(await below('<p>船票上写着 null</p>')).toBe('船票上写着 null');
  });

  it('goes with a full stop that stands alone below what asks readers to follow', async () => {
    expect(await below('<p>↓点击关注渡口，获取更多精彩内容↓</p><p>.</p>')).toBe('');
  });

  it('is the end of a tag that a drawing in its address tore apart', async () => {
    const drawing = `data:image/svg+xml;charset=utf-8,<svg height="8" width="9" xmlns="http://www.w3.org/2000/svg"/>`;
    const torn = `<p>灯下<img alt src="${drawing}" referrerpolicy="no-referrer">有人</p>`;
    expect(await below(torn)).toBe('灯下有人');
    expect(await below('<p>灯下" referrerpolicy="no-referrer"&gt;有人</p>')).toContain('referrerpolicy');
  });
});

describe('a statement of a platform that its author let it publish an article', () => {
  it('goes below everything', async () => {
    const line = '注：本文系作者授权在渡口门平台发表，内容仅为作者本人观点，不代表渡口门立场和观点。';
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it('stays where it says who that is', async () => {
    const line = '注：本文系船家授权渡口门发表，不代表渡口门立场和观点。';
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('more that is left below an article', () => {
  it('goes: the place of a table of contents, when it was published, what to thank the author with', async () => {
    for (const mark of ['[TOC]', '[[toc]]', '@[TOC](文章目录)', '{:toc}'])
      expect(await below(`<p>${mark}</p><p>${PROSE[0]}</p>`)).toBe('');
    expect(await below('<p>发布时间：2020-07-04</p>')).toBe('');
    const thanks = '%25E6%2589%2593%25E8%25B5%258F%25E5%259B%25BE';
    expect(images((await cleanHtml(ARTICLE + picture(thanks), context)).html)).toBe(0);
  });

  it('stays: a mark that is explained, a picture with another name', async () => {
    expect(await below('<p>目录写成这样：</p><p>[TOC]</p>')).toContain('[TOC]');
    expect(images((await cleanHtml(ARTICLE + picture('%25E6%2589%2593%25'), context)).html)).toBe(1);
  });
});
