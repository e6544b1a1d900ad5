import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Balance } from '../../local/accountant/balance.ts';
import { KINDS, type Kind } from '../../local/accountant/reading.ts';

const file = new URL('known-losses.json', import.meta.url);

/** How much of each kind an input loses. */
export type Losses = Partial<Record<Kind, number>>;

/** What inputs are known to lose, by their names: to be mended, then to be taken from the list. */
export function readKnownLosses(): Readonly<Record<string, Losses>> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function writeKnownLosses(losses: Readonly<Record<string, Losses>>): void {
  writeFileSync(file, `${JSON.stringify(losses, null, 2)}\n`);
}

/** What is unexplained of each kind, where something is. */
export function sumLosses(balance: Balance | undefined): Losses {
  const sums: Losses = {};
  for (const kind of KINDS) {
    const lost = balance?.sums[kind].unexplained ?? 0;
    if (lost > 0) sums[kind] = lost;
  }
  return sums;
}
