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

it.each([
  ['in a text from right to left', '<p>قارب يعبر النهر عند الفجر</p><table>', 'left'],
  ['in a table from right to left', '<p>一条渡船</p><table dir="rtl">', 'left'],
  ['in a table from left to right', '<p>قارب يعبر النهر عند الفجر</p><table dir="ltr">', undefined],
  ['in a text from left to right', '<p>一条渡船</p><table>', undefined],
])('The left side of a cell is told %s only where text begins at the right', async (_, before, align) => {
  const { html } = await clean(`${before}<tr><td align="left">1</td><td>2</td></tr></table>`);
  expect(html).toContain(align === undefined ? '<tr><td>1</td>' : `<tr><td align="${align}">1</td>`);
});
