import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { SITE } from '../../lambda/model/paths.ts';
import { hasRealUploads, nameWith, REAL_ARTICLES } from '../support/needs.ts';
import { findings, render } from './render.ts';
import { SAMPLE_SITE } from './sample.ts';

const NAME = nameWith(
  'the feed of the real uploads gives validators nothing to say',
  hasRealUploads,
  'uploads',
);

test.skipIf(!hasRealUploads)(NAME, async () => {
  const files = readdirSync(REAL_ARTICLES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  const derivations = await Promise.all(
    files.map((key) => {
      const path = join(fileURLToPath(REAL_ARTICLES), key);
      const body = readFileSync(path);
      return deriveArticle({ key, body, size: body.length, modified: statSync(path).mtimeMs }, SAMPLE_SITE);
    }),
  );
  const articles = derivations.flatMap((each) => (each.status === 'published' ? [each.article] : []));
  expect(articles).toHaveLength(files.length);
  expect(findings(render(articles, SAMPLE_SITE, SITE), SAMPLE_SITE, SITE)).toEqual([]);
});
