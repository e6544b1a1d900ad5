import { Presets, SingleBar } from 'cli-progress';
import { formatCount } from '../../lib/words/count.ts';
import { words } from '../../lib/words/spoken.ts';

/** Fewer files than this are done before anyone could read a bar. */
const MANY = 200;

/** Shows how far a pass has come. */
export interface Progress {
  start(files: number): void;
  step(): void;
  stop(): void;
}

/** A bar on standard error where that is a terminal and there are many files; else nothing. */
export function showProgress(): Progress {
  let bar: SingleBar | undefined;
  return {
    start: (files) => {
      bar?.stop();
      bar = undefined;
      if (files < MANY || process.stderr.isTTY !== true) return;
      bar = new SingleBar(
        {
          format: words.site.progress,
          formatValue: (value, _, type) =>
            type === 'value' || type === 'total' ? formatCount(value) : String(value),
          stream: process.stderr,
          clearOnComplete: true,
          hideCursor: true,
          fps: 10,
          etaBuffer: 1000,
        },
        Presets.shades_classic,
      );
      bar.start(files, 0);
    },
    step: () => bar?.increment(),
    stop: () => bar?.stop(),
  };
}
