import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CleanedBody } from '../../lambda/clean/clean.ts';
import { hasRealUploads, nameWith, REAL_ARTICLES } from '../support/needs.ts';
import { cleanHtml } from './clean-html.ts';

function clean(path: string, title: string, categories: readonly string[]): Promise<CleanedBody> {
  const upload = readFileSync(new URL(path, REAL_ARTICLES), 'utf8').trimStart();
  const body = upload.slice(upload.indexOf('\n---', 4) + 4);
  return cleanHtml(body, { key: path, id: 'k7', title, categories, placeholderHosts: ['picsum.photos'] });
}

describe.skipIf(!hasRealUploads)(nameWith('real uploads', hasRealUploads, 'uploads'), () => {
  const title = '北京推进国际交往中心功能建设首个五年规划出台';
  const path = `金融/新浪财经/${title}.md`;

  it('the seed keeps its paragraphs in order and loses everything else', async () => {
    const cleaned = await clean(path, title, ['金融', '新浪财经', '新浪财经－国內']);
    const source = readFileSync(new URL(path, REAL_ARTICLES), 'utf8');
    const upload = source.replace(/<!--[\s\S]*?-->/g, '');
    const headings = [...source.matchAll(/strong-Bold">([^<]*)</g)].map(([, text]) => text);
    expect(headings).toHaveLength(5);
    const paragraphs = [...upload.matchAll(/<p>(.*?)<\/p>/g)].map(([, text = '']) =>
      text.replace(/<[^>]*>|　/g, ''),
    );
    expect(cleaned.text.split('\n')).toEqual(paragraphs);
    expect(cleaned.html).toBe(
      paragraphs.map((text) => (headings.includes(text) ? `<h2>${text}</h2>` : `<p>${text}</p>`)).join('\n'),
    );
    expect(cleaned.editor).toBe('王珊珊');
    expect(cleaned.removedImages).toEqual(['https://n.sinaimg.cn/finance/cece9e13/20200514/343233024.png']);
  });

  it('the seed comes out the same when nothing tells its source', async () => {
    const [unknown, known] = [await clean(path, title, []), await clean(path, title, ['新浪财经'])];
    expect(unknown.html).toBe(known.html);
  });

  it('the video article has its poster, its title and its bold words', async () => {
    const name = '视频_一起来体验：数字人民币咋花？';
    const { html, editor, images } = await clean(`金融/新浪财经/${name}.md`, name, ['新浪财经']);
    expect(html).toMatch(
      /^<figure><a href="http:\/\/video\.sina\.com\.cn\/view\/383188093\.html"><img src="http/,
    );
    expect(html.match(/<strong>/g)).toHaveLength(3);
    expect(html).not.toMatch(/加载中|向前|向后|play|APP/);
    expect(images).toHaveLength(1);
    expect(editor).toBe('刘万里');
  });

  it('the picture of an aggregator has its own address and size', async () => {
    const name = '微软封杀漏洞后，网友又挖出了 Win11 家庭版新的离线激活方法';
    const { html, images } = await clean(`新媒体/${name}.md`, name, ['ZAKER']);
    expect(images).toEqual(['http://zkres1.myzaker.com/202109/613e1bf8b15ec03cce542222_1024.jpg']);
    expect(html).toContain('width="1077" height="821"');
    expect(html.match(/<p>/g)).toHaveLength(7);
  });
});
