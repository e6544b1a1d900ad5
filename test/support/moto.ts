import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether `moto_server`, an implementation of S3 and SQS for tests, is on the path; CI must have it. */
export function isMotoInstalled(): boolean {
  const installed = spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
  if (!installed && process.env.CI === 'true') throw new Error('CI needs moto_server on its path');
  return installed;
}

export interface Moto {
  /** `http://localhost:…`; moto tells services apart by the host, so it must be spelled like this. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts a moto of its own on a free port, with nothing in it; `env` is added to its environment. */
export async function startMoto(env: Record<string, string> = {}): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://localhost:${port}`;
  const server = spawn('moto_server', ['-H', 'localhost', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) break;
    try {
      await fetch(`${endpoint}/moto-api/data.json`);
      return { endpoint, stop: () => stop(server) };
    } catch {
      await wait(100);
    }
  }
  await stop(server);
  throw new Error('moto_server did not start');
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.kill();
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
