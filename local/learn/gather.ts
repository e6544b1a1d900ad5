import { createHash } from 'node:crypto';
import type { Site } from '../../lambda/model/site.ts';
import { examineFiles, type Failure, listFiles } from './examination.ts';
import { findSource, type SourceName } from './groups.ts';
import type { Profile } from './profile.ts';

/** A source is learned from so many of its articles; the rule is tried on all. */
const MAX_SAMPLE = 2_000;

/** All sources of a folder are learned from so many lines, which bounds the memory that this takes. */
const MAX_LINES = 1_000_000;

/** What is learned, and who is told of the progress. */
export interface LearnOptions {
  /** The source to learn; all there are unless told. */
  readonly source?: string;
  /** The name of the rule, where it is not to be the source's. */
  readonly name?: string;
  /** The doubtful proposals that a person accepts, by their ids. */
  readonly accepted?: readonly string[];
  /** Told of so many files to examine, and then of each. */
  readonly onStart?: (files: number) => void;
  readonly onStep?: () => void;
  readonly signal?: AbortSignal;
}

/** The articles of a folder by their sources, the largest first. */
interface Gathered {
  readonly groups: readonly Group[];
  /** What is no article, and what could not be read. */
  readonly refused: readonly Failure[];
  readonly failed: readonly Failure[];
}

/** What was done with each source of a folder that has enough articles for it. */
export interface Worked<Source> {
  readonly sources: readonly Source[];
  /** Sources with too few articles, and how many they have. */
  readonly small: ReadonlyMap<string, number>;
  /** What is no article, and what could not be read. */
  readonly refused: readonly Failure[];
  readonly failed: readonly Failure[];
}

/** The articles of one source. */
export interface Group {
  readonly source: SourceName;
  readonly keys: string[];
  readonly profiles: Profile[];
  /** The profiles by their stories: one that stands under several keys is learned from once, else all of it would repeat. */
  readonly stories: Map<string, number>;
}

/** Does some work on each source of a folder that has at least so many articles, one after the other. */
export async function workOnSources<Source>(
  folder: string,
  site: Site,
  options: LearnOptions & { readonly least: number },
  work: (group: Group) => Promise<Source>,
): Promise<Worked<Source>> {
  const { refused, failed, groups } = await gather(folder, site, options);
  const sources: Source[] = [];
  const small = new Map<string, number>();
  for (const group of groups) {
    if (group.profiles.length < options.least) small.set(group.source.title, group.profiles.length);
    else sources.push(await work(group));
  }
  return { sources, small, refused, failed };
}

/** Reads the articles of a folder, by their sources; those of `source` alone where it is named. */
async function gather(
  folder: string,
  site: Site,
  { source: wanted, onStart, onStep, signal }: LearnOptions,
): Promise<Gathered> {
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
        const group: Group = groups.get(source.title) ?? {
          source,
          keys: [],
          profiles: [],
          stories: new Map(),
        };
        groups.set(source.title, group);
        group.keys.push(key);
        const known = group.stories.get(profile.story);
        if (known !== undefined) {
          // Whichever thread ends first, it is the same one that is learned from.
          if (key < (group.profiles[known]?.key ?? '')) group.profiles[known] = profile;
          return;
        }
        if (group.profiles.length >= MAX_SAMPLE || lines > MAX_LINES) return;
        group.stories.set(profile.story, group.profiles.push(profile) - 1);
        lines += profile.lines.length;
      },
      ...(onStep && { onStep }),
      ...(signal && { signal }),
    },
  );
  const found = [...groups.values()]
    .filter(({ source }) => wanted === undefined || isCalled(source, wanted))
    .sort((a, b) => b.keys.length - a.keys.length);
  return { groups: found, refused, failed };
}

function shuffle(keys: readonly string[]): readonly string[] {
  const ranked = keys.map((key) => ({ key, rank: createHash('sha1').update(key).digest('hex') }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ key }) => key);
}

function isCalled({ title, rule, names, hosts }: SourceName, name: string): boolean {
  return [title, rule, ...names, ...hosts].includes(name);
}

/** Profiles by their keys: files end in any order on threads, and the same folder is to give the same rule. */
export function sortProfiles(profiles: readonly Profile[]): readonly Profile[] {
  return [...profiles].sort((a, b) => (a.key < b.key ? -1 : 1));
}
