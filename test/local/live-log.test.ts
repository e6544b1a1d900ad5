import { stripVTControlCharacters } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { LiveLog } from '../../local/terminal/live-log.ts';

it('the log of a live site says nothing of pictures and recordings, which articles show', () => {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  onTestFinished(() => spy.mockRestore());
  const skipped = ['图.png', '录音.mp3', '笔记.docm'].map(
    (key): KeyReport => ({ key, id: key, status: 'skipped', reason: 'it is a file', warnings: [] }),
  );
  new LiveLog('http://localhost:8080', 'http://localhost:8080/_report').tellPass(
    { reports: skipped, unfinished: [], isFull: false },
    parseSite({}),
  );
  expect(lines.map(stripVTControlCharacters)).toEqual([expect.stringContaining('笔记.docm')]);
});
