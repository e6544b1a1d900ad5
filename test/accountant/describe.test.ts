import { describe, expect, it } from 'vitest';
import { describeBalance } from '../../local/accountant/describe.ts';
import { audit } from './inputs.ts';

const UPLOAD =
  '---\ntitle: 湖边灯会\ncategories: [湖报]\n---\n<p>灯会昨晚开幕，来了三千人。</p>\n<!-- 草稿 -->\n';

describe('the balance of an article on a terminal', () => {
  it('has a row for each kind that the file has some of', async () => {
    const { balance } = await audit({ key: 'a.md', text: UPLOAD });
    const lines = balance === undefined ? [] : describeBalance(balance).split('\n');
    expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['in the file', 'published', 'removed', 'warned of', 'unexplained'],
      ['characters', '19', '19', '0', '0', '0'],
    ]);
  });

  it('names what is unexplained, with its line', async () => {
    const { balance } = await audit({ key: 'a.md', text: UPLOAD });
    const lost = { kind: 'links', amount: 1, excerpt: '词 → https://a.example/\u001b', line: 5 } as const;
    expect(balance && describeBalance({ ...balance, losses: [lost] })).toMatch(
      /\nUnexplained: 1 of the links, line 5: 词 → https:\/\/a\.example\/\\u\{1b\}$/,
    );
  });
});
