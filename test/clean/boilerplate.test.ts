import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '春耕开始了',
  categories: [],
  placeholderHosts: [],
};

describe('prose stays, whatever it is about', () => {
  it.each([
    '扫描二维码即可完成购买。',
    '下载APP的人越来越多。',
    '扫描二维码即可下载市民出行APP。',
    '关注公众号的读者有三成来自乡村。',
    '广告收入占了一半。',
    '未经许可不得转载的文章，有三篇。',
    '欢迎点赞、关注是主播的口头禅。',
    '读者投稿：我的第一辆车',
    '特别声明：以上内容是我一个人的看法。',
    '返回查看更多的人很少。',
    '编辑：你怎么看？',
    '原标题：另一个标题',
    '来源：某报',
    '记者：林一舟 何秋',
  ])('%s', async (line) => {
    expect((await cleanHtml(`<p>正文。</p><p>${line}</p>`, context)).text).toBe(`正文。\n${line}`);
    expect((await cleanHtml(`<p>${line}</p>`, context)).text).toBe(line);
  });

  it('in wrappers whose class sounds like furniture', async () => {
    for (const name of [
      'share-content',
      'more-content',
      'related',
      'ad',
      'report',
      'font-size-16',
      'recommend',
    ]) {
      const { text } = await cleanHtml(
        `<div class="${name}"><p>推荐理由：这本书值得一读。</p></div>`,
        context,
      );
      expect(text).toBe('推荐理由：这本书值得一读。');
    }
  });

  it('in an article that is all links', async () => {
    const list = '<h2>推荐阅读</h2><ul><li><a href="https://a.example/x">一本书</a></li></ul>';
    expect((await cleanHtml(list, context)).text).toBe('推荐阅读\n一本书');
  });
});

describe('what a site writes around an article goes', () => {
  it.each([
    '扫码关注公众号',
    '长按识别二维码，关注我们',
    '请关注微信公众号“春天”',
    '更多精彩内容，请关注微信公众号“春天”',
    '下载春耕APP，查看更多农事',
    '点击下方名片关注我们',
    '举报/反馈',
    '返回搜狐，查看更多',
    '分享到 微信 微博 QQ空间',
    '责任编辑：',
    '相关阅读',
    '喜欢的朋友，欢迎点赞、关注、转发，谢谢支持！',
    '晨星新闻，未经授权不得转载',
    '晨星新闻报料：021-000000',
    '声明：图片来源于网络，如有侵权请联系删除',
    '平台声明：该文观点仅代表作者本人，本号系信息发布平台，仅提供信息存储空间服务。',
    '展开阅读全文',
  ])('%s', async (line) => {
    expect((await cleanHtml(`<p>正文。</p><p>${line}</p>`, context)).text).toBe('正文。');
  });
});

it('an invitation above the article goes, and so does a link back below it', async () => {
  expect((await cleanHtml('<p>点击上方蓝字关注我们</p><p>正文。</p>', context)).text).toBe('正文。');
  expect((await cleanHtml('<p>请关注我们的公众号，他对我说。</p><p>正文。</p>', context)).text).toContain(
    '他对我说',
  );
  expect(
    (await cleanHtml('<p>正文。<a href="https://a.example/">返回某站，查看更多</a></p>', context)).text,
  ).toBe('正文。');
});

describe('the editor is read out', () => {
  it.each([
    ['<p>责任编辑：王小明</p>', '王小明'],
    ['<p>责任编辑：王小明 SF014 </p>', '王小明'],
    ['<p>（责编：王小明、李青）</p>', '王小明、李青'],
    ['<p><a href="https://a.example/">责任编辑：</a>王小明</p>', '王小明'],
    ['<p>编辑：王小明</p>', '王小明'],
    ['<p>责任编辑：【王小明】</p>', '王小明'],
    ['<p><em>Editor: Clare Miller.<br></em></p>', 'Clare Miller'],
    ['<p>Editor: Clare Miller Jr.</p>', 'Clare Miller Jr.'],
  ])('of %s', async (line, editor) => {
    expect(await cleanHtml(`<p>正文。</p>${line}<p>举报/反馈</p>`, context)).toMatchObject({
      editor,
      text: '正文。',
    });
  });

  it('at the end of the last paragraph', async () => {
    expect(await cleanHtml('<p>正文。（责任编辑：王小明）</p>', context)).toMatchObject({
      editor: '王小明',
      text: '正文。',
    });
    expect(await cleanHtml('<p>正文。责任编辑：王小明</p>', context)).toMatchObject({
      editor: '王小明',
      text: '正文。',
    });
  });
});

it('the title is not said twice, whatever its punctuation', async () => {
  for (const line of [
    '<h1>春耕，开始了！</h1>',
    '<p><strong>春耕开始了</strong></p>',
    '<p>原标题：春耕开始了</p>',
  ]) {
    expect((await cleanHtml(`${line}<p>正文。</p>`, context)).text).toBe('正文。');
  }
  expect((await cleanHtml('<p>正文。</p><h2>春耕开始了</h2><p>又一段。</p>', context)).text).toContain(
    '春耕开始了',
  );
});
