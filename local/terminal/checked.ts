import { inWords, words } from '../../lib/words/spoken.ts';
import type { Checked } from '../learn/check.ts';
import type { Counted } from '../learn/effects.ts';
import type { Proposal } from '../learn/proposal.ts';
import { describeDoubtful, excerpt, nameOf, SHOWN } from './learned.ts';
import { paint, showText } from './terminal.ts';

const { sources: say } = words;

/** How a rule does on articles that it was not learned from: what it takes, what it leaves, and what it takes once. */
export function describeChecked(
  { source: { title }, learnedFrom, articles, proposals, doubtful, effects, taken, left }: Checked,
  { verbose }: { readonly verbose: boolean },
): string {
  const most = verbose ? Number.POSITIVE_INFINITY : SHOWN;
  const head = paint('bold', say.checked(showText(inWords(title)), learnedFrom, articles));
  const undecided = doubtful.length === 0 ? [] : [describeDoubtful(doubtful, learnedFrom)];
  if (proposals.length === 0) {
    return [`${head}\n${say.nothingSure}`, ...undecided].join('\n\n');
  }
  const missed = left.reduce((sum, { articles: found }) => sum + found, 0);
  const once = effects.gone.filter(({ articles: found }) => found === 1);
  const sections = [
    [head, ...proposals.map(({ proposal, found }) => describeFound(proposal, found, articles))],
    [say.takes(taken, taken + missed)],
    left.length === 0
      ? []
      : [say.leaves, ...left.slice(0, most).map((each) => describeFound(each, each.articles, articles))],
    once.length === 0 ? [] : [say.takesOnce, ...describeOnce(once, most)],
    undecided,
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function describeFound(proposal: Proposal, found: number, articles: number): string {
  const style = found === 0 ? 'yellow' : 'dim';
  return `  ${paint('bold', nameOf(proposal))}  ${paint(style, say.inOf(found, articles))}`;
}

function describeOnce(once: readonly Counted[], most: number): readonly string[] {
  const shown = once.slice(0, most).map(({ text }) => `  ${paint('red', `- ${excerpt(text)}`)}`);
  return once.length > shown.length ? [...shown, say.moreLines(once.length - shown.length)] : shown;
}
