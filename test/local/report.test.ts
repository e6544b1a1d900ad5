import { statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RepairReport } from '../../lambda/maintenance/repair.ts';
import { parseSite } from '../../lambda/model/site.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { StoreError } from '../../lambda/store/store.ts';
import { DerivationError } from '../../lambda/worker/derive-pool.ts';
import { reasonOf } from '../../local/publish/failure.ts';
import type { FileReport } from '../../local/publish/file-reports.ts';
import type { Pass } from '../../local/publish/publisher.ts';
import type { RejectedReport, Totals } from '../../local/publish/totals.ts';
import { renderReportPage } from '../../local/serve/report-page.ts';
import { describeFailures } from '../../local/terminal/failures.ts';
import { describeChange } from '../../local/terminal/file-text.ts';
import { summarise } from '../../local/terminal/summary.ts';
import { padColumns, showText } from '../../local/terminal/terminal.ts';
import { englishIn } from '../support/english.ts';

const SITE = parseSite({ timeZone: 'Asia/Shanghai' });

const published: KeyReport = { key: 'a.md', id: '1', status: 'published', title: '甲', warnings: [] };
const rejected: RejectedReport = {
  key: '坏.md',
  id: '2',
  status: 'rejected',
  rejection: { reason: 'the front matter never ends', advice: 'Close it.', line: 3 },
  warnings: [],
};
const totals: Totals = { published: 9999, skipped: 0, held: 0, rejected: [rejected] };

function pass(reports: readonly KeyReport[]): Pass {
  return { reports, unfinished: [], isFull: true };
}

function repairOf(documents: readonly string[]): RepairReport {
  return {
    findings: { record: [], entries: [], page: [] },
    gone: [],
    unreadable: [],
    garbage: [],
    orphans: [],
    documents,
    unknown: [],
    rebuilt: false,
    reports: [],
    failed: [],
  };
}

function failures(error: Error, ...keys: readonly string[]): Pass {
  return pass(keys.map((key) => ({ key, id: key, status: 'failed', error })));
}

beforeAll(() => {
  process.env.NO_COLOR = '1';
});

describe('the summary of a pass', () => {
  it('counts what was done now and what stands in all', () => {
    const table = summarise(pass([published, { key: 'b', id: '3', status: 'deleted' }]), totals, SITE);
    expect(table.split('\n').slice(0, 5)).toEqual([
      '               this run  in all',
      '  Published           1   9,999',
      '  Rejected            0       1',
      '  Other files         0       0',
      '  Withdrawn           1',
    ]);
  });

  it('names every rejected file with its line, the reason and what to do, also those of earlier passes', () => {
    expect(summarise(pass([]), totals, SITE)).toContain(
      'Rejected: 1\n  坏.md:3  The front matter never ends. Close it.',
    );
  });

  it('names some warnings when there are many, and all on request', () => {
    const warnings = Array.from({ length: 30 }, (_, i) => ({ message: `no ${i}` }));
    const warned = pass([{ ...published, warnings }]);
    const short = summarise(warned, { ...totals, rejected: [] }, SITE);
    expect(short).toContain('Warnings: 30\n  a.md  no 0\n');
    expect(short).toMatch(/no 19\n {2}… and 10 more \(--verbose lists all\)$/);
    expect(summarise(warned, totals, SITE, { verbose: true })).toContain('no 29');
    expect(summarise(warned, totals, SITE, { hasReport: true })).toContain('10 more (the report lists all)');
  });

  it('names the first repairs, and an option that lists all only where the command has it', () => {
    const documents = Array.from({ length: 6 }, (_, i) => `articles/${i}.html`);
    const repaired: Pass = { ...pass([]), repair: repairOf(documents) };
    expect(summarise(repaired, totals, SITE)).toContain(
      'articles/4.html\n  … and 1 more (--verbose lists all)\n',
    );
    expect(summarise(repaired, totals, SITE, { hasReport: true })).toContain(
      'articles/4.html\n  … and 1 more\n',
    );
  });

  it('names the files that are held, and until when on the clock of the site', () => {
    const until = '2029-12-31T16:30:00Z';
    const held: KeyReport = { key: 'b.md', id: '3', status: 'held', title: '乙', until, warnings: [] };
    expect(summarise(pass([held]), { ...totals, held: 1 }, SITE)).toContain(
      'Held: 1\n  b.md  until 2030-01-01 00:30',
    );
  });

  it('counts what failed for good apart from what is tried again', () => {
    const failed = pass([
      ...failures(new Error('it cannot be read'), 'a.md', 'b.md').reports,
      ...failures(new DerivationError('cleaning it took longer than 30 s'), 'c.md').reports,
    ]);
    expect(summarise(failed, totals, SITE)).toMatch(/Set aside +1\n {2}Not done +2\n/);
  });
});

describe('what failed', () => {
  it('is told once for each reason, in words and without paths, whatever the number of files', () => {
    const { error } = (() => {
      try {
        return { error: statSync('/nowhere/secret') };
      } catch (error) {
        return { error: new StoreError('put', 'articles/x.html', { cause: error }) };
      }
    })();
    if (!(error instanceof StoreError)) throw new Error('there is such a file');
    const all = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md', 'f.md', 'g.md'];
    expect(describeFailures(failures(error, ...all))).toEqual({
      failed: ['Not done: a.md, b.md, c.md, d.md, e.md and 2 others: there is no such file or folder'],
      setAside: [],
    });
    expect(describeFailures(failures(error, 'a.md', 'b.md')).failed).toEqual([
      'Not done: a.md and b.md: there is no such file or folder',
    ]);
  });

  it.each([
    ['ENOSPC', 'no space left on device', 'the disk is full'],
    ['ETXTBSY', 'text file is busy', 'text file is busy'],
  ])('%s is understood', (code, words, reason) => {
    const cause = Object.assign(new Error(`${code}: ${words}, open '/a, open x'`), { code, syscall: 'open' });
    expect(reasonOf(new StoreError('put', 'x', { cause }))).toBe(reason);
  });

  it('is told apart when it is not tried again', () => {
    expect(
      describeFailures(failures(new DerivationError('cleaning it took longer than 30 s'), '坏.md')),
    ).toEqual({
      failed: [],
      setAside: ['Set aside: 坏.md: cleaning it took longer than 30 s'],
    });
  });

  it('is cut short when there are very many reasons', () => {
    const many = pass(
      Array.from({ length: 30 }, (_, i) => failures(new Error(`reason ${i}`), `${i}`)).flatMap(
        ({ reports }) => reports,
      ),
    );
    const { failed } = describeFailures(many);
    expect([failed.length, failed.at(-1)]).toEqual([21, '… and for 10 other reasons']);
  });
});

describe('a line on the terminal', () => {
  it('cannot be forged or coloured by what an uploader writes', () => {
    const key = 'a\u001b[2K\n12:00 published \u202emd.b';
    const line = describeChange({ ...published, key }, SITE, (id) => id);
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
  const site = parseSite({ title: '站 & 点', language: 'en' });
  const render = (files: readonly FileReport[], page = 1, of = site): string =>
    renderReportPage({ folder: '文章', files, page }, of);
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
      { key: '难.md', id: 'z', status: 'failed', reason: 'it cannot be read' },
      { key: '慢.md', id: 's', status: 'set aside', reason: 'cleaning it took longer than 30 s' },
    ]);
    expect(page).toContain('<a href="articles/id1.html">第1篇</a>');
    expect(page).toContain('href="feeds/C~2FC~2B~2B/rss.xml"'.replaceAll('~2B', '%2B'));
    expect(page).toContain(
      '1 file published, 1 file rejected, 1 file skipped, 1 file set aside, 1 file failed in <bdi>文章</bdi>',
    );
    expect(page).toMatch(/坏\.md<\/bdi><\/p><p><b>Line 3:<\/b> The front matter never ends\. Close it\./);
    expect(page).toContain('<p><b>Line 2:</b> Odd.</p>');
    expect(page).toContain('It is a draft.');
    expect(page).toContain('It cannot be read. It will be tried again.');
    expect(page).toContain('longer than 30 s. It will be tried again when the file or the program changes.');
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

  it('shows the name of a file as the terminal does where it has characters that nobody sees', () => {
    expect(render([{ ...article(1), key: 'a\u202edm.exe' }])).toContain('a\\u{202e}dm.exe');
  });

  it('escapes what an uploader writes', () => {
    const page = render([
      { ...article(1), key: '<script>.md', id: 'x' },
      { ...article(2), status: 'failed', reason: '<b>' },
    ]);
    expect(page).toContain('&lt;script&gt;.md');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<script');
  });

  it.each([
    ['zh-CN', 'Hans', '第 3 行：</b>front matter 没有结束。请用单独一行“---”结束 front matter。'],
    ['zh-TW', 'Hant', '第 3 行：</b>front matter 沒有結束。請用單獨一行「---」結束 front matter。'],
  ])('speaks the language of the site: %s', (language, _script, told) => {
    const warnings = [{ message: '"甲" names no author', line: 2 }];
    const rejection = { ...rejected.rejection, advice: 'Close it with a line "---".' };
    const page = render(
      [
        ...Array.from({ length: 250 }, (_, i) => article(i)),
        { ...article(300), warnings } as FileReport,
        { key: '坏.md', id: 'x', status: 'rejected', rejection, warnings },
        { key: '稿.md', id: 'y', status: 'skipped', reason: 'it is a draft' },
        { key: '难.md', id: 'z', status: 'failed', reason: 'permission denied' },
        { key: '慢.md', id: 's', status: 'set aside', reason: 'cleaning it took longer than 30 s' },
      ],
      1,
      parseSite({ title: '站', language }),
    );
    expect(page).toContain(told);
    expect(page).toContain(`<html lang="${language}">`);
    const text = page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' \u00b7 ');
    expect(englishIn(text)).toEqual([]);
  });
});
