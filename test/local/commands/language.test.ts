import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { BAD, GOOD, run, setUp } from '../../support/commands.ts';
import { englishIn } from '../../support/english.ts';
import { writeFiles } from '../../support/folders.ts';

const WARNED = '---\ntitle: 警告\nauthor: a@example.org\ndate: 明天\n---\n正文。<img src="缺.png">\n';

describe('every command', () => {
  it('speaks the language of the site, from its help to its errors', async () => {
    vi.stubEnv('REPUBLISHER_LANGUAGE', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { articles, out } = setUp({ '好.md': GOOD, '坏.md': BAD, '警告.md': WARNED });
    writeFiles(join(articles, '..'), { 'republisher.yaml': 'language: zh-CN\n' });
    const speak = async (command: string, ...args: readonly string[]) => {
      const { out: told, err } = await run(command, ...args);
      const text = `${told}${err}`.replaceAll(join(articles, '..'), '');
      // What stands in brackets after a command are names.
      expect(englishIn(text.replace(/\[\w+\]|<[\w.=]+>/g, '')), text).toEqual([]);
      return text;
    };
    const file = join(articles, '警告.md');
    const told = await Promise.all([
      speak('republish', articles, '--out', out, '--verbose'),
      speak('clean', file, '--explain'),
      speak('clean', join(articles, '坏.md')),
      speak('clean', join(articles, '无.md')),
      speak('learn', articles),
      speak('mark', file),
      speak('init', join(articles, '../新')),
      speak('republish', articles),
      ...['republish', 'learn', 'mark', 'clean', 'status'].map((name) => speak(name, articles, '--help')),
    ]);
    expect(told[0]).toMatch(/已拒绝：1\n {2}坏\.md:\d+ {2}front matter 没有结束。请用/);
    expect(told[0]).toMatch(/已发布 +2 +2\n/);
    rmSync(join(out, 'public/rss.xml'));
    expect(await speak('doctor', out)).toContain('缺失或过时的文档：1');
  });

  it.each([
    ['doctor', '--language', 'zh-TW', '--help'],
    ['status', '--help', '--language=zh-TW'],
    ['init', '--help', '--language', 'zh-TW'],
    ['--language', 'zh-TW', 'doctor', '--help'],
    ['--language=zh-TW', 'help'],
    ['--help', '--language', 'zh-TW'],
    ['republish', '-c', 'site.language=en', '--language', 'zh-TW', '--help'],
  ])('takes the language as an option: %s %s %s', async (first, ...args) => {
    vi.stubEnv('REPUBLISHER_LANGUAGE', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { code, out, err } = await run(first, ...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('語言，如 zh-CN 或 en');
  });
});
