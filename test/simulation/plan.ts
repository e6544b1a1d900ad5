import type { WithdrawalLimits } from '../../lambda/protocol/withdrawals.ts';
import { Random } from './random.ts';

/**
 * What happens outside of the workers, some seconds after the action before: an uploader writes a file (the bytes are a
 * function of these fields) or deletes it, of which `copies` messages tell; time goes by; somebody has the work done
 * that no upload asks for.
 */
export type Action = { readonly seconds: number } & (
  | { readonly kind: 'upload'; readonly key: string; readonly copies: number; readonly file: SimulatedFile }
  | { readonly kind: 'delete'; readonly key: string; readonly copies: number }
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'wait' | 'long wait' | 'lull' }
  | { readonly kind: 'deploy'; readonly release: Release; readonly rolling: boolean }
  | { readonly kind: 'lose'; readonly what: Loss }
);

/** A version of the software with its settings: each derives other bytes. */
export type Release = 'one' | 'two';

/** What goes from the state bucket: everything, or each object of a kind; or a record is cut short. */
export type Loss = 'state' | 'site head' | 'heads' | 'records' | 'corrupt record';

/** What is done without an upload: the site is repaired or swept, or the articles are published that have become due. */
export type Job = 'repair' | 'tick' | 'sweep' | 'sweep all';

/** What a simulated upload holds, as JSON. */
export type SimulatedFile =
  | ({
      readonly status: 'published';
      readonly title: string;
      readonly published: string;
      readonly categories: readonly string[];
    } & SimulatedNames &
      SimulatedPictures)
  | ({
      readonly status: 'held';
      readonly title: string;
      readonly until: string;
      readonly categories: readonly string[];
    } & SimulatedNames &
      SimulatedPictures)
  /** A file that articles may name. */
  | { readonly status: 'picture'; readonly look: string }
  /** Deriving a broken one fails, whoever tries. */
  | { readonly status: 'rejected' | 'skipped' | 'broken' };

/** The tags and the author of an article, where it has some. */
export interface SimulatedNames {
  readonly tags?: readonly string[];
  readonly author?: string;
}

/** The pictures of an article: those beside it by their addresses, and the looks of those that stand in it. */
export interface SimulatedPictures {
  readonly references?: readonly string[];
  readonly embedded?: readonly string[];
}

/** The tag of an article that is held: a document that shows it too early gives itself away. */
export function heldTag(until: string): string {
  return `held until ${until}`;
}

/** A whole simulation but for the code under test: equal plans give equal histories. */
export interface Plan {
  readonly workers: number;
  /** Whether half of the workers run another revision of the software, as during a deployment. */
  readonly mixed: boolean;
  readonly actions: readonly Action[];
  /** What happens at each step; 0 goes on with what is going on, and so does every step after the last. */
  readonly choices: readonly number[];
  /** Withdrawals have to wait where there are many of them. */
  readonly withdrawals?: boolean;
  /** The site has archives, so that no worker lives longer than their marks. */
  readonly archives?: boolean;
  /** Sweeps are divided into steps. */
  readonly divided?: boolean;
  /** What goes beyond races and faults that redelivery makes up for. */
  readonly trouble?: Trouble;
}

/** Troubles that redelivery does not reach: sweeps have to make up for them in the nights after the last action. */
export interface Trouble {
  /** A message that was delivered in vain so often is a dead letter. */
  readonly deliveries: number;
  /** Objects in a page of a listing. */
  readonly pageSize: number;
  /** How many sweeps there are in the end, two days apart. */
  readonly nights: number;
  /** Another sweep comes when no message can be under way any more. */
  readonly epilogue: boolean;
  /** Which requests are applied some time later. */
  readonly late: Late;
}

/**
 * None; those whose client tried again and had its answer, so that their worker knows of nothing; or these, and those that
 * their worker gave up.
 */
export type Late = 'none' | 'repeated' | 'all';

/** No message is under way for so long, in milliseconds. */
export const LONG_WAIT = 40 * 24 * 3600 * 1000;

const KEYS = ['a.md', 'b.md', 'c.md'];
/** The first and the last open an archive. */
const KEYS_WITH_ARCHIVES = ['13.md', 'b.md', '19.md'];
const KEYS_PER_SITE = [1, 1, 1, 2, 2, 3];
export const TITLES = ['Rain', 'Rain', 'Snow'];
export const DATES = ['2021-03-01T00:00:00Z', '2021-03-02T00:00:00Z', '2021-03-03T00:00:00Z'];
/** When the clock of a simulation begins, in milliseconds since the epoch: later than all dates but held ones. */
export const START = 1_700_000_000_000;

/** A wait takes so long, in milliseconds. Held articles become due at the end of one, give or take seconds. */
export const WAIT = 2 * 24 * 3600 * 1000;

/** The hours until a tick may take it that every worker which was at work is gone; while one is, only minutes go by. */
export const LULL = 3 * 3600 * 1000;
export const SHORT_LULL = 4 * 60 * 1000;

/** The withdrawal of the second of two articles has to wait, and that of the last. */
export const LIMITS: WithdrawalLimits = { hold: WAIT / 2, few: 0, share: 1 / 2, many: 100 };

export const CATEGORIES = [['x'], ['y'], ['x', 'y'], []];

/** How readily steps leave the beaten track: seldom finds what needs one long stall, often what needs many turns. */
export const RESTLESSNESS = [0.02, 0.04, 0.08, 0.15, 0.4];

/** What happens in a plan beside uploads, deletions and faults. */
export interface PlanOptions {
  /** Somebody repairs the site while it is at work. */
  readonly repairs?: boolean;
  /** Articles are dated ahead, and time goes by. */
  readonly held?: boolean;
  /** Withdrawals wait where there are many of them, and time goes by. */
  readonly withdrawals?: boolean;
  /** Ticks bring archives up to date, and hours go by. */
  readonly archives?: boolean;
  /** Requests are applied again, some time after their client has had its answer. */
  readonly late?: boolean;
  /** Articles name pictures, which come, are replaced and go. */
  readonly pictures?: boolean;
  /** Articles have tags and authors, of which the site has lists. */
  readonly tags?: boolean;
}

/** The plan of a seed. */
export function planOf(
  seed: number,
  {
    repairs = false,
    held = false,
    withdrawals = false,
    late = false,
    pictures = false,
    archives = false,
    tags = false,
  }: PlanOptions = {},
): Plan {
  const random = new Random(seed);
  const keys = (seed % 3 === 0 ? KEYS_WITH_ARCHIVES : KEYS).slice(0, random.pick(KEYS_PER_SITE));
  const workers = 2 + random.below(2);
  const mixed = random.below(6) === 0;
  const actions: Action[] = [];
  for (let i = 2 + random.below(4); i > 0; i--) {
    const key = random.pick(keys);
    const action = held && random.below(2) === 0 ? heldUpload(random, key) : actionOf(random, key, actions);
    const named = tags ? withNames(random, action) : action;
    actions.push(pictures ? withPictures(random, named) : named);
  }
  const add = (action: Action): unknown => actions.splice(random.below(actions.length + 1), 0, action);
  if (pictures) for (let i = 1 + random.below(4); i > 0; i--) add(pictureAction(random));
  if (repairs) {
    for (let i = 1 + random.below(2); i > 0; i--) add({ kind: 'job', job: 'repair', seconds: 0 });
  }
  if (held || withdrawals) {
    for (let i = random.below(3); i > 0; i--) add({ kind: 'wait', seconds: random.below(4) });
    for (let i = random.below(3); i > 0; i--) add({ kind: 'job', job: 'tick', seconds: random.below(2) });
  }
  if (archives) {
    for (let i = random.below(4); i > 0; i--) add({ kind: 'lull', seconds: random.below(4) });
    for (let i = 1 + random.below(3); i > 0; i--) add({ kind: 'job', job: 'tick', seconds: random.below(2) });
  }
  const restlessness = random.pick(RESTLESSNESS);
  const length = 60 + random.below(240);
  const choices = Array.from({ length }, () => (random.chance(restlessness) ? random.word() : 0));
  const plan = {
    workers,
    mixed,
    actions,
    choices,
    ...(withdrawals && { withdrawals }),
    ...(archives && { archives }),
  };
  return late ? { ...plan, trouble: { ...ONLY_LATE, late: 'repeated' } } : plan;
}

/** A tag that is called as a category is, and one that a path segment cannot hold. */
const TAGS = [['x'], ['x', 't/1'], ['t/1'], []];
const AUTHORS = ['x', 'Ann'];

/** An article is given tags and an author now and then. */
export function withNames(random: Random, action: Action): Action {
  if (action.kind !== 'upload' || !('title' in action.file)) return action;
  const author = random.below(2) === 0 ? { author: random.pick(AUTHORS) } : {};
  return { ...action, file: { ...action.file, tags: random.pick(TAGS), ...author } };
}

/** Two places of one address, one beside the articles, one in the folder that is named like the first of them. */
const PICTURE_KEYS = ['p.png', 'p.png', 'q.png', 'static/q.png', 'a/p.png'];
const PICTURE_ADDRESSES = [['p.png'], ['p.png', '/q.png'], ['/q.png'], []];
const LOOKS = ['red', 'blue'];

/** An article is given pictures now and then. */
export function withPictures(random: Random, action: Action): Action {
  if (action.kind !== 'upload' || !('title' in action.file)) return action;
  const references = random.pick(PICTURE_ADDRESSES);
  const embedded = random.below(3) === 0 ? [random.pick(LOOKS)] : [];
  return { ...action, file: { ...action.file, references, embedded } };
}

/** A picture comes, is replaced, or goes; now and then it is none. */
export function pictureAction(random: Random): Action {
  const key = random.pick(PICTURE_KEYS);
  const seconds = random.below(3) === 0 ? 1 : 0;
  const copies = 1 + random.below(2);
  if (random.below(4) === 0) return { kind: 'delete', key, seconds, copies };
  const file =
    random.below(8) === 0
      ? ({ status: 'rejected' } as const)
      : ({ status: 'picture', look: random.pick(LOOKS) } as const);
  return { kind: 'upload', key, seconds, copies, file };
}

const ONLY_LATE = {
  deliveries: Number.POSITIVE_INFINITY,
  pageSize: 1000,
  nights: 0,
  epilogue: false,
} as const;

export function heldUpload(random: Random, key: string): Action {
  const until = new Date(START + (1 + random.below(2)) * WAIT + random.below(5) * 1000);
  const file = {
    status: 'held',
    title: random.pick(TITLES),
    until: until.toISOString().replace('.000Z', 'Z'),
    categories: random.pick(CATEGORIES),
  } as const;
  return { kind: 'upload', key, seconds: random.below(2), copies: 1 + random.below(2), file };
}

export function actionOf(
  random: Random,
  key: string,
  before: readonly Action[],
  categories: readonly (readonly string[])[] = CATEGORIES,
): Action {
  const seconds = random.below(4) === 0 ? 1 : 0;
  const copies = random.below(3) === 0 ? 2 : 1;
  const kind = random.below(16);
  if (kind < 5) return { kind: 'delete', key, seconds, copies };
  // The same bytes again, within the same second if the clock stands still.
  const uploads = before.filter((action) => action.kind === 'upload');
  const same = uploads.find((upload) => upload.key === key);
  if (kind < 8 && same !== undefined) return { ...same, seconds, copies };
  if (kind === 8) return { kind: 'upload', key, seconds, copies, file: { status: 'rejected' } };
  if (kind === 9) return { kind: 'upload', key, seconds, copies, file: { status: 'skipped' } };
  const file = {
    status: 'published',
    title: random.pick(TITLES),
    published: random.pick(DATES),
    categories: random.pick(categories),
  } as const;
  return { kind: 'upload', key, seconds, copies, file };
}
