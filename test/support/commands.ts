import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Ended, type Running, startCommand, startFromSources } from './cli.ts';
import { temporaryFolder, writeFiles } from './folders.ts';

/** An article that is published, and one that is rejected. */
export const GOOD = '---\ntitle: 好文章\ncategories: [新闻]\ndate: 2021-09-16 12:00:14\n---\n正文在这里。\n';
export const BAD = '---\ntitle: 坏文章\n';

/** Starts a command; it ends with the test. */
export function start(command: string, ...args: readonly string[]): Running {
  return untilTheEnd(startCommand(command, ...args));
}

/** Starts a command as `npm start` does; it ends with the test. */
export function startAsUsersDo(command: string, ...args: readonly string[]): Running {
  return untilTheEnd(startFromSources(command, ...args));
}

function untilTheEnd(running: Running): Running {
  onTestFinished(() => void running.process.kill('SIGKILL'));
  return running;
}

/** Runs a command to its end. */
export function run(command: string, ...args: readonly string[]): Promise<Ended> {
  return start(command, ...args).ended;
}

/** A folder of articles, and where their site may go. */
export function setUp(files: Record<string, string> = { '好.md': GOOD }): { articles: string; out: string } {
  const folder = temporaryFolder();
  const articles = join(folder, '文章');
  writeFiles(articles, files);
  return { articles, out: join(folder, 'out') };
}
