/** Values that are made once for an owner, which never changes, and a key. */
export class Memo<Value> {
  readonly #limit: number;
  readonly #known = new WeakMap<object, Map<string, Value>>();

  /** @param limit of how many keys an owner has values at a time; beyond that all of its values are forgotten. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value for an owner and a key, which `make` makes where it is not known. */
  of(owner: object, key: string, make: () => Value): Value {
    let values = this.#known.get(owner);
    if (values === undefined) {
      values = new Map();
      this.#known.set(owner, values);
    }
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (values.size >= this.#limit) values.clear();
    values.set(key, value);
    return value;
  }
}

/**
 * A function of a text that makes each value once.
 *
 * @param limit how many values are known at a time; beyond that all are forgotten.
 */
export function remember<Value>(limit: number, make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    const made = make(text);
    if (known.size >= limit) known.clear();
    known.set(text, made);
    return made;
  };
}
