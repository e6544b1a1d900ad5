import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script that answers by messages: what libraries print is not an answer. */
export function forkSilently(
  script: string,
  args: readonly string[],
  options: Omit<ForkOptions, 'stdio'> = {},
): ChildProcess {
  return fork(script, args, { ...options, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** The next message from a process. @throws when it ends without one. */
export async function messageFrom<Message>(child: ChildProcess): Promise<Message> {
  const settled = new AbortController();
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal: settled.signal }),
      once(child, 'exit', { signal: settled.signal }).then(() => {
        throw new Error(`${child.spawnargs.join(' ')} ended before its time`);
      }),
    ]);
    return message;
  } finally {
    settled.abort();
  }
}
