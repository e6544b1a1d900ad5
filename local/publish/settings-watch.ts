import { setTimeout as wait } from 'node:timers/promises';
import type { SiteSettings } from './settings.ts';

/** How often to look at the settings, in milliseconds. */
const INTERVAL_MS = 500;

/** Where settings come from. */
export interface SettingsSource {
  /** @throws CommandError for wrong ones. */
  read(): SiteSettings;
  /** A text that changes whenever the settings could, or undefined while nobody can tell; costs little. */
  glance(): string | undefined;
}

type Pause = (signal: AbortSignal) => Promise<void>;

/** The settings of a site that runs, as they are now. */
export class SettingsWatch {
  readonly #source: SettingsSource;
  readonly #pause: Pause;
  #current: SiteSettings;
  /** What was seen when the settings were read. */
  #known: string | undefined;
  #seen: string | undefined;

  /**
   * @param pause waits for the next look.
   * @throws CommandError for wrong settings.
   */
  constructor(source: SettingsSource, pause: Pause = waitForInterval) {
    this.#source = source;
    this.#pause = pause;
    this.#known = source.glance();
    this.#seen = this.#known;
    this.#current = source.read();
  }

  get current(): SiteSettings {
    return this.#current;
  }

  /**
   * Ends when the settings have become others, or when a signal is aborted. Wrong settings change nothing; `onWrong` is
   * told what is wrong with them.
   */
  async change(signal: AbortSignal, onWrong: (error: unknown) => void): Promise<void> {
    for (;;) {
      await this.#pause(signal);
      if (signal.aborted) return;
      const seen = this.#source.glance();
      // An editor empties a file before it writes it: only what is there for two looks was meant.
      const isMeant = seen === this.#seen;
      this.#seen = seen;
      if (!isMeant || seen === undefined || seen === this.#known) continue;
      this.#known = seen;
      try {
        const settings = this.#source.read();
        const isSame = JSON.stringify(settings) === JSON.stringify(this.#current);
        this.#current = settings;
        if (!isSame) return;
      } catch (error) {
        onWrong(error);
      }
    }
  }
}

/** Ends sooner when the signal is aborted. */
async function waitForInterval(signal: AbortSignal): Promise<void> {
  await wait(INTERVAL_MS, undefined, { signal }).catch(() => {});
}
