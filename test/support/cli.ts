import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { COMPILED_CODE } from '../../local/compile-cache.ts';
import { bundledCommand } from './bundled-command.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  /** What it has printed so far, on both channels. */
  output(): string;
  readonly ended: Promise<Ended>;
}

/** Starts a local command in a process of its own, which the caller ends. */
export function startCommand(command: string, ...args: readonly string[]): Running {
  return startFile(bundledCommand(), command, ...args);
}

/** Starts a local command from its sources, as `npm start` does. */
export function startFromSources(command: string, ...args: readonly string[]): Running {
  return startFile(join(PROJECT, 'local/cli.ts'), command, ...args);
}

function startFile(file: string, ...args: readonly string[]): Running {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: PROJECT,
    env: {
      PATH: process.env.PATH,
      NO_COLOR: '1',
      REPUBLISHER_LANGUAGE: process.env.REPUBLISHER_LANGUAGE ?? 'en',
      NODE_COMPILE_CACHE: COMPILED_CODE,
    },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { process: child, output: () => out + err, ended };
}
