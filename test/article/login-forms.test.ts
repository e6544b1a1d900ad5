import { describe, expect, it } from 'vitest';
import { chinese, english, newsPage, paragraphs } from './saved-pages.ts';
import { derive, publish } from './uploads.ts';

const TEXTS = chinese(6);

describe('a login form in place of an article', () => {
  const LOGIN = /^the page seems to be a login form and not the article; all of it is published$/;
  const fields =
    '<label>Email <input type="email" name="e"></label> <label>Password <input type="password" name="p"></label><button>Log in</button>';
  const form = `<form action="/session">${fields}</form>`;
  const wall = (middle: string, title = 'Morning at the Ferry - River News') =>
    `<!DOCTYPE html><html><head><title>${title}</title><script src="/a.js"></script><script src="/b.js"></script></head><body><header><a href="/">River News</a></header><main><h1>River News</h1>${middle}</main><footer><p>© 2024 River News, Inc. All rights reserved, in all countries and languages of the world.</p></footer></body></html>`;
  const isLogin = async (page: string) =>
    (await derive(page, 'a.html')).warnings.some(({ message }) => LOGIN.test(message));

  it.each([
    ['with a sentence above its fields', `<p>Log in to continue reading</p>${form}`],
    [
      'that asks for an address first',
      '<p>Please sign in to read this article.</p><form action="/login"><input name="user"><button>Next</button></form>',
    ],
    ['with fields alone', `${form}<p><a href="/f">Forgot password?</a></p>`],
    [
      'in Chinese',
      '<p>请登录后继续阅读</p><input name="user" placeholder="用户名"><input type="password"><button>登录</button>',
    ],
    [
      'with what one agrees to',
      `${form}<p>By signing in, you agree to the terms of use and to the cookies of this site.</p>`,
    ],
    [
      'in a form around the whole page',
      `<form action="/default.aspx"><p>Log in to continue reading</p>${fields}</form>`,
    ],
  ])('is published whole with a warning: one %s', async (_kind, middle) => {
    expect(await isLogin(wall(middle))).toBe(true);
  });

  it('has the title of the page, and not the name of the site', async () => {
    const { title } = await publish(
      wall(`<p>Log in to continue reading</p>${form}<p><a href="/f">Help</a></p>`),
      'a.html',
    );
    expect(title).toBe('Morning at the Ferry - River News');
  });

  it('is rejected as such where nothing is left of it, and nothing says that it is published', async () => {
    const page = `<!DOCTYPE html><title>江边新闻</title><p>请登录后继续阅读</p><form><input type="password"><button>登录</button></form>`;
    const derivation = await derive(page, 'a.html');
    expect(derivation).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'the page seems to be a login form and not the article' },
    });
    expect(derivation.warnings.filter(({ message }) => message.includes('published'))).toEqual([]);
  });

  const sentence = '<p>渡口的木船在清晨靠岸，船工把一筐筐鲜藕搬上石阶。</p>';
  it.each([
    [
      'in the header',
      newsPage(`<div>${paragraphs(TEXTS)}</div>`).replace('<body>', `<body><header>${form}</header>`),
    ],
    [
      'in the sidebar',
      newsPage(`<div>${paragraphs(TEXTS)}</div>`).replace(
        '<div class="right">',
        `<div class="right"><p>登录后继续阅读</p>${form}`,
      ),
    ],
    ['beside a sentence', wall(`<h2>渡口的早晨</h2>${sentence}<div class="box"><p>请登录</p>${form}</div>`)],
    [
      'in the header above a picture',
      wall('<h2>The ferry</h2><img src="https://pics.example/boat.jpg">').replace(
        '<header>',
        `<header>${form}`,
      ),
    ],
    ['around all of it', wall(`<form action="/login.aspx">${fields}${paragraphs(english(2))}</form>`)],
    [
      'below the beginning, which is all there is',
      wall(`${paragraphs(english(1))}<p>Log in to continue reading</p>${form}`),
    ],
    [
      'and short steps about accounts',
      wall(
        `<h2>找回密码</h2>${paragraphs(['打开渡口的网站，点击右上角的登录。', '输入注册时用的账号，再点击忘记密码。', '把短信里的验证码填进去，等待页面跳转。', '设置新的密码，至少要有八个字符。', '用新的密码登录，登录后可以查看自己的船票。'])}<div class="box">${form}</div>`,
      ),
    ],
  ])('is not what an article is with a login form %s', async (_place, page) => {
    expect(await isLogin(page)).toBe(false);
  });
});
