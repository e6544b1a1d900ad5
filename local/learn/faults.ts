import { faultOfLink, faultOfPhrase, faultOfSelector } from '../../lib/rule-checks.ts';
import type { Effects } from './effects.ts';
import type { Proposal, RuleKey } from './proposal.ts';

/** Says of what no rule may hold why: a selector or phrase that could take long is refused. */
export function withFault(proposal: Proposal): Proposal {
  const { key, value, fault } = proposal;
  const refusal = fault ?? FAULT_OF[key](value);
  return refusal === undefined ? proposal : { ...proposal, fault: refusal };
}

const FAULT_OF: Readonly<Record<RuleKey, (value: string) => string | undefined>> = {
  promotion: faultOfSelector,
  furniture: faultOfSelector,
  phrases: faultOfPhrase,
  sections: faultOfPhrase,
  links: faultOfLink,
};

/** Of what a rule would take, and cleaning does not find. */
export const USELESS = 'cleaning finds nothing by it';

/** Whether cleaning takes anything by a proposal: there may be something in the way, such as a heading's tag. */
export function takesSomething(proposal: Proposal, name: string, effects: Effects): boolean {
  return countTaken(proposal, name, effects) > 0;
}

/** In how many articles cleaning takes something by a proposal, where the rule has a name. */
export function countTaken({ key, value }: Proposal, name: string, effects: Effects): number {
  if (key === 'phrases') return effects.articlesOf(new RegExp(value, 'iu'));
  const prefix = key === 'sections' || key === 'links' ? key.replace('sections', 'section') : name;
  return effects.articlesOf(`${prefix}: ${value}`);
}
