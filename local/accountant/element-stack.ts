import type { Finish } from './rendered-formulas.ts';

/** An end tag closes an element that is at most so far up; what is further away, it was not meant for. */
const MAX_CLIMB = 500;

const HEADING = /^h[1-6]$/;
const CELL = /^t[dh]$/;
const ROW_OR_CELL = /^t[rdh]$/;
const TABLE_PARTS = /^(?:table|t[rdh]|thead|tbody|tfoot|caption)$/;

interface OpenElement {
  readonly name: string;
  readonly finish: Finish | undefined;
}

/** The elements that are open, closed in the order in which browsers close them, mistakes included. */
export class ElementStack {
  readonly #elements: OpenElement[] = [];
  readonly #counts = new Map<string, number>();

  /** Whether an element of this name is open. */
  has(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  push(name: string, finish: Finish | undefined): void {
    this.#elements.push({ name, finish });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** Closes what a browser closes before a start tag of this name. */
  closeBefore(name: string): void {
    const closes = impliedBy(name);
    if (closes === undefined) return;
    let found: number | undefined;
    for (let index = this.#elements.length - 1; index >= this.#lowest; index--) {
      const open = this.#elements[index]?.name ?? '';
      if (closes.test(open)) found = index;
      else if (open === 'table' || (name === 'a' && TABLE_PARTS.test(open))) break;
    }
    if (found !== undefined) this.#closeTo(found);
  }

  /** Closes the nearest element of a name, and all within; an end tag without one says nothing. */
  close(name: string): void {
    if (!this.has(name) && !HEADING.test(name)) return;
    for (let index = this.#elements.length - 1; index >= this.#lowest; index--) {
      const open = this.#elements[index]?.name ?? '';
      if (open === name || (HEADING.test(open) && HEADING.test(name))) {
        this.#closeTo(index);
        return;
      }
      if (TABLE_PARTS.test(open) && !TABLE_PARTS.test(name)) return;
    }
  }

  closeAll(): void {
    this.#closeTo(0);
  }

  get #lowest(): number {
    return Math.max(0, this.#elements.length - MAX_CLIMB);
  }

  #closeTo(index: number): void {
    while (this.#elements.length > index) {
      const element = this.#elements.pop();
      if (element === undefined) return;
      this.#counts.set(element.name, (this.#counts.get(element.name) ?? 0) - 1);
      element.finish?.();
    }
  }
}

function impliedBy(name: string): RegExp | undefined {
  if (name === 'a') return /^a$/;
  if (HEADING.test(name)) return HEADING;
  if (CELL.test(name)) return CELL;
  return name === 'tr' ? ROW_OR_CELL : undefined;
}
