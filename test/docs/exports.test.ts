import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../local/project.ts';

const DECLARATION = /^export (?:async )?(?:abstract )?(?:class|const|function\*?|interface|type) (\w+)/;

it('everything that is exported has a comment that says what it is', () => {
  const files = globSync('{lambda,lib,local}/**/*.ts', { cwd: PROJECT_FOLDER });
  const silent = files.flatMap((file) => {
    const lines = readFileSync(`${PROJECT_FOLDER}/${file}`, 'utf8').split('\n');
    return lines.flatMap((line, i) => {
      const [, name] = DECLARATION.exec(line) ?? [];
      return name === undefined || lines[i - 1]?.trimEnd().endsWith('*/') ? [] : [`${file}: ${name}`];
    });
  });
  expect(silent).toEqual([]);
});
