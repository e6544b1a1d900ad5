import { Random } from './random.ts';

/**
 * What happens outside of the workers: an uploader writes a file (the bytes are a function of these fields) or deletes
 * it; a maintainer asks for a repair.
 */
export type Action = { readonly key: string; readonly ticks: number; readonly copies: number } & (
  | { readonly kind: 'upload'; readonly file: SimulatedFile }
  | { readonly kind: 'delete' }
  | { readonly kind: 'repair' }
);

/** What a simulated upload holds, as JSON. */
export type SimulatedFile =
  | {
      readonly status: 'published';
      readonly title: string;
      readonly published: string;
      readonly categories: readonly string[];
    }
  | { readonly status: 'rejected' | 'skipped' };

/** A whole simulation but for the code under test: equal plans give equal histories. */
export interface Plan {
  readonly workers: number;
  /** Whether half of the workers run another revision of the software, as during a deployment. */
  readonly mixed: boolean;
  readonly actions: readonly Action[];
  /** What happens at each step; 0 goes on with what is going on, and so does every step after the last. */
  readonly choices: readonly number[];
}

const KEYS = ['a.md', 'b.md', 'c.md'];
/** The first and the last open an archive. */
const KEYS_WITH_ARCHIVES = ['13.md', 'b.md', '19.md'];
const KEYS_PER_SITE = [1, 1, 1, 2, 2, 3];
const TITLES = ['Rain', 'Rain', 'Snow'];
const DATES = ['2021-03-01T00:00:00Z', '2021-03-02T00:00:00Z', '2021-03-03T00:00:00Z'];
const CATEGORIES = [['x'], ['y'], ['x', 'y'], []];

/** How readily steps leave the beaten track: seldom finds what needs one long stall, often what needs many turns. */
const RESTLESSNESS = [0.02, 0.04, 0.08, 0.15, 0.4];

/** The plan of a seed; with `repairs`, somebody repairs the site while it is at work. */
export function planOf(seed: number, repairs = false): Plan {
  const random = new Random(seed);
  const keys = (seed % 3 === 0 ? KEYS_WITH_ARCHIVES : KEYS).slice(0, random.pick(KEYS_PER_SITE));
  const workers = 2 + random.below(2);
  const mixed = random.below(6) === 0;
  const actions: Action[] = [];
  for (let i = 2 + random.below(4); i > 0; i--) actions.push(actionOf(random, random.pick(keys), actions));
  if (repairs) {
    for (let i = 1 + random.below(2); i > 0; i--) {
      const repair = { kind: 'repair', key: '', ticks: 0, copies: 1 } as const;
      actions.splice(random.below(actions.length + 1), 0, repair);
    }
  }
  const restlessness = random.pick(RESTLESSNESS);
  const length = 60 + random.below(240);
  const choices = Array.from({ length }, () => (random.chance(restlessness) ? random.word() : 0));
  return { workers, mixed, actions, choices };
}

function actionOf(random: Random, key: string, before: readonly Action[]): Action {
  const ticks = random.below(4) === 0 ? 1 : 0;
  const copies = random.below(3) === 0 ? 2 : 1;
  const kind = random.below(16);
  if (kind < 5) return { kind: 'delete', key, ticks, copies };
  // The same bytes again, within the same second if the clock stands still.
  const same = before.find((action) => action.key === key && action.kind === 'upload');
  if (kind < 8 && same !== undefined) return { ...same, ticks, copies };
  if (kind === 8) return { kind: 'upload', key, ticks, copies, file: { status: 'rejected' } };
  if (kind === 9) return { kind: 'upload', key, ticks, copies, file: { status: 'skipped' } };
  const file = {
    status: 'published',
    title: random.pick(TITLES),
    published: random.pick(DATES),
    categories: random.pick(CATEGORIES),
  } as const;
  return { kind: 'upload', key, ticks, copies, file };
}
