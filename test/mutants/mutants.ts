import { DIVIDED } from './divided.ts';
import { LISTS } from './lists.ts';
import { MAINTENANCE } from './maintenance.ts';
import type { Mutant } from './mutant.ts';
import { PROTOCOL } from './protocol.ts';

/** One for each safeguard of the protocol and of its maintenance. */
export const MUTANTS: readonly Mutant[] = [...PROTOCOL, ...LISTS, ...MAINTENANCE, ...DIVIDED];
