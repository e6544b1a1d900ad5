import {
  type Action,
  actionOf,
  heldUpload,
  type Late,
  type Loss,
  type Plan,
  pictureAction,
  RESTLESSNESS,
  type Release,
  withNames,
  withPictures,
} from './plan.ts';
import { Random } from './random.ts';

export interface TroubleOptions {
  /** Requests that their worker gave up, or repeated, are applied later. */
  readonly late?: boolean;
  /** Withdrawals wait where there are many of them. */
  readonly withdrawals?: boolean;
  /** Articles name pictures, which come, are replaced and go. */
  readonly pictures?: boolean;
  /** The site has archives. */
  readonly archives?: boolean;
  /** Sweeps are divided into steps. */
  readonly divided?: boolean;
  /** Articles have tags and authors, of which the site has lists. */
  readonly tags?: boolean;
}

/** The first, third and last open an archive. */
const KEYS = ['13.md', '第十章.md', '19.md', 'b c+.md', 'é.md', '31.md'];

/** Its articles cannot be derived, whoever tries. */
export const BROKEN_KEY = 'broken.md';

/** Two names of one category, a chain and its opposite, and one that a path segment cannot hold. */
const CATEGORIES = [['x'], ['x', '金融'], ['金融', 'x'], ['金融', 'x', 'é/?'], ['é/?'], []];

const LOSSES: readonly Loss[] = ['state', 'state', 'site head', 'heads', 'records', 'corrupt record'];

/** The plan of a seed for a site that has bad days. */
export function troubledPlanOf(
  seed: number,
  {
    late = false,
    pictures = false,
    withdrawals = false,
    archives = false,
    divided = false,
    tags = false,
  }: TroubleOptions = {},
): Plan {
  const random = new Random(seed);
  const keys = KEYS.slice(0, 1 + random.below(KEYS.length));
  const actions: Action[] = [];
  for (let i = 2 + random.below(12); i > 0; i--) {
    const key = random.pick(keys);
    const unnamed =
      random.below(8) === 0 ? heldUpload(random, key) : actionOf(random, key, actions, CATEGORIES);
    const plain = tags ? withNames(random, unnamed) : unnamed;
    const action = !pictures
      ? plain
      : random.below(3) === 0
        ? pictureAction(random)
        : withPictures(random, plain);
    const isUnheard = 'copies' in action && random.below(8) === 0;
    actions.push(isUnheard ? { ...action, copies: 0 } : action);
  }
  const add = (action: Action): unknown => actions.splice(random.below(actions.length + 1), 0, action);
  if (random.below(8) === 0) {
    add({ kind: 'upload', key: BROKEN_KEY, seconds: 0, copies: 1, file: { status: 'broken' } });
  }
  if (random.below(3) === 0) addDeployments(random, add);
  const isLossy = random.below(5) === 0;
  if (isLossy) add({ kind: 'lose', seconds: 1, what: random.pick(LOSSES) });
  for (let i = random.below(3); i > 0; i--) {
    add({ kind: 'job', job: random.below(4) === 0 ? 'sweep all' : 'sweep', seconds: random.below(2) });
  }
  for (let i = random.below(3); i > 0; i--) add({ kind: 'wait', seconds: random.below(4) });
  if (random.below(4) === 0) add({ kind: 'long wait', seconds: 0 });
  if (archives) {
    for (let i = random.below(3); i > 0; i--) add({ kind: 'lull', seconds: random.below(4) });
    for (let i = 1 + random.below(3); i > 0; i--) add({ kind: 'job', job: 'tick', seconds: random.below(2) });
  }
  const restlessness = random.pick(RESTLESSNESS);
  const length = 100 + random.below(900);
  const choices = Array.from({ length }, () => (random.chance(restlessness) ? random.word() : 0));
  const lateness: Late = late ? 'all' : 'none';
  const trouble = {
    deliveries: 1 + random.below(3),
    pageSize: 1 + random.below(20),
    // After the loss of the state one sweep makes the records, the next the feeds, and a third removes what nobody owns.
    nights: isLossy ? 4 : 1,
    epilogue: seed % 3 === 0,
    late: lateness,
  };
  return {
    workers: 1 + random.below(5),
    mixed: false,
    actions,
    choices,
    trouble,
    ...(withdrawals && { withdrawals }),
    ...(archives && { archives }),
    ...(divided && { divided }),
  };
}

/** A deployment, at times rolled back, with workers of both releases in between. */
function addDeployments(random: Random, add: (action: Action) => unknown): void {
  const releases: readonly Release[] = random.below(2) === 0 ? ['two'] : ['two', 'one'];
  for (const release of releases)
    add({ kind: 'deploy', seconds: 1, release, rolling: random.below(2) === 0 });
}
