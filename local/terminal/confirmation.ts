import { createInterface } from 'node:readline';

/** Lets the person at the terminal answer a question. */
export class Confirmation {
  readonly #onYes: () => void;
  #lines: ReturnType<typeof createInterface> | undefined;

  /** `onYes` is told of each line that says yes. */
  constructor(onYes: () => void) {
    this.#onYes = onYes;
  }

  /** Reads answers from now on, and not before: a program in the background is stopped when it reads the terminal. */
  listen(): void {
    if (this.#lines !== undefined) return;
    this.#lines = createInterface({ input: process.stdin, terminal: false });
    this.#lines.on('line', (line) => {
      if (/^\s*y(?:es)?\s*$/i.test(line)) this.#onYes();
    });
  }

  close(): void {
    this.#lines?.close();
    process.stdin.unref?.();
  }
}
