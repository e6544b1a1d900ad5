import type { Site } from '../../lambda/model/site.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { mergeRules } from '../../lib/rules.ts';
import { Effects } from './effects.ts';
import { examineFiles } from './examination.ts';
import { takesSomething, USELESS } from './faults.ts';
import { type Group, type LearnOptions, sortProfiles, type Worked, workOnSources } from './gather.ts';
import type { SourceName } from './groups.ts';
import { accept, isSure, type Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import { extendRule, ruleOf } from './rule-text.ts';

/** From fewer articles, what repeats cannot be told from what happens to be alike. */
export const MIN_ARTICLES = 8;

/** The differences of so many articles are kept one by one. */
const MAX_FILES = 500;

/** What was learned from a folder. */
export type Lesson = Worked<Learned>;

/** What was learned of one source. */
export interface Learned {
  readonly source: SourceName;
  /** How many articles it has, and from how many it was learned. */
  readonly articles: number;
  readonly sample: number;
  readonly proposals: readonly Proposal[];
  /** The rule that takes what is sure, added to the one that there is; undefined where nothing is sure. */
  readonly rule?: SourceRule;
  /** What that rule changes. */
  readonly effects?: Effects;
}

/** Proposes a rule for each source of a folder, and tries it on all of the source's articles. */
export function learn(folder: string, site: Site, options: LearnOptions = {}): Promise<Lesson> {
  return workOnSources(folder, site, { ...options, least: MIN_ARTICLES }, (group) =>
    learnSource(folder, site, group, options),
  );
}

async function learnSource(
  folder: string,
  site: Site,
  { source, keys, profiles }: Group,
  options: LearnOptions,
): Promise<Learned> {
  const proposals = accept(propose(sortProfiles(profiles)), options.accepted);
  const learned = { source, articles: keys.length, sample: profiles.length };
  const name = options.name ?? source.rule;
  if (name === undefined || !proposals.some(isSure)) return { ...learned, proposals };
  const addition = ruleOf(name, source, proposals);
  const effects = await tryOn(folder, site, withRule(site, addition), keys, options);
  const tried = proposals.map((proposal) =>
    !isSure(proposal) || takesSomething(proposal, name, effects) ? proposal : { ...proposal, fault: USELESS },
  );
  const rule = ruleOf(name, source, tried);
  return {
    ...learned,
    proposals: tried,
    ...(tried.some(isSure) && {
      rule: extendRule(known(site, name) ?? rule, rule),
      effects,
    }),
  };
}

/** Compares what articles of a folder come to under the settings of two sites. */
export async function tryOn(
  folder: string,
  site: Site,
  other: Site,
  keys: readonly string[],
  { onStart, onStep, signal }: LearnOptions,
): Promise<Effects> {
  const effects = new Effects(MAX_FILES);
  onStart?.(keys.length);
  await examineFiles(
    folder,
    { kind: 'difference', site, other },
    {
      keys,
      onFinding: (key, finding) => {
        if (finding.kind === 'difference') effects.add(key, finding.difference);
      },
      ...(onStep && { onStep }),
      ...(signal && { signal }),
    },
  );
  return effects;
}

/** The settings with a rule added to the one of its name. */
export function withRule(site: Site, rule: SourceRule): Site {
  const before = known(site, rule.name);
  return { ...site, rules: mergeRules([...(site.rules ?? []), before ? extendRule(before, rule) : rule]) };
}

function known(site: Site, name: string): SourceRule | undefined {
  return site.rules?.find((rule) => rule.name === name);
}
