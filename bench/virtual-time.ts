import { setImmediate } from 'node:timers/promises';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/**
 * A clock that jumps from event to event, so that minutes of waiting for a distant store pass in seconds and come out
 * the same every time. What is neither waiting nor a promise takes no time.
 */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  now = 0;
  readonly #events: Event[] = [];
  #order = 0;

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#push({ at: this.now + milliseconds, order: this.#order++, happen: resolve });
    });
  }

  /** Lets time pass until the work is done. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let done = false;
    const end = (): void => {
      done = true;
    };
    work.then(end, end);
    for (;;) {
      await setImmediate();
      if (done) return work;
      // None, while something else than time is waited for, such as a module that is loaded.
      const event = this.#pop();
      if (event === undefined) continue;
      this.now = event.at;
      event.happen();
    }
  }

  /** A binary heap: the next event is the first. */
  #push(event: Event): void {
    const heap = this.#events;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, event)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  #pop(): Event | undefined {
    const heap = this.#events;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const [left, right] = [heap[below], heap[below + 1]];
      if (left === undefined) break;
      let child = left;
      if (right !== undefined && isBefore(right, left)) {
        child = right;
        below++;
      }
      if (isBefore(last, child)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
