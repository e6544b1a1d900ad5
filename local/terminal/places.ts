import { listingPath, OPML_PATH, publicUrl } from '../../lambda/model/paths.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { words } from '../../lib/words/spoken.ts';
import type { SiteFolder } from '../publish/site-folder.ts';
import { countEntries } from '../publish/totals.ts';
import { padColumns, paint, showText, widest } from './terminal.ts';

/** Where to look for what, for somebody who has never seen the program. `reportUrl` is the address of the report. */
export async function describePlaces(
  { articles, output, site }: SiteFolder,
  address: string,
  reportUrl: string,
): Promise<string> {
  const local = { baseUrl: address };
  const example = await exampleCategory(output.state);
  const { places } = words.site;
  const rows: readonly (readonly [string, string, string])[] = [
    [places.home, `${address}/`, ''],
    [places.all, publicUrl(local, OPML_PATH), places.allNote],
    ...(example === undefined
      ? []
      : [
          [
            places.one,
            publicUrl(local, listingPath({ kind: 'category', name: example }, 'rss.xml')),
            places.oneNote(showText(example)),
          ] as const,
        ]),
    [places.report, reportUrl, places.reportNote],
    [places.files, showText(output.publicFolder), ''],
  ];
  const width = widest(rows.map(([, place]) => place));
  const lines = rows.map(([name, place, note]) =>
    `  ${padColumns(name, widest(rows.map(([each]) => each)))}  ${paint('cyan', padColumns(place, width))}  ${paint('dim', note)}`.trimEnd(),
  );
  const published = site.baseUrl === address ? [] : ['', words.site.feedAddresses(site.baseUrl)];
  return [...lines, ...published, '', words.site.watching(showText(articles)), words.site.following, ''].join(
    '\n',
  );
}

/** A category that is worth a look: of the top ones that which holds the most articles. */
async function exampleCategory(state: SiteFolder['output']['state']): Promise<string | undefined> {
  const object = await state.get(SITE_HEAD_KEY);
  if (object === undefined) return undefined;
  const categories = parseSiteHead(SITE_HEAD_KEY, object.body).lists.category;
  const top = Object.keys(categories).filter((name) => categories[name]?.path?.length === 0);
  let example: { readonly name: string; readonly count: number } | undefined;
  for (const name of top) {
    const count = await countEntries(state, { kind: 'category', name });
    if (example === undefined || count > example.count) example = { name, count };
  }
  return example?.name;
}
