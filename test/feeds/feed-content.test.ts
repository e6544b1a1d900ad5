import { describe, expect, test } from 'vitest';
import { feedContent } from '../../lambda/feeds/feed-content.ts';

const PAGE = 'https://feeds.example.org/articles/x.html';

describe('the content of an article in a feed', () => {
  test.each([
    [
      'leads from a footnote to our page of the article',
      '<p>a<a id="r1" href="#n1">1</a></p>',
      `<p>a<a id="r1" href="${PAGE}#n1">1</a></p>`,
    ],
    [
      'leaves other links alone',
      '<a href="https://a.example/#n1">x</a>',
      '<a href="https://a.example/#n1">x</a>',
    ],
    [
      'leaves text alone that looks like a link',
      '<code>&lt;a href="#n1"&gt; href="#n2"</code><a href="#n3">3</a>',
      `<code>&lt;a href="#n1"&gt; href="#n2"</code><a href="${PAGE}#n3">3</a>`,
    ],
    [
      'leaves attributes alone that look like tags',
      '<img src="https://a.example/a.png" alt="<video> </video> <a"><a href="#n1">1</a>',
      `<img src="https://a.example/a.png" alt="<video> </video> <a"><a href="${PAGE}#n1">1</a>`,
    ],
    [
      'gives a recording a link instead of controls',
      '<video src="https://v.example/%E8%AE%BF.mp4?a=1&amp;b=/x" controls="" preload="none"></video>',
      '<video src="https://v.example/%E8%AE%BF.mp4?a=1&amp;b=/x" preload="none"></video> <a href="https://v.example/%E8%AE%BF.mp4?a=1&amp;b=/x">▶ 访.mp4</a>',
    ],
    [
      'names a recording by its title',
      '<audio src="https://v.example/1.mp3" title="船 &amp; 歌" controls=""></audio>',
      '<audio src="https://v.example/1.mp3" title="船 &amp; 歌"></audio> <a href="https://v.example/1.mp3">▶ 船 &amp; 歌</a>',
    ],
    [
      'names a recording after what cannot be decoded, too',
      '<audio src="https://v.example/%E8&amp;.mp3" controls=""></audio>',
      '<audio src="https://v.example/%E8&amp;.mp3"></audio> <a href="https://v.example/%E8&amp;.mp3">▶ %E8&amp;.mp3</a>',
    ],
    [
      'lets no file name become HTML',
      '<audio src="https://v.example/%3Cb%3E.mp3" controls=""></audio>',
      '<audio src="https://v.example/%3Cb%3E.mp3"></audio> <a href="https://v.example/%3Cb%3E.mp3">▶ &lt;b&gt;.mp3</a>',
    ],
    ['never ends a CDATA section', '<p title="]]>">]]&gt;</p>', '<p title="]]&gt;">]]&gt;</p>'],
    ['holds no character that XML forbids', '<p>a\u0001\ufffe\ud800b\r\n😀</p>', '<p>ab\n😀</p>'],
  ])('%s', (_what, content, expected) => {
    expect(feedContent(content, PAGE)).toBe(expected);
  });
});
