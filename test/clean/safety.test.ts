import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { ALLOWED } from '../../lambda/clean/allow-list.ts';
import { type CleanContext, cleanBody } from '../../lambda/clean/clean.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: ['新浪财经', '掘金', 'cnBeta', 'Dockone'],
  link: 'https://site.example/post/1.html',
  placeholderHosts: [],
};

/** One of each family: event handlers, schemes, foreign content, raw text, comments, tables, clobbering, references. */
const VECTORS: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://a.example/1.jpg" onload="alert(1)" style="background:url(javascript:alert(1))">',
  '<svg onload=alert(1)><circle r=1></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>',
  '<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x"></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>',
  '<svg><desc><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title="</style><img src onerror=alert(1)>">',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
  '<math alttext="&lt;img src=x onerror=alert(1)&gt;"><mi>x</mi></math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><a title="</title><img src=x onerror=alert(1)>">',
  '<xmp><img title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<iframe src="javascript:alert(1)"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object><embed src="data:text/html,<script>alert(1)</script>">',
  '<object data="https://www.youtube.com/embed/abcdefghijk&quot;onload=&quot;alert(1)"></object>',
  '<template><script>alert(1)</script></template>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--!><img src=x onerror=alert(1)> --!><img src=x onerror=alert(2)>',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#1; java&#9;script&#10;:alert(1)">x</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
  '<a href="&#x6A;&#x61;vascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a><a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="https://link.zhihu.com/?target=javascript%3Aalert(1)">x</a>',
  '<a href="https://link.zhihu.com/?target=https%3A%2F%2Fa.example%2F%22onclick%3D%22alert(1)">x</a>',
  '<a href="//a.example/&quot; onclick=&quot;alert(1)">x</a>',
  '<a href="blob:https://a.example/1">x</a><a href="filesystem:https://a.example/1">x</a><a href="file:///etc/passwd">x</a>',
  '<a href="#&quot; onclick=&quot;alert(1)">x</a><p id=\'" onclick="alert(1)\'>y</p>',
  '<img data-src="javascript:alert(1)"><img srcset="javascript:alert(1) 2x"><img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="data:image/png;base64,AAAA&quot; onerror=&quot;alert(1)">',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<video poster="javascript:alert(1)" src="javascript:alert(1)" onerror=alert(1)><source src=x onerror=alert(1)></video>',
  '<audio src="https://a.example/a.mp3" onloadstart=alert(1)>',
  '<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary>y</details>',
  '<body onload=alert(1)><html onclick=alert(1)><frameset onload=alert(1)>',
  '<base href="https://evil.example/"><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=submit><button formaction="javascript:alert(1)">x</button></form>',
  '<isindex type=image src=1 onerror=alert(1)><keygen autofocus onfocus=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee><blink onclick=alert(1)>x</blink>',
  '<table background="javascript:alert(1)"><td background="javascript:alert(1)" onclick=alert(1)>x<td>y</table>',
  '<table><svg><style><img src=x onerror=alert(1)></table>',
  '<select><style></select><img src=x onerror=alert(1)></style>',
  '<style>@import "javascript:alert(1)";</style><p style="width:expression(alert(1))">x</p>',
  '<p id=__proto__ class=constructor name=toString>x</p><a href="#__proto__">x</a>',
  '<img name=getElementById><form id=cookie><input name=attributes></form>',
  '<constructor>x</constructor><__proto__ onclick=alert(1)>x</__proto__><tostring>y</tostring>',
  '<code class="language-x onclick=alert(1)">x</code><pre><code class=\'language-"><img src=x onerror=alert(1)>\'>x</code></pre>',
  '<p>&lt;img src=x onerror=alert(1)&gt; &amp;lt;script&amp;gt;</p>',
  '<ol start="1 onclick=alert(1)" type="javascript:1"><li value="&quot;x">x</ol>',
  '<time datetime="&quot; onclick=&quot;alert(1)">x</time><abbr title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">y</abbr>',
  '<!--mce-plugin-videoList2[&#123;"videos":[&#123;"title":"<img src=x onerror=alert(1)>","img":"javascript:alert(1)","vmsURL":"javascript:alert(1)"&#125;]&#125;]mce-plugin-videoList2-->',
  '<!--mce-plugin-videoList2[&#123;"videos":[&#123;"title":"<img src=x onerror=alert(1)>","img":"https://a.example/\\" onerror=\\"alert(1)","vmsURL":"https://a.example/"&#125;]&#125;]mce-plugin-videoList2-->',
  `${'<b>'.repeat(300)}<table><svg><style>${'</b>'.repeat(300)}<img src=x onerror=alert(1)>`,
];

describe('the allow-list', () => {
  it.each(VECTORS)('leaves nothing that runs of %s', (vector) => {
    for (const html of [
      vector,
      `<p>前${vector}后</p>`,
      `<table><tr><td>${vector}</td><td>x</td></tr></table>`,
    ]) {
      const clean = cleanBody(html, context).html;
      expect(findForbidden(clean)).toEqual([]);
      // Read once more as a browser with scripts on does, where other elements hold raw text.
      expect(findForbidden(clean.replaceAll('<p>', '<noscript></noscript><p>'), ['noscript'])).toEqual([]);
    }
  });

  it('lets no element, attribute or scheme through that runs something', () => {
    const names = Object.keys(ALLOWED);
    for (const name of [
      'script',
      'style',
      'template',
      'noscript',
      'iframe',
      'object',
      'embed',
      'form',
      'svg',
      'math',
    ]) {
      expect(names).not.toContain(name);
    }
    for (const attributes of Object.values(ALLOWED)) {
      for (const attribute of attributes)
        expect(attribute).not.toMatch(/^(?:on|style$|srcdoc$|action$|formaction$)/);
    }
  });

  it('keeps a small raster picture that stands in the document, and no large one', () => {
    const small = `data:image/png;base64,${'iVBO'.repeat(200)}`;
    const large = `data:image/png;base64,${'iVBO'.repeat(20_000)}`;
    expect(cleanBody(`<p><img src="${small}"></p>`, context).html).toContain(small);
    expect(cleanBody(`<p>x<img src="${large}"></p>`, context).html).toBe('<p>x</p>');
  });
});

interface Node {
  readonly nodeName: string;
  readonly tagName?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

function findForbidden(html: string, expected: readonly string[] = []): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    const { tagName, attrs = [] } = node;
    if (tagName !== undefined && !Object.hasOwn(ALLOWED, tagName) && !expected.includes(tagName))
      found.push(tagName);
    if (node.nodeName === '#comment') found.push('comment');
    for (const { name, value } of attrs) {
      if (tagName !== undefined && Object.hasOwn(ALLOWED, tagName) && !ALLOWED[tagName]?.includes(name))
        found.push(name);
      if (
        /^(?:href|src|poster)$/.test(name) &&
        !/^(?:https?:\/\/|mailto:|tel:|#|data:image\/(?:png|jpeg|gif|webp);base64,)/.test(value)
      ) {
        found.push(`${name}=${value}`);
      }
    }
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parseFragment(html));
  return found;
}
