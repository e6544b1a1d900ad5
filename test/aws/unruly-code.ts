/*
 * Loaded before the deployed function, on each of its threads: makes it do what an upload says that its code does.
 *
 *     NODE_OPTIONS='--import …/unruly-code.ts'
 */

/** What an upload with the words "deed: …." makes the code do. */
const DEEDS: Readonly<Record<string, () => unknown>> = {
  'never returns': () => {
    for (;;);
  },
  'throws later': () => {
    queueMicrotask(() => {
      throw new Error('too late');
    });
  },
  'fills the heap': () => {
    const all: string[][] = [];
    for (;;) all.push(Array.from({ length: 10_000 }, (_, i) => `${i}`));
  },
  'kills the process': () => process.kill(process.pid, 'SIGKILL'),
};

const { decode } = TextDecoder.prototype;
TextDecoder.prototype.decode = function (this: TextDecoder, ...input: Parameters<typeof decode>): string {
  const text = Reflect.apply(decode, this, input);
  DEEDS[/deed: ([a-z ]+)\./.exec(text)?.[1] ?? '']?.();
  return text;
};

// What a decoder throws is taken for a fault of the file.
const { trim } = String.prototype;
String.prototype.trim = function (this: string): string {
  if (this.includes('deed: throws.')) throw new TypeError('x is not a function');
  return Reflect.apply(trim, this, []);
};
