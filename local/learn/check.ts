import type { Site } from '../../lambda/model/site.ts';
import type { Effects } from './effects.ts';
import { examineFiles } from './examination.ts';
import { countTaken } from './faults.ts';
import { type Group, type LearnOptions, sortProfiles, type Worked, workOnSources } from './gather.ts';
import type { SourceName } from './groups.ts';
import { MIN_ARTICLES, tryOn, withRule } from './learn.ts';
import type { Profile } from './profile.ts';
import { accept, isDoubtful, isSure, type Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import { ruleOf } from './rule-text.ts';

/** A rule is learned from half of so many articles. */
export const MIN_CHECKED = 2 * MIN_ARTICLES;

/** How rules do that were learned from one half of each source's articles. */
export type Check = Worked<Checked>;

/** How a rule does on articles that it was not learned from. */
export interface Checked {
  readonly source: SourceName;
  readonly learnedFrom: number;
  /** How many other articles it was tried on. */
  readonly articles: number;
  /** What it takes, and in how many of the other articles. */
  readonly proposals: readonly { readonly proposal: Proposal; readonly found: number }[];
  /** What a person should decide, and how many of the first half it stands in. */
  readonly doubtful: readonly Proposal[];
  /** What it changes in them. */
  readonly effects: Effects;
  /** Lines and pictures that it takes. */
  readonly taken: number;
  /** What repeats in them all the same, and a rule learned from them would take. */
  readonly left: readonly Proposal[];
}

/** Learns a rule from half of the articles of each source, and tries it on the other half. */
export function check(folder: string, site: Site, options: LearnOptions): Promise<Check> {
  return workOnSources(folder, site, { ...options, least: MIN_CHECKED }, (group) =>
    checkSource(folder, site, group, options),
  );
}

async function checkSource(
  folder: string,
  site: Site,
  { source, profiles }: Group,
  options: LearnOptions,
): Promise<Checked> {
  // Of files that are named after their dates, every second one: each half is of all times.
  const ordered = sortProfiles(profiles);
  const known = ordered.filter((_, index) => index % 2 === 0);
  const keys = ordered.filter((_, index) => index % 2 === 1).map(({ key }) => key);
  const name = options.name ?? source.rule ?? 'learned';
  const proposed = accept(propose(known), options.accepted);
  const sure = proposed.filter(isSure);
  const ruled = withRule(site, ruleOf(name, source, sure));
  const effects = await tryOn(folder, site, ruled, keys, options);
  const rest = sortProfiles(await readProfiles(folder, ruled, keys, options));
  return {
    source,
    learnedFrom: known.length,
    articles: keys.length,
    proposals: sure.map((proposal) => ({ proposal, found: countTaken(proposal, name, effects) })),
    doubtful: proposed.filter(isDoubtful),
    effects,
    taken: effects.gone.reduce((sum, { articles }) => sum + articles, 0),
    left: propose(rest).filter(isSure),
  };
}

/** What is still in articles under the settings of a site. */
async function readProfiles(
  folder: string,
  site: Site,
  keys: readonly string[],
  { onStart, onStep, signal }: LearnOptions,
): Promise<readonly Profile[]> {
  const profiles: Profile[] = [];
  onStart?.(keys.length);
  await examineFiles(
    folder,
    { kind: 'profile', site },
    {
      keys,
      onFinding: (_, finding) => {
        if (finding.kind === 'study') profiles.push(finding.study.profile);
      },
      ...(onStep && { onStep }),
      ...(signal && { signal }),
    },
  );
  return profiles;
}
