import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { readOrigin, writeOrigin } from '../../local/publish/origin.ts';
import { revisionOf } from '../../local/publish/revision.ts';
import { readAllRules } from '../../local/publish/rules.ts';
import { temporaryFolder } from '../support/folders.ts';

const site = parseSite(
  { title: '甲', categories: { 'C/C++': { title: 'C' } }, hub: 'https://hub.example/' },
  readAllRules(),
);

it('remembers what an output folder was made from, so exactly that nothing is derived again', () => {
  const folder = temporaryFolder();
  writeOrigin(folder, { articles: '/文章', site });
  const origin = readOrigin(folder);
  expect(origin).toEqual({ articles: '/文章', site });
  expect(revisionOf(PROJECT_FOLDER, origin.site)).toBe(revisionOf(PROJECT_FOLDER, site));
});

it('remembers where rules of its own come from, and reads them and those of this program anew', () => {
  const [folder, ownRules] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(ownRules, 'somesite.yaml'), 'names: [某站]\n');
  const { title } = site;
  writeOrigin(folder, { articles: '/a', site: parseSite({ title }, readAllRules(ownRules)), ownRules });
  writeFileSync(join(ownRules, 'somesite.yaml'), 'names: [别站]\n');
  const origin = readOrigin(folder);
  expect(origin.ownRules).toBe(ownRules);
  expect(origin.site.rules).toEqual(readAllRules(ownRules));
  expect(origin.site.rules).toContainEqual({ name: 'somesite', names: ['别站'] });
});

it('does not touch the note when nothing has changed', () => {
  const folder = temporaryFolder();
  const stamp = () => statSync(join(folder, 'origin.json'), { bigint: true }).mtimeNs;
  writeOrigin(folder, { articles: '/a', site });
  const before = stamp();
  writeOrigin(folder, { articles: '/a', site });
  expect(stamp()).toBe(before);
  writeOrigin(folder, { articles: '/b', site });
  expect(readOrigin(folder).articles).toBe('/b');
});

it('says what to do where there is no note, or none that can be read', () => {
  const folder = temporaryFolder();
  expect(() => readOrigin(folder)).toThrow(/is not the output folder/);
  for (const text of ['', '{}', '{"articles": 1, "site": {}}', '{"articles": "a", "site": {"colour": 1}}']) {
    writeFileSync(join(folder, 'origin.json'), text);
    expect(() => readOrigin(folder), text).toThrow(/origin\.json cannot be read/);
  }
});
