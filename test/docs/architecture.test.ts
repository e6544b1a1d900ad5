import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { codeBlocks, namesIn, readProject, tableRows } from './documents.ts';

const LAMBDA = join(PROJECT_FOLDER, 'lambda');
const TEXT = readProject('docs/architecture.md');
const ROWS = tableRows(TEXT, 'room').map(([cell = '']) => namesIn(cell));
/** What is not a room of the order: a thread and other functions begin there, and import what they need. */
const ENTRIES = ['article-thread.ts', 'canary.ts', 'count-subscribers.ts'];

interface Override {
  readonly includes: readonly string[];
  readonly linter: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: {
          readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
        };
      };
    };
  };
}

/** The rooms that the code of one imports from. */
function importsOf(room: string): ReadonlySet<string> {
  const path = join(LAMBDA, room);
  const isFolder = statSync(path).isDirectory();
  const files = isFolder
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(path, name))
    : [path];
  const found = new Set<string>();
  for (const file of files) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import|import\() ?'(\.[^']+)'/g,
    )) {
      const [target = ''] = join(file, '..', specifier)
        .slice(LAMBDA.length + 1)
        .split(/[\\/]/);
      if (target !== room) found.add(target);
    }
  }
  return found;
}

it('lists every room of the function', () => {
  expect([...ROWS.flat(), ...ENTRIES].sort()).toEqual(readdirSync(LAMBDA).sort());
});

it('lists the rooms in the order that lint enforces, which keeps the stack from the commands, too', () => {
  const config: { readonly overrides: readonly Override[] } = JSON.parse(readProject('biome.json'));
  const forbidden = new Map(
    config.overrides.map(({ includes: [glob = ''], linter }) => [
      /^lambda\/(\w+)\/\*\*$/.exec(glob)?.[1] ?? glob,
      linter.rules.style?.noRestrictedImports?.options.patterns.flatMap(({ group }) => group) ?? [],
    ]),
  );
  const [entries = [], ...rooms] = ROWS;
  const ofStack = ['lib/**', ['**/local/**']] as const;
  const expected = rooms.flatMap((row, index) =>
    row.map((room) => {
      const above = [...rooms.slice(0, index).flat(), ...row.filter((other) => other !== room)];
      return [
        room,
        [...entries.map((name) => `**/${name}`), ...above.map((name) => `**/${name}/**`)].sort(),
      ] as const;
    }),
  );
  expect(new Map([...forbidden].map(([room, group]) => [room, [...group].sort()]))).toEqual(
    new Map<string, readonly string[]>([ofStack, ...expected]),
  );
});

it('draws an arrow for each import between rooms, and no other', () => {
  const [drawing = ''] = codeBlocks(TEXT, 'mermaid');
  const names = new Map(
    [...drawing.matchAll(/^ +(\w+)\["([^"]+)"\]$/gm)].map(([, id = '', name = '']) => [id, name]),
  );
  const drawn = [...drawing.matchAll(/^ +(\w+) --> (\w+)$/gm)].map(
    ([, from = '', to = '']) => `${names.get(from)} → ${names.get(to)}`,
  );
  const rooms = ROWS.flat().filter((room) => room !== 'model');
  expect([...names.values()].sort()).toEqual([...rooms].sort());
  const imported = rooms.flatMap((room) =>
    [...importsOf(room)].filter((target) => target !== 'model').map((target) => `${room} → ${target}`),
  );
  expect(drawn.sort()).toEqual(imported.sort());
});

it('names every dependency', () => {
  const named = ['package', 'for development'].flatMap((heading) =>
    tableRows(TEXT, heading).flatMap(([cell = '']) => namesIn(cell)),
  );
  const { devDependencies }: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(
    readProject('package.json'),
  );
  const wanted = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'));
  expect([...named].sort()).toEqual(wanted.sort());
});
