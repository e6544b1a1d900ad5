import { beforeAll, describe, expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import type { FileReport } from '../../local/publish/file-reports.ts';
import { renderReportPage } from '../../local/serve/report-page.ts';
import {
  describeChange,
  describeFailures,
  type RejectedReport,
  summarise,
} from '../../local/terminal/report.ts';
import { padColumns, showText } from '../../local/terminal/terminal.ts';

const published: KeyReport = { key: 'a.md', id: '1', status: 'published', title: '甲', warnings: [] };
const rejected: RejectedReport = {
  key: '坏.md',
  id: '2',
  status: 'rejected',
  rejection: { reason: 'the front matter never ends', advice: 'Close it.', line: 3 },
  warnings: [],
};
const standing = { published: 9999, skipped: 0, held: 0, rejected: [rejected] };

beforeAll(() => {
  process.env.NO_COLOR = '1';
});

describe('the summary of a pass', () => {
  it('counts what was done now and what stands in all', () => {
    const table = summarise({ reports: [published, { key: 'b', id: '3', status: 'deleted' }] }, standing);
    expect(table.split('\n').slice(0, 5)).toEqual([
      '             now  in all',
      '  Published    1   9,999',
      '  Rejected     0       1',
      '  Skipped      0       0',
      '  Withdrawn    1',
    ]);
  });

  it('names every rejected file with its line, the reason and what to do, also those of earlier passes', () => {
    expect(summarise({ reports: [] }, standing)).toContain(
      'Rejected: 1\n  坏.md:3  The front matter never ends. Close it.',
    );
  });

  it('names some warnings when there are many, and all on request', () => {
    const warnings = Array.from({ length: 30 }, (_, i) => ({ message: `no ${i}` }));
    const pass = { reports: [{ ...published, warnings }] };
    const short = summarise(pass, { ...standing, rejected: [] });
    expect(short).toContain('Warnings: 30\n  a.md  no 0\n');
    expect(short).toMatch(/no 19\n {2}… and 10 more: --verbose shows all$/);
    expect(summarise(pass, standing, { verbose: true })).toContain('no 29');
  });

  it('tells the same failure once, whatever the number of files', () => {
    const error = new Error('ENOSPC: no space left on device, write');
    const failed = ['a.md', 'b.md', 'c.md'].map(
      (key) => ({ key, id: key, status: 'failed', error }) as const,
    );
    expect(describeFailures({ reports: failed })).toBe(
      'Not done: a.md and 2 others: ENOSPC: no space left on device, write',
    );
  });
});

describe('a line on the terminal', () => {
  it('cannot be forged or coloured by what an uploader writes', () => {
    const key = 'a\u001b[2K\n12:00 published \u202emd.b';
    const line = describeChange({ ...published, key }, (id) => id);
    expect(line).toContain('a\\u{1b}[2K\\u{a}12:00 published \\u{202e}md.b');
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(showText('一般的 text，｜々🙂')).toBe('一般的 text，｜々🙂');
  });

  it('is aligned by columns, of which a Chinese character takes two', () => {
    expect(padColumns('新闻', 6)).toBe('新闻  ');
    expect(padColumns('12', 5, 'left')).toBe('   12');
  });
});

describe('the report page', () => {
  const site = parseSite({ title: '站 & 点' });
  const render = (files: readonly FileReport[], page = 1): string =>
    renderReportPage({ folder: '/文章', files, page }, site);
  const article = (i: number): FileReport => ({
    key: `${i}.md`,
    id: `id${i}`,
    status: 'published',
    title: `第${i}篇`,
    published: new Date(i * 1000).toISOString(),
    categories: ['C/C++'],
    warnings: [],
  });

  it('links each published file to its page and feeds, and says why others are not published', () => {
    const page = render([
      article(1),
      {
        key: '坏.md',
        id: 'x',
        status: 'rejected',
        rejection: rejected.rejection,
        warnings: [{ message: 'odd', line: 2 }],
      },
      { key: '稿.md', id: 'y', status: 'skipped', reason: 'it is a draft' },
      { key: '难.md', id: 'z', status: 'failed', message: 'it cannot be read' },
    ]);
    expect(page).toContain('<a href="articles/id1.html">第1篇</a>');
    expect(page).toContain('href="feeds/C~2FC~2B~2B/rss.xml"'.replaceAll('~2B', '%2B'));
    expect(page).toContain(
      '1 file published, 1 file rejected, 1 file skipped, 1 file failed in <bdi>/文章</bdi>',
    );
    expect(page).toMatch(/坏\.md<\/bdi><\/p><p><b>Line 3:<\/b> The front matter never ends\. Close it\./);
    expect(page).toContain('<p><b>Line 2:</b> Odd.</p>');
    expect(page).toContain('It is a draft.');
    expect(page).toContain('It cannot be read. It is tried again.');
  });

  it("dates files on the clock of the site's time zone, as their pages do", () => {
    const file = article(Date.parse('2025-09-07T18:08:00Z') / 1000);
    expect(render([file])).toContain('<time datetime="2025-09-07T18:08:00.000Z">2025-09-08</time>');
  });

  it('shows the newest files first, some on each page', () => {
    const files = Array.from({ length: 450 }, (_, i) => article(i));
    const first = render(files);
    expect(first).toContain('Published (450)');
    expect(first.indexOf('第449篇')).toBeLessThan(first.indexOf('第448篇'));
    expect(first).not.toContain('第249篇');
    expect(first).toContain('<a href="?page=2">Older</a>');
    const last = render(files, 3);
    expect(last).toContain('第0篇');
    expect(last).not.toContain('Older');
    expect(render(files, Number.NaN)).toContain('第449篇');
  });

  it('escapes what an uploader writes', () => {
    const page = render([
      { ...article(1), key: '<script>.md', id: 'x' },
      { ...article(2), status: 'failed', message: '<b>' },
    ]);
    expect(page).toContain('&lt;script&gt;.md');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<script');
  });
});
