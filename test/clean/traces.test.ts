import { describe, expect, it } from 'vitest';
import { parseBody } from '../../lambda/clean/clean.ts';
import { readTraces } from '../../lambda/clean/sources/traces.ts';
import { cleanHtml } from './clean-html.ts';

const PAGE = 'https://lamp.example/notes/7';
const context = { key: 'a.md', id: 'k', title: '', categories: ['灯'], placeholderHosts: [] };

function link(anchor: string, page = PAGE): string {
  return `<p>灯塔亮了<a href="${page}#${anchor}">[${anchor}]</a>，渔船都看见了它。</p>`;
}

function note(anchor: string): string {
  return `<p><a id="${anchor}"></a>见港务局的日志，第 ${anchor.length} 页。</p>`;
}

async function cleanTraces(html: string): Promise<string> {
  return (await cleanHtml(html, context)).html;
}

describe('the page that an article was on is told by links to anchors within it', () => {
  it('which lead there again', async () => {
    const html = await cleanTraces(link('n1') + link('n22') + note('n1') + note('n22'));
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="#k-n1"', 'href="#k-n22"']);
    expect(html.match(/id="[^"]*"/g)).toEqual(['id="k-n1"', 'id="k-n22"']);
  });

  it('and relative addresses are completed by it', async () => {
    const html = await cleanTraces(
      `${link('n1')}${link('n22')}${note('n1')}${note('n22')}<p><a href="/harbour">港口</a></p>`,
    );
    expect(html).toContain('href="https://lamp.example/harbour"');
  });

  it.each([
    ['one anchor alone', link('n1') + note('n1')],
    ['the same anchor twice', link('n1') + link('n1') + note('n1')],
    ['anchors some of which are missing', link('n1') + link('n22') + link('n333') + note('n1') + note('n22')],
    [
      'anchors of different pages',
      link('n1') + link('n22', 'https://lamp.example/notes/8') + note('n1') + note('n22'),
    ],
    ['relative links', '<a href="#n1">1</a><a href="#n22">2</a>'],
  ])('not by %s', (_, html) => {
    expect(readTraces(parseBody(html).root, undefined).page).toBeUndefined();
  });

  it('unless the article names it', async () => {
    const named = { ...context, link: 'https://sea.example/1' };
    const { html } = await cleanHtml(link('n1') + link('n22') + note('n1') + note('n22'), named);
    expect(html).toContain(`href="${PAGE}#n1"`);
  });
});

it('reads the addresses of the first twenty pictures, each once, without reading them', () => {
  const pictures = Array.from({ length: 30 }, (_, n) => `<img src="https://lamp.example/${n >> 1}.png">`);
  const lazy = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-original="//lamp.example/z.png">';
  const { pictures: found } = readTraces(
    parseBody(`${lazy}<img src="a.png">${pictures.join('')}`).root,
    undefined,
  );
  expect(found).toHaveLength(16);
  expect(found[0]).toBe('https://lamp.example/z.png');
  const many = Array.from({ length: 30 }, (_, n) => `<img src="https://lamp.example/${n}.png">`).join('');
  expect(readTraces(parseBody(many).root, undefined).pictures).toHaveLength(20);
});
