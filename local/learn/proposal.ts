import { createHash } from 'node:crypto';
import type { Place } from './places.ts';

/** Something that a rule could take, with what speaks for and against it. */
export interface Proposal {
  /** The key of a rule that it stands under. */
  readonly key: RuleKey;
  /** A selector, the source of a regular expression for phrases and sections, or what addresses of links begin with. */
  readonly value: string;
  /** Of a phrase or section: a line that it finds, without anybody's names and numbers. */
  readonly sample?: string;
  /** In how many articles it was found. */
  readonly articles: number;
  /** What it takes that repeats: the beginning of it, different ones. */
  readonly examples: readonly string[];
  /** What else it takes: characters, and the beginning of some of it. */
  readonly others: { readonly ink: number; readonly examples: readonly string[] };
  /** Why a person should decide. */
  readonly doubt?: string;
  /** Why no rule can take it, or takes nothing by it: it is told, and left out of the rule. */
  readonly fault?: string;
}

/** A proposal, and the lines that it would take. */
export interface Candidate {
  readonly proposal: Proposal;
  readonly places: readonly Place[];
}

/** What a rule gets out of proposals, in the order of its file. */
export const RULE_KEYS = ['promotion', 'furniture', 'phrases', 'sections', 'links'] as const;

/** A member of a rule that proposals stand under. */
export type RuleKey = (typeof RULE_KEYS)[number];

/** Whether nothing speaks against a proposal. */
export function isSure({ doubt, fault }: Proposal): boolean {
  return doubt === undefined && fault === undefined;
}

/** Whether a person should decide. */
export function isDoubtful({ doubt, fault }: Proposal): boolean {
  return doubt !== undefined && fault === undefined;
}

/** What a person accepts a proposal by. It is made of what the rule would hold, so that it never comes to mean something else. */
export function idOf({ key, value }: Proposal): string {
  return createHash('sha256').update(`${key} ${value}`).digest('hex').slice(0, 6);
}

/** Proposals without the doubts that a person has settled. */
export function accept(proposals: readonly Proposal[], accepted: readonly string[] = []): Proposal[] {
  return proposals.map((proposal) => {
    if (!accepted.includes(idOf(proposal))) return proposal;
    const { doubt: _, ...settled } = proposal;
    return settled;
  });
}
