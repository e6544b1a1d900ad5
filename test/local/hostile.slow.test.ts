import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderStore } from '../../lambda/store/folder.ts';
import { FileReports } from '../../local/publish/file-reports.ts';
import { startCommand } from '../support/cli.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';
import { GOOD_ARTICLES, missingFromFeeds } from '../support/hostile/good.ts';
import { HOSTILE_UPLOADS, hostileNames, hostileUpload } from '../support/hostile/uploads.ts';

/** So large that each shape is there, and so small that all of them take some seconds: `npm run bench -- hostile` has the rest. */
const BYTES = 2_000;

test('hostile uploads are published or set aside by name, and the good ones beside them stand in their feeds', async () => {
  const folder = temporaryFolder();
  const hostile = [...hostileNames(), ...HOSTILE_UPLOADS.map((name) => hostileUpload(name, BYTES))];
  const [articles, out] = [join(folder, 'articles'), join(folder, 'out')];
  writeFiles(
    articles,
    Object.fromEntries([...GOOD_ARTICLES, ...hostile].map(({ key, content }) => [key, content])),
  );

  const { code, err } = await startCommand('republish', articles, '--out', out).ended;
  // The folder of the category `index.html` stands where the page of all categories would.
  expect({ code, displaced: err.match(/[\w/]+\.html/g) }).toEqual({
    code: 2,
    displaced: ['feeds/index.html'],
  });

  const reports = await new FileReports(new FolderStore(join(out, 'state'))).list();
  const told = new Set(reports.map(({ key }) => key));
  expect(hostile.filter(({ key }) => !told.has(key)).map(({ name }) => name)).toEqual([]);
  expect(missingFromFeeds((path) => readFileSync(join(out, 'public', path), 'utf8'))).toEqual([]);
}, 180_000);
