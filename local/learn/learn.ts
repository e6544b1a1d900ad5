import { createHash } from 'node:crypto';
import type { Site } from '../../lambda/model/site.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { faultOfPhrase, faultOfSelector } from '../../lib/rule-checks.ts';
import { mergeRules } from '../../lib/rules.ts';
import { Effects } from './effects.ts';
import { examineFiles, type Failure, listFiles } from './examination.ts';
import { findSource, type SourceName } from './groups.ts';
import type { Profile } from './profile.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import { extendRule, ruleOf } from './rule-text.ts';

/** From fewer articles, what repeats cannot be told from what happens to be alike. */
export const MIN_ARTICLES = 8;

/** A source is learned from so many of its articles; the rule is tried on all. */
const MAX_SAMPLE = 2_000;

/** All sources of a folder are learned from so many lines, which bounds the memory that this takes. */
const MAX_LINES = 1_000_000;

/** The differences of so many articles are kept one by one. */
const MAX_FILES = 500;

/** What is learned, and who is told of the progress. */
export interface LearnOptions {
  /** The source to learn; all there are unless told. */
  readonly source?: string;
  /** The name of the rule, where it is not to be the source's. */
  readonly name?: string;
  /** Told of so many files to examine, and then of each. */
  readonly onStart?: (files: number) => void;
  readonly onStep?: () => void;
  readonly signal?: AbortSignal;
}

/** What was learned from a folder. */
export interface Lesson {
  readonly sources: readonly Learned[];
  /** Sources with too few articles, and how many they have. */
  readonly small: ReadonlyMap<string, number>;
  /** What is no article, and what could not be read. */
  readonly refused: readonly Failure[];
  readonly failed: readonly Failure[];
}

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
export async function learn(folder: string, site: Site, options: LearnOptions = {}): Promise<Lesson> {
  const { refused, failed, groups } = await gather(folder, site, options);
  const sources: Learned[] = [];
  const small = new Map<string, number>();
  for (const group of [...groups.values()].sort((a, b) => b.keys.length - a.keys.length)) {
    const { title } = group.source;
    if (options.source !== undefined && !isCalled(group.source, options.source)) continue;
    if (group.profiles.length < MIN_ARTICLES) small.set(title, group.profiles.length);
    else sources.push(await learnSource(folder, site, group, options));
  }
  return { sources, small, refused, failed };
}

/** The articles of one source. */
interface Group {
  readonly source: SourceName;
  readonly keys: string[];
  readonly profiles: Profile[];
  /** A story that stands under several keys is learned from once: else all of it would repeat. */
  readonly stories: Set<string>;
}

async function gather(folder: string, site: Site, { onStart, onStep, signal }: LearnOptions) {
  // In any order but that of their names, which often have to do with what is in them.
  const keys = shuffle(await listFiles(folder));
  const groups = new Map<string, Group>();
  const refused: Failure[] = [];
  let lines = 0;
  onStart?.(keys.length);
  const failed = await examineFiles(
    folder,
    { kind: 'profile', site },
    {
      keys,
      onFinding: (key, finding) => {
        if (finding.kind === 'skipped' || finding.kind === 'rejected')
          refused.push({ key, reason: finding.reason });
        if (finding.kind !== 'study') return;
        const { profile, ...origin } = finding.study;
        const source = findSource(origin, site.rules ?? []);
        const group = groups.get(source.title) ?? { source, keys: [], profiles: [], stories: new Set() };
        groups.set(source.title, group);
        group.keys.push(key);
        if (group.profiles.length >= MAX_SAMPLE || lines > MAX_LINES || group.stories.has(profile.story))
          return;
        group.stories.add(profile.story);
        group.profiles.push(profile);
        lines += profile.lines.length;
      },
      ...(onStep && { onStep }),
      ...(signal && { signal }),
    },
  );
  return { groups, refused, failed };
}

function shuffle(keys: readonly string[]): readonly string[] {
  const ranked = keys.map((key) => ({ key, rank: createHash('sha1').update(key).digest('hex') }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ key }) => key);
}

function isCalled({ title, rule, names, hosts }: SourceName, name: string): boolean {
  return [title, rule, ...names, ...hosts].includes(name);
}

async function learnSource(
  folder: string,
  site: Site,
  { source, keys, profiles }: Group,
  options: LearnOptions,
): Promise<Learned> {
  // Files end in any order on threads, and the same folder is to give the same rule.
  const ordered = [...profiles].sort((a, b) => (a.key < b.key ? -1 : 1));
  const proposals = propose(ordered).filter(isAllowed);
  const learned = { source, articles: keys.length, sample: profiles.length };
  const name = options.name ?? source.rule;
  if (name === undefined || proposals.every(({ doubt }) => doubt !== undefined))
    return { ...learned, proposals };
  const addition = ruleOf(name, source, proposals);
  const effects = await tryOn(folder, site, withRule(site, addition), keys, options);
  const useful = proposals.filter(
    (proposal) => proposal.doubt !== undefined || takesSomething(proposal, name, effects),
  );
  const rule = ruleOf(name, source, useful);
  return {
    ...learned,
    proposals: useful,
    ...(useful.some(({ doubt }) => doubt === undefined) && {
      rule: extendRule(known(site, name) ?? rule, rule),
      effects,
    }),
  };
}

/** Whether a rule may hold it: a selector or phrase that could take long is refused. */
function isAllowed({ key, value }: Proposal): boolean {
  return (key === 'phrases' ? faultOfPhrase(value) : faultOfSelector(value)) === undefined;
}

/** Whether cleaning takes anything by a proposal: there may be something in the way, such as a heading's tag. */
function takesSomething({ key, value }: Proposal, name: string, effects: Effects): boolean {
  return effects.articlesOf(key === 'phrases' ? new RegExp(value, 'iu') : `${name}: ${value}`) > 0;
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
function withRule(site: Site, rule: SourceRule): Site {
  const before = known(site, rule.name);
  return { ...site, rules: mergeRules([...(site.rules ?? []), before ? extendRule(before, rule) : rule]) };
}

function known(site: Site, name: string): SourceRule | undefined {
  return site.rules?.find((rule) => rule.name === name);
}
