import { formatCount } from '../../lib/words/count.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import type { Counted, Effects } from '../learn/effects.ts';
import type { Failure } from '../learn/examination.ts';
import type { Learned } from '../learn/learn.ts';
import { idOf, isDoubtful, isSure, type Proposal } from '../learn/proposal.ts';
import { padColumns, paint, showText, widest } from './terminal.ts';

const { sources: say } = words;

/** So many lines are shown unless all are asked for. */
export const SHOWN = 40;

/** Longer lines are cut. */
const EXCERPT_LENGTH = 100;

/** So much is shown of what no rule can take, unless all is asked for. */
const SHOWN_FAULTS = 10;

/** What was learned of a source: what a rule would take, what a person should decide, and what no rule can take. */
export function describeLearned(
  { source: { title }, articles, sample, proposals, effects }: Learned,
  { verbose }: { readonly verbose: boolean },
): string {
  const sure = proposals.filter(isSure);
  const doubtful = proposals.filter(isDoubtful);
  const faulty = proposals.filter(({ fault }) => fault !== undefined);
  const parts = [paint('bold', say.learned(showText(inWords(title)), articles, sample))];
  if (proposals.length === 0) {
    parts.push(say.nothingRepeats(sample));
    return parts.join('\n');
  }
  if (sure.length > 0) parts.push('', say.wouldTake, ...sure.map((each) => describeProposal(each, sample)));
  if (doubtful.length > 0) parts.push('', describeDoubtful(doubtful, sample));
  if (faulty.length > 0) {
    const shown = verbose ? faulty : faulty.slice(0, SHOWN_FAULTS);
    parts.push('', say.leftOut, ...shown.map((each) => describeProposal(each, sample)));
    if (shown.length < faulty.length) parts.push(say.moreLines(faulty.length - shown.length));
  }
  if (effects !== undefined) parts.push('', summarizeEffects(effects));
  return parts.join('\n');
}

/** What a proposal would put into a rule, or a line that no rule can take. */
export function nameOf({ key, value, examples: [example = ''] }: Proposal): string {
  if (value === '') return excerpt(example);
  return key === 'sections' || key === 'links' ? `${key}: ${showText(value)}` : showText(value);
}

/** What a person should decide, and what to accept it by. */
export function describeDoubtful(doubtful: readonly Proposal[], sample: number): string {
  return [say.doubtful, ...doubtful.map((each) => describeProposal(each, sample))].join('\n');
}

function describeProposal(proposal: Proposal, sample: number): string {
  const { value, articles, examples, others, doubt, fault } = proposal;
  const [example = ''] = examples;
  const id = isDoubtful(proposal) ? `${idOf(proposal)}  ` : '';
  const lines = [`  ${id}${paint('bold', nameOf(proposal))}  ${paint('dim', say.inOf(articles, sample))}`];
  const reason = fault ?? doubt;
  if (reason !== undefined) lines.push(`      ${paint('yellow', inWords(reason))}`);
  if (example !== '' && value !== '') lines.push(`      ${paint('dim', excerpt(example))}`);
  if (others.ink > 0) {
    const [other = ''] = others.examples;
    lines.push(`      ${say.alsoTakes(others.ink, excerpt(other))}`);
  }
  return lines.join('\n');
}

/** One line on what would change. */
export function summarizeEffects({ articles, changed, gone, come, statuses }: Effects): string {
  if (changed === 0) return say.noChange(articles);
  const sum = (counts: readonly Counted[]) => counts.reduce((total, each) => total + each.articles, 0);
  const told = statuses.map(({ text, articles: files }) => say.filesBecome(files, text));
  return say.changes(changed, articles, sum(gone), sum(come), told);
}

/** What would change, as text: each line with the number of articles that it would go from, or come to. */
export function describeEffects(effects: Effects, { verbose }: { readonly verbose: boolean }): string {
  const most = verbose ? Number.POSITIVE_INFINITY : SHOWN;
  const sections = [
    describeCounts(say.byRule, effects.rules, most, ''),
    describeCounts(say.wouldGo, effects.gone, most, '- '),
    describeCounts(say.wouldCome, effects.come, most, '+ '),
    verbose ? describeFiles(effects) : '',
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function describeCounts(title: string, counts: readonly Counted[], most: number, mark: string): string {
  if (counts.length === 0) return '';
  const shown = counts.slice(0, most);
  const width = widest(shown.map(({ articles }) => formatCount(articles)));
  const style = mark === '- ' ? 'red' : mark === '+ ' ? 'green' : 'reset';
  const lines = shown.map(
    ({ text, articles }) =>
      `  ${padColumns(formatCount(articles), width, 'left')}  ${paint(style, `${mark}${excerpt(text)}`)}`,
  );
  const rest = counts.length - shown.length;
  if (rest > 0) lines.push(say.moreLines(rest));
  return [title, ...lines].join('\n');
}

function describeFiles({ files, changed }: Effects): string {
  if (files.length === 0) return '';
  const lines = files.map(({ key, difference: { gone, come } }) =>
    [
      paint('bold', showText(key)),
      ...gone.map((line) => paint('red', `  - ${excerpt(line)}`)),
      ...come.map((line) => paint('green', `  + ${excerpt(line)}`)),
    ].join('\n'),
  );
  if (changed > files.length) lines.push(say.moreArticles(changed - files.length));
  return [say.byArticle, ...lines].join('\n');
}

/** A text as one line that a terminal can show. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return showText(line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`);
}

/** The files that are no article, by the reason; each of them only if all are asked for. */
export function describeRefused(
  refused: readonly Failure[],
  { verbose }: { readonly verbose: boolean },
): string {
  if (refused.length === 0) return '';
  const title = say.refused(refused.length);
  return verbose
    ? [`${title}${words.site.colon.trim()}`, ...refused.map(describeFailure)].join('\n')
    : `${title}${say.listRefused(refused.length)}`;
}

/** The files that could not be examined. */
export function describeFailed(failed: readonly Failure[]): string {
  const shown = failed.slice(0, SHOWN).map(describeFailure);
  if (failed.length > shown.length) shown.push(say.otherFiles(failed.length - shown.length));
  return failed.length === 0 ? '' : [say.notExamined, ...shown].join('\n');
}

function describeFailure({ key, reason }: Failure): string {
  return `  ${showText(key)}  ${showText(inWords(reason))}`;
}
