import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { SITE } from '../../lambda/model/paths.ts';
import { findings, render } from './render.ts';
import { SAMPLE_SITE } from './sample.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/articles');

test.skipIf(!existsSync(FOLDER))('the feed of the real uploads gives validators nothing to say', async () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  const derivations = await Promise.all(
    files.map((key) => {
      const path = join(FOLDER, key);
      const body = readFileSync(path);
      return deriveArticle({ key, body, size: body.length, modified: statSync(path).mtimeMs }, SAMPLE_SITE);
    }),
  );
  const articles = derivations.flatMap((each) => (each.status === 'published' ? [each.article] : []));
  expect(articles).toHaveLength(files.length);
  expect(findings(render(articles, SAMPLE_SITE, SITE), SAMPLE_SITE, SITE)).toEqual([]);
});
