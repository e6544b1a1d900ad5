import { describe, expect, it } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { parseSite, SITE_SETTINGS } from '../../lambda/model/site.ts';
import { parseRule } from '../../lib/rule-file.ts';
import { startCommand } from '../support/cli.ts';
import { codeBlocks, namesIn, readProject, tableRows } from './documents.ts';

const ENGLISH = readProject('README.md');
const CHINESE = readProject('README.zh-CN.md');
const READMES = [
  ['English', ENGLISH, 'setting'],
  ['Chinese', CHINESE, '设置'],
] as const;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
}
const OWN: Package = JSON.parse(readProject('package.json'));

function numbered(texts: readonly string[]): string {
  return texts.map((text, index) => `${index}: ${text}`).join('\n');
}

const helps = new Map<string, Promise<string>>();

/** What the help says of a command, or of all. */
function helpOf(command = ''): Promise<string> {
  const help = helps.get(command) ?? startCommand('help', command).ended.then(({ out }) => out);
  helps.set(command, help);
  return help;
}

describe.each(READMES)('the %s README', (_language, text, settingHeading) => {
  it('begins with two commands that are all it takes to try the project and its tests', () => {
    const shell = codeBlocks(text, 'sh');
    expect(shell).toContain('npm ci && npm start');
    expect(shell).toContain('npm ci && npm test');
  });

  it('shows what the cleaner makes of its example', async () => {
    const [before = '', after] = codeBlocks(text, 'html');
    const upload = {
      key: 'example.md',
      body: Buffer.from(before),
      size: before.length,
      modified: Date.UTC(2025, 9),
    };
    const derivation = await deriveArticle(upload, parseSite());
    expect(derivation).toMatchObject({ status: 'published', article: { content: after } });
    expect(derivation.warnings).toEqual([]);
  });

  it('shows a rule that can be used', () => {
    const [rule = ''] = codeBlocks(text, 'yaml');
    expect(parseRule('somesite', rule, 'somesite.yaml')).toMatchObject({ name: 'somesite', names: ['某站'] });
  });

  it('names every setting, and no other', () => {
    const settings = tableRows(text, settingHeading).flatMap(([cell = '']) => namesIn(cell));
    expect([...settings].sort()).toEqual([...SITE_SETTINGS, 'cdn'].sort());
  });

  it('names the commands that there are, and options that they have', async () => {
    const rows = tableRows(text, '`npx feed-republisher …`');
    const named = rows.flatMap(([cell = '']) => namesIn(cell)).map((words) => words.split(' ')[0] ?? '');
    const out = await helpOf();
    const commands = [...out.matchAll(/^ {2}([a-z][\w-]*) (?:\[options\] )?[[<]/gm)].map(
      ([, name = '']) => name,
    );
    expect(new Set(named.filter((name) => name !== 'DIR'))).toEqual(
      new Set(commands.filter((n) => n !== 'help')),
    );
    for (const [cell = '', ...others] of rows) {
      const command = namesIn(cell).at(-1)?.split(' ')[0] ?? '';
      const help = await helpOf(command);
      const options = [cell, ...others].join(' ').match(/(?<=[` ])--[a-z]+/g) ?? [];
      for (const option of options) expect(help).toContain(option);
    }
  });

  it('names scripts that there are, and the version and the Node.js of the package', () => {
    const scripts = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(scripts.filter((name) => OWN.scripts[name] === undefined)).toEqual([]);
    expect(new Set(text.match(/feed-republisher-[\d.]+\.tgz/g))).toEqual(
      new Set([`${OWN.name}-${OWN.version}.tgz`]),
    );
    expect([...text.matchAll(/Node\.js ([\d.]+)/g)].map(([, version]) => `>=${version}`)).toEqual([
      OWN.engines.node,
    ]);
  });
});

it('has the same code, commands and settings in both languages', () => {
  const withoutWords = (text: string): string =>
    numbered(
      ['sh', 'html', 'yaml'].flatMap((language) =>
        codeBlocks(text, language).map((code) => code.replaceAll(/ +#.*/g, '')),
      ),
    );
  expect(withoutWords(CHINESE)).toBe(withoutWords(ENGLISH));
  const firsts = (text: string, heading: string) =>
    tableRows(text, heading).map(([cell = '']) => namesIn(cell).join(', '));
  expect(firsts(CHINESE, '设置')).toEqual(firsts(ENGLISH, 'setting'));
  const commands = '`npx feed-republisher …`';
  expect(firsts(CHINESE, commands)).toEqual(firsts(ENGLISH, commands));
  expect(tableRows(CHINESE, commands).map(([, cell]) => cell)).toEqual(
    tableRows(ENGLISH, commands).map(([, cell]) => cell),
  );
});

it('tells uploaders and subscribers the same names in both languages', () => {
  const names = (path: string, heading: string) =>
    tableRows(readProject(path), heading).map((cells) => cells.slice(0, 2).flatMap(namesIn));
  expect(names('docs/uploaders.zh-CN.md', '字段')).toEqual(names('docs/uploaders.md', 'field'));
  expect(names('docs/subscribers.zh-CN.md', '地址').map((each) => each.slice(1))).toEqual(
    names('docs/subscribers.md', 'address').map((each) => each.slice(1)),
  );
});
