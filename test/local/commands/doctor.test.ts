import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, GOOD, run, setUp } from '../../support/commands.ts';
import { readTree, writeFiles } from '../../support/folders.ts';

describe('npm run doctor', () => {
  it('mends an output folder and says what was wrong with it', async () => {
    const { articles, out } = setUp({ '好.md': GOOD, '坏.md': BAD });
    await run('republish', articles, '--out', out, '--title', '站');
    const whole = readTree(join(out, 'public'));
    expect(await run('doctor', out)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing was wrong'),
    });
    rmSync(join(out, 'state'), { recursive: true });
    rmSync(join(out, 'public/articles'), { recursive: true });
    writeFiles(out, { 'public/articles/00000000000000000000.html': 'orphan', 'public/rss.xml': 'broken' });
    const { code, out: text } = await run('doctor', out);
    expect(code).toBe(0);
    expect(text).toContain('Files whose record was missing or out of date: 2\n  坏.md\n  好.md');
    expect(text).toContain('Pages of articles that are not published, and files that no article names: 1');
    expect(text).toMatch(/Documents that were missing or out of date: 2\n {2}articles\/.*\n {2}rss\.xml/);
    expect(readTree(join(out, 'public'))).toEqual(whole);
    expect(await run('doctor', articles)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Name a folder'),
    });
  });
});
