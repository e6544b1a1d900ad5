import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

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
