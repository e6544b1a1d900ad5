import type { Trouble } from './plan.ts';
import type { Message } from './worker.ts';

/** The queue of a simulation: it delivers messages in any order, at least once, several at a time. */
export class Queue {
  readonly #trouble: Trouble | undefined;
  readonly #history: string[];
  readonly #messages: Message[] = [];

  /** Dead letters are told in `history`. */
  constructor(trouble: Trouble | undefined, history: string[]) {
    this.#trouble = trouble;
    this.#history = history;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  push(...messages: readonly Message[]): void {
    this.#messages.push(...messages);
  }

  /** Takes some messages out, as a choice has it: 0 takes the first alone. */
  take(choice: number): readonly Message[] {
    const batch: Message[] = [];
    const size = choice === 0 ? 1 : 1 + (choice % 3);
    for (let i = 0; i < size && this.#messages.length > 0; i++) {
      const at = choice === 0 ? 0 : (choice >>> (2 + 3 * i)) % this.#messages.length;
      batch.push(...this.#messages.splice(at, 1));
    }
    // At least once: now and then a message is handed out and stays in the queue.
    if (choice !== 0 && (choice >>> 16) % 8 === 0) this.push(...batch);
    return this.#merge(batch, choice);
  }

  /** Puts messages back that were not done; those that came back too often are dead letters, and nobody repeats a sweep. */
  putBack(messages: readonly Message[]): void {
    const limit = this.#trouble?.deliveries;
    if (limit === undefined) {
      this.push(...messages);
      return;
    }
    for (const message of messages) {
      if ('job' in message) continue;
      const deliveries = (message.deliveries ?? 0) + 1;
      if (deliveries < limit) this.push({ ...message, deliveries });
      else this.#history.push(`a dead letter: ${nameOf(message)}`);
    }
  }

  /** Now and then one message names several keys. */
  #merge(batch: readonly Message[], choice: number): readonly Message[] {
    if (this.#trouble === undefined || choice === 0 || (choice >>> 12) % 2 === 0) return batch;
    const keys = batch.flatMap((message) => ('keys' in message ? message.keys : []));
    const deliveries = Math.max(
      0,
      ...batch.map((message) => ('keys' in message ? (message.deliveries ?? 0) : 0)),
    );
    const jobs = batch.filter((message) => !('keys' in message));
    return keys.length === 0 ? jobs : [{ keys, deliveries }, ...jobs];
  }
}

/** How a history tells of a message. */
export function nameOf(message: Message): string {
  if ('keys' in message) return message.keys.join(' with ');
  if ('job' in message) return `a ${message.job}`;
  const { phase, lane } = message.step;
  return `a step to ${phase} in lane ${lane}`;
}
