import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { CleanedBody } from '../../lambda/clean/clean.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import type { Proposal } from '../../local/learn/proposal.ts';
import { propose } from '../../local/learn/propose.ts';
import { readProfile } from '../../local/learn/read-profile.ts';
import { ruleOf } from '../../local/learn/rule-text.ts';
import { SITE, uploadOf } from '../article/uploads.ts';

/** An article, and what of it a person would not keep and would keep: text, and addresses of pictures. */
export interface JudgedArticle {
  readonly key: string;
  readonly upload: string;
  readonly dirt: readonly string[];
  readonly own: readonly string[];
}

/** How a rule did on articles that it was not learned from: of what cleaning leaves without it. */
export interface Score {
  readonly dirt: number;
  readonly taken: number;
  /** Dirt that it left, and what was the articles' own and went. */
  readonly left: readonly string[];
  readonly lost: readonly string[];
}

/** What is proposed for articles. */
export async function learnFrom(articles: readonly JudgedArticle[]): Promise<readonly Proposal[]> {
  const profiles = [];
  for (const { key, upload } of articles) {
    const cleaned = await clean(key, upload);
    if (cleaned !== undefined) profiles.push(await readProfile(uploadOf(upload, key), cleaned, undefined));
  }
  return propose(profiles);
}

/** Learns a rule for the articles of a source from some of them, and tries it on others. */
export async function scoreRule(
  name: string,
  learned: readonly JudgedArticle[],
  heldOut: readonly JudgedArticle[],
): Promise<Score> {
  const source = { title: name, names: [name], hosts: [] };
  const rule = ruleOf('learned', source, await learnFrom(learned));
  let dirt = 0;
  const left: string[] = [];
  const lost: string[] = [];
  for (const article of heldOut) {
    const before = await clean(article.key, article.upload);
    const after = await clean(article.key, article.upload, [rule]);
    for (const line of article.dirt.filter((each) => holds(before, each))) {
      dirt++;
      if (holds(after, line)) left.push(line);
    }
    lost.push(...article.own.filter((line) => holds(before, line) && !holds(after, line)));
  }
  return { dirt, taken: dirt - left.length, left, lost };
}

async function clean(
  key: string,
  upload: string,
  rules: readonly SourceRule[] = [],
): Promise<CleanedBody | undefined> {
  let cleaned: CleanedBody | undefined;
  await deriveArticle(uploadOf(upload, key), { ...SITE, rules }, (body) => {
    cleaned = body;
  });
  return cleaned;
}

function holds(cleaned: CleanedBody | undefined, line: string): boolean {
  if (cleaned === undefined) return false;
  return /^https?:\/\/\S+$/.test(line)
    ? cleaned.html.includes(line)
    : squeeze(cleaned.text).includes(squeeze(line));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
