import type { Counted, Effects } from '../learn/effects.ts';
import type { Failure } from '../learn/examination.ts';
import type { Learned } from '../learn/learn.ts';
import type { Proposal } from '../learn/proposal.ts';
import { countOf, formatCount, padColumns, paint, showText, widest } from './terminal.ts';

/** So many lines are shown unless all are asked for. */
const SHOWN = 40;

/** Longer lines are cut. */
const EXCERPT_LENGTH = 100;

/** What was learned of a source: what a rule would take, then what a person should decide. */
export function describeLearned({
  source: { title },
  articles,
  sample,
  proposals,
  effects,
}: Learned): string {
  const sure = proposals.filter(({ doubt }) => doubt === undefined);
  const doubtful = proposals.filter(({ doubt }) => doubt !== undefined);
  const learned = sample < articles ? `, learned from ${formatCount(sample)} of them` : '';
  const parts = [paint('bold', `${showText(title)}: ${countOf(articles, 'article')}${learned}`)];
  if (proposals.length === 0) {
    parts.push(`Nothing repeats in ${sample === 1 ? 'it' : 'them'} that cleaning leaves.`);
    return parts.join('\n');
  }
  if (sure.length > 0)
    parts.push('', 'A rule would take:', ...sure.map((each) => describeProposal(each, sample)));
  if (doubtful.length > 0) {
    parts.push('', "Also repeats, but may be the article's:");
    parts.push(...doubtful.map((each) => describeProposal(each, sample)));
  }
  if (effects !== undefined) parts.push('', summarizeEffects(effects));
  return parts.join('\n');
}

function describeProposal({ value, articles, examples, others, doubt }: Proposal, sample: number): string {
  const lines = [`  ${paint('bold', showText(value))}  ${paint('dim', `in ${articles} of ${sample}`)}`];
  if (doubt !== undefined) lines.push(`      ${paint('yellow', doubt)}`);
  const [example] = examples;
  if (example !== undefined) lines.push(`      ${paint('dim', excerpt(example))}`);
  if (others.ink > 0) {
    const [other = ''] = others.examples;
    lines.push(
      `      also ${countOf(others.ink, 'character')} that do not repeat, such as: ${excerpt(other)}`,
    );
  }
  return lines.join('\n');
}

/** One line on what would change. */
export function summarizeEffects({ articles, changed, gone, come, statuses }: Effects): string {
  if (changed === 0) return `Nothing would change in ${countOf(articles, 'article')}.`;
  const sum = (counts: readonly Counted[]) => counts.reduce((total, each) => total + each.articles, 0);
  const parts = [`${formatCount(changed)} of ${countOf(articles, 'article')} would change`];
  const [less, more] = [sum(gone), sum(come)];
  if (less > 0)
    parts.push(
      `${countOf(less, 'line or picture').replace('line or pictures', 'lines or pictures')} would go`,
    );
  if (more > 0) parts.push(`${formatCount(more)} would come`);
  const told = statuses.map(({ text, articles: files }) => `${countOf(files, 'file')} ${text}`);
  return `${[parts.join(': ').replace(/: (?=\d+ would come)/, ', '), ...told].join('; ')}.`;
}

/** What would change, as text: each line with the number of articles that it would go from, or come to. */
export function describeEffects(effects: Effects, { verbose }: { readonly verbose: boolean }): string {
  const most = verbose ? Number.POSITIVE_INFINITY : SHOWN;
  const sections = [
    describeCounts('By rule:', effects.rules, most, ''),
    describeCounts('Would go, and from how many articles:', effects.gone, most, '- '),
    describeCounts('Would come, and to how many articles:', effects.come, most, '+ '),
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
  if (rest > 0) lines.push(`  … and ${formatCount(rest)} more; --verbose shows all.`);
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
  if (changed > files.length) lines.push(`… and ${formatCount(changed - files.length)} more articles.`);
  return ['By article:', ...lines].join('\n');
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return showText(line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`);
}

/** The files that are no article, by the reason; each of them only if all are asked for. */
export function describeRefused(
  refused: readonly Failure[],
  { verbose }: { readonly verbose: boolean },
): string {
  if (refused.length === 0) return '';
  const [are, them] =
    refused.length === 1 ? ['is no article that is', 'it'] : ['are no articles that are', 'them'];
  const title = `${countOf(refused.length, 'file')} ${are} published`;
  return verbose
    ? [`${title}:`, ...refused.map(describeFailure)].join('\n')
    : `${title}; --verbose lists ${them}.`;
}

/** The files that could not be examined. */
export function describeFailed(failed: readonly Failure[]): string {
  const shown = failed.slice(0, SHOWN).map(describeFailure);
  if (failed.length > shown.length)
    shown.push(`… and ${countOf(failed.length - shown.length, 'other file')}`);
  return failed.length === 0 ? '' : ['Could not be examined:', ...shown].join('\n');
}

function describeFailure({ key, reason }: Failure): string {
  return `  ${showText(key)}  ${showText(reason)}`;
}
