import { listingPath, OPML_PATH, publicUrl } from '../../lambda/model/paths.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
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
  const rows: readonly (readonly [string, string, string])[] = [
    ['Home page', `${address}/`, ''],
    ['All feeds', publicUrl(local, OPML_PATH), 'a subscription list (OPML) for feed readers'],
    ...(example === undefined
      ? []
      : [
          [
            'One feed',
            publicUrl(local, listingPath({ kind: 'category', name: example }, 'rss.xml')),
            `the category ${showText(example)}`,
          ] as const,
        ]),
    ['Report', reportUrl, 'what became of each file, and why'],
    ['Files', showText(output.publicFolder), ''],
  ];
  const width = widest(rows.map(([, place]) => place));
  const lines = rows.map(([name, place, note]) =>
    `  ${padColumns(name, 9)}  ${paint('cyan', padColumns(place, width))}  ${paint('dim', note)}`.trimEnd(),
  );
  const published = site.baseUrl === address ? [] : ['', `Addresses in the feeds begin with ${site.baseUrl}`];
  return [
    ...lines,
    ...published,
    '',
    `Watching ${showText(articles)}`,
    'Add, change, rename or delete an article there, and the site follows. Stop with Ctrl-C.',
    '',
  ].join('\n');
}

/** A category that is worth a look: of the top ones that which holds the most articles. */
async function exampleCategory(state: SiteFolder['output']['state']): Promise<string | undefined> {
  const object = await state.get(SITE_HEAD_KEY);
  if (object === undefined) return undefined;
  const { categories } = parseSiteHead(SITE_HEAD_KEY, object.body);
  const top = Object.keys(categories).filter((name) => categories[name]?.path?.length === 0);
  let example: { readonly name: string; readonly count: number } | undefined;
  for (const name of top) {
    const count = await countEntries(state, { kind: 'category', name });
    if (example === undefined || count > example.count) example = { name, count };
  }
  return example?.name;
}
