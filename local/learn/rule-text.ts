import { type Document, isNode, isSeq, parseDocument, Scalar } from 'yaml';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import type { SourceName } from './groups.ts';
import { isDoubtful, isSure, type Proposal, RULE_KEYS } from './proposal.ts';

/** The rule that takes what nothing speaks against. */
export function ruleOf(
  name: string,
  { names, hosts }: SourceName,
  proposals: readonly Proposal[],
): SourceRule {
  const members = RULE_KEYS.flatMap((key) => {
    const values = proposals.filter((each) => each.key === key && isSure(each)).map(({ value }) => value);
    return values.length === 0 ? [] : [[key, values]];
  });
  return {
    name,
    ...(names.length > 0 && { names }),
    ...(hosts.length > 0 && { hosts }),
    ...Object.fromEntries(members),
  };
}

/** A rule and what is added to it. */
export function extendRule(rule: SourceRule, addition: SourceRule): SourceRule {
  const members = RULE_KEYS.flatMap((key) => {
    const values = [...new Set([...(rule[key] ?? []), ...(addition[key] ?? [])])];
    return values.length === 0 ? [] : [[key, values]];
  });
  return { ...rule, ...Object.fromEntries(members) };
}

/** The file of a new rule. What a person should decide stands in it as comments. */
export function renderRule(
  { title, names, hosts }: SourceName,
  proposals: readonly Proposal[],
  articles: number,
): string {
  const lines = [words.sources.ruleHead(oneLine(inWords(title)), articles)];
  if (proposals.some(isDoubtful)) {
    lines.push(words.sources.doubtfulComments);
  }
  if (names.length > 0) lines.push(`names: [${names.map(quote).join(', ')}]`);
  if (hosts.length > 0) lines.push(`hosts: [${hosts.map(quote).join(', ')}]`);
  for (const key of RULE_KEYS) {
    const own = proposals.filter((each) => each.key === key && each.fault === undefined);
    if (own.length === 0) continue;
    lines.push(`${key}:`);
    for (const { value, articles: found, doubt } of own) {
      lines.push(
        `  ${doubt === undefined ? '' : '#'}- ${quote(value)} # ${found}${doubt === undefined ? '' : `: ${inWords(doubt)}`}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The file of a rule with what proposals add to it, its comments as they were. */
export function extendRuleText(text: string, proposals: readonly Proposal[]): string {
  const document = parseDocument(text);
  for (const { key, value } of proposals.filter(isSure)) {
    if (!isSeq(document.get(key))) document.set(key, emptyList(document, key));
    const known: unknown = document.toJS()[key];
    if (!Array.isArray(known) || !known.includes(value)) document.addIn([key], quoted(value));
  }
  const doubtful = proposals
    .filter(isDoubtful)
    .map(
      ({ key, value, articles, doubt = '' }) => `# ${key}: ${quote(value)} # ${articles}: ${inWords(doubt)}`,
    );
  const note = doubtful.length === 0 ? [] : [words.sources.doubtfulNote, ...doubtful, ''];
  return `${document.toString({ lineWidth: 0, flowCollectionPadding: false })}${note.join('\n')}`;
}

/** An empty list in place of a member that has none: all that stood below it may be comments, which stay. */
function emptyList(document: Document, key: string) {
  const member = document.get(key, true);
  const list = document.createNode([]);
  if (isNode(member) && member.comment) list.commentBefore = member.comment;
  return list;
}

function quoted(value: string): Scalar<string> {
  const scalar = new Scalar(value);
  scalar.type = 'QUOTE_SINGLE';
  return scalar;
}

function quote(value: string): string {
  return `'${oneLine(value).replaceAll("'", "''")}'`;
}

/** Nothing in a line of YAML can end it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').toWellFormed();
}
