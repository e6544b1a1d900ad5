import { many, type Shape, type Shapes } from './shape.ts';

/** Elements and their attributes that cleaning looks at, in pairs. */
const ATTRIBUTES = `
  a href, a id, a name, a title, a rel, a target, a class, abbr title, article class, audio src, base href, bdo dir,
  blockquote cite, code class, col span, details open, div align, div class, div hidden, div id, div role, div style,
  embed src, figure data-type, font color, font cms-style, font size, h2 id, html lang, iframe src, iframe srcdoc,
  iframe title, img alt, img class, img data-actualsrc, img data-original, img data-src, img height, img longdesc,
  img onerror, img sizes, img src, img srcset, img style, img title, img usemap, img width, input value, li value,
  link href, math alttext, meta content, object data, ol start, ol type, option label, p data-x, p dir, p lang,
  p onclick, p style, param value, picture class, pre class, pre lang, q cite, script type, section data-tools,
  source media, source src, source srcset, span class, span data-formula, span id, span style, svg viewBox,
  table border, table summary, td colspan, td rowspan, td style, textarea placeholder, th scope, time datetime,
  track src, ul type, video poster, video src, video style
`
  .trim()
  .split(/,\s+/)
  .map((pair) => pair.split(' '));

/** What a value is made of: what scanners of styles, addresses, sets of pictures and words look for, never complete. */
const FILLINGS = {
  letters: 'a',
  'white space': ' \t',
  'ideographic spaces': '　',
  digits: '1',
  slashes: '/',
  'levels up': '../',
  'question marks and hashes': '?#',
  commas: ',',
  'pictures of a set': 'a 1x, ',
  semicolons: ';',
  colons: ':',
  'declarations of a style': 'text-decoration:x ',
  'sizes in a style': 'width:1px ',
  functions: 'url(',
  quotes: "'",
  escapes: '\\',
  percentages: '%E4%B8',
  'character references': '&amp;',
  'broken character references': '&#',
  'elements as text': '&lt;b&gt;',
  'words of furniture': 'share-ad-related ',
  hyphens: '-',
  'a data address': 'data:image/png;base64,iVBO',
  schemes: 'https://a.example/',
  'schemes of scripts': 'java\tscript:',
  'other scripts': '文字',
  'pairs of surrogates': '😀',
  'combining marks': 'e\u0301',
  formulas: '\\frac{',
} as const;

/** Every attribute with a long value of one filling, each on an element of its own. */
function everyAttribute(filling: string): Shape {
  return (bytes) => {
    const length = bytes / ATTRIBUTES.length;
    const value = filling.repeat(Math.ceil(length / Buffer.byteLength(filling)));
    return ATTRIBUTES.map(([element, name]) => `<${element} ${name}="${value}">词</${element}>\n`).join('');
  };
}

/** One attribute with a value as long as the file. */
const long = (tag: string, name: string, filling: string, after = ''): Shape =>
  many(filling, `<${tag} ${name}="`, `${after}">词</${tag}>`);

export const ATTRIBUTE_SHAPES: Shapes = {
  ...Object.fromEntries(
    Object.entries(FILLINGS).map(([name, filling]) => [
      `every attribute full of ${name}`,
      everyAttribute(filling),
    ]),
  ),
  'a style of one declaration': long('p', 'style', 'text-decoration:', ' line-through'),
  'a style of many declarations': long('p', 'style', 'text-decoration: none; '),
  'a style of white space': long('p', 'style', ' '),
  'a style of comments': long('p', 'style', '/* '),
  'a style of nested functions': long('p', 'style', 'calc('),
  'a style of sizes': long('img src="https://a.example/a.png"', 'style', 'width: 1'),
  'styles of many elements': many('<p style="color:red;text-decoration:underline;width:1px">词</p>'),
  'a set of pictures': many((i) => `https://a.example/${i}.png ${i}w, `, '<img srcset="', '">'),
  'a set of pictures without separators': long('img', 'srcset', 'a'),
  'a set of pictures of commas and spaces': long('img', 'srcset', ' ,'),
  'a set of a data address': long('img', 'srcset', 'data:,'),
  'a long address of a link': long('a', 'href', 'a', '?x'),
  'a long address of a picture': long('img', 'src', 'https://a.example/'),
  'an address of parameters': many((i) => `utm_source=${i}&amp;`, '<a href="https://a.example/?', '">词</a>'),
  'an address of levels up': long('a', 'href', '../', 'x'),
  'an address of escapes': long('a', 'href', '%25'),
  'an address of white space': long('a', 'href', '\n \t'),
  'an inline picture': long('img', 'src', 'iVBO'),
  'an inline picture with its scheme': many('iVBO', '<img src="data:image/png;base64,', '">'),
  'a long list of classes': many((i) => `c${i} `, '<p class="', '">词</p>'),
  'a long class of code': long('code', 'class', 'language-'),
  'classes of one element': many('<p class="a b c d e f g h">词</p>'),
  'a long id': long('p', 'id', 'a'),
  'a long language': long('p', 'lang', 'zh-'),
  'a long date': long('time', 'datetime', '2021-'),
  'a long description of a picture': long('img src="https://a.example/a.png"', 'alt', '图'),
  'a long title of an abbreviation': long('abbr', 'title', '长'),
  'many attributes': many((i) => `a${i}="&gt;" `, '<p ', '>词</p>'),
  'many attributes without a value': many((i) => `a${i} `, '<p ', '>词</p>'),
  'equal signs': many('=', '<p ', '>词</p>'),
  'a name of an attribute': many('a', '<p ', '="x">词</p>'),
  'a name of an element': many('a', '<', '>词'),
  'attributes with line breaks': many('\n', '<p a', '=b>词</p>'),
  'handlers of events': many((i) => `<p onclick="f(${i})">词</p>`),
};
