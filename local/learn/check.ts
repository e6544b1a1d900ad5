import type { Site } from '../../lambda/model/site.ts';
import type { Effects } from './effects.ts';
import { examineFiles, type Failure } from './examination.ts';
import { countTaken, withFault } from './faults.ts';
import { type Group, gather, type LearnOptions, sortProfiles } from './gather.ts';
import type { SourceName } from './groups.ts';
import { MIN_ARTICLES, tryOn, withRule } from './learn.ts';
import type { Profile } from './profile.ts';
import { accept, isDoubtful, isSure, type Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import { ruleOf } from './rule-text.ts';

/** A rule is learned from half of so many articles. */
export const MIN_CHECKED = 2 * MIN_ARTICLES;

/** How rules do that were learned from one half of each source's articles. */
export interface Check {
  readonly sources: readonly Checked[];
  /** Sources with too few articles, and how many they have. */
  readonly small: ReadonlyMap<string, number>;
  readonly refused: readonly Failure[];
  readonly failed: readonly Failure[];
}

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
export async function check(folder: string, site: Site, options: LearnOptions): Promise<Check> {
  const { groups, refused, failed } = await gather(folder, site, options);
  const sources: Checked[] = [];
  const small = new Map<string, number>();
  for (const group of groups) {
    if (group.profiles.length < MIN_CHECKED) small.set(group.source.title, group.profiles.length);
    else sources.push(await checkSource(folder, site, group, options));
  }
  return { sources, small, refused, failed };
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
  const proposed = accept(propose(known).map(withFault), options.accepted);
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
    left: propose(rest).map(withFault).filter(isSure),
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
