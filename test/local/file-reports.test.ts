import { expect, it } from 'vitest';
import { FileReports } from '../../local/publish/file-reports.ts';
import { article, SmallSite } from '../simulation/small-site.ts';

it('tells of a story that came under two keys, also long after they were published', async () => {
  const site = new SmallSite();
  const copies = { 'a.md': article('Rain', 1, 'x'), 'b.md': article('Rain', 1, 'x') };
  const passes = await site.publish({ ...copies, 'c.md': article('Snow', 1) });
  const followed = new FileReports(site.buckets.state);
  await followed.list();
  await followed.update({ reports: passes, isFull: true });
  for (const reports of [followed, new FileReports(site.buckets.state)]) {
    const warned = (await reports.list()).flatMap((report) =>
      'warnings' in report && report.warnings.length > 0 ? [report] : [],
    );
    expect(warned.map(({ key }) => key).toSorted()).toEqual(['a.md', 'b.md']);
    for (const { warnings } of warned) expect(warnings).toHaveLength(1);
  }
});
