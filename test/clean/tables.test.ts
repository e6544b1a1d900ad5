import { expect, it } from 'vitest';
import { clean } from './within-article.ts';

it('A cell keeps the side that its text is on', async () => {
  const { html } = await clean(
    '<table><tr align="RIGHT"><th>甲</th><td style="text-align: center !important">乙</td></tr><tr><td align="left">丙</td><td align="justify">丁</td></tr></table>',
  );
  expect(html).toContain(
    '<tr><th align="right">甲</th><td align="center">乙</td></tr><tr><td>丙</td><td>丁</td></tr>',
  );
});
