import * as v from 'valibot';
import type { AwsCli } from './aws-cli.ts';

/** A line that the function logged. */
export interface LoggedEvent {
  /** Milliseconds. */
  readonly time: number;
  readonly message: Readonly<Record<string, unknown>>;
}

const events = v.object({
  events: v.optional(v.array(v.object({ timestamp: v.number(), message: v.string() })), []),
});

const line = v.object({ message: v.looseObject({ event: v.string() }) });

/** The lines of an event, oldest first, that were logged after a time in milliseconds. */
export async function readLog(
  aws: AwsCli,
  group: string,
  { event, since }: { readonly event: string; readonly since: number },
): Promise<readonly LoggedEvent[]> {
  const { events: found } = await aws.ask(
    events,
    ...['logs', 'filter-log-events', '--log-group-name', group, '--start-time', String(since)],
    ...['--filter-pattern', `{ $.message.event = "${event}" }`],
  );
  return found
    .flatMap(({ timestamp: time, message: text }) => {
      const message = readLine(text);
      return message?.event === event ? [{ time, message }] : [];
    })
    .sort((a, b) => a.time - b.time);
}

function readLine(text: string): v.InferOutput<typeof line>['message'] | undefined {
  try {
    return v.parse(line, JSON.parse(text)).message;
  } catch {
    return undefined;
  }
}
