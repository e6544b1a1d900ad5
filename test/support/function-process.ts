import { join } from 'node:path';
import { forkSilently, messageFrom } from './child-process.ts';
import { type Invocations, VARIABLES } from './invoke.ts';
import type { S3Server } from './s3-server.ts';

/** Invokes the bundled function in a process of its own, with one batch of keys, joined by commas, after the other. */
export async function invokeApart(
  handler: string,
  batches: readonly string[],
  server: S3Server,
  execArgv: readonly string[] = [],
): Promise<Invocations> {
  const child = forkSilently(join(import.meta.dirname, 'invoke.ts'), [handler, ...batches], {
    execArgv: [...execArgv],
    env: { ...VARIABLES, AWS_ENDPOINT_URL_S3: server.endpoint },
  });
  return messageFrom(child);
}
