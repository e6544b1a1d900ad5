import type { Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { derive } from './derived.ts';
import { type Difference, findDifference } from './difference.ts';
import type { Profile } from './profile.ts';
import { readProfile } from './read-profile.ts';

/** What the threads are to find out about each file: what is still in it, or what other settings would change. */
export type Task =
  | { readonly kind: 'profile'; readonly site: Site }
  | { readonly kind: 'difference'; readonly site: Site; readonly other: Site };

/** What an article names its source by, and what is learned from it. */
export interface Study {
  readonly categories: readonly string[];
  readonly author?: string;
  readonly link?: string;
  readonly profile: Profile;
}

/** What a thread finds out about a file: nothing, where it is no article. */
export type Finding =
  | { readonly kind: 'study'; readonly study: Study }
  | { readonly kind: 'difference'; readonly difference: Difference }
  | { readonly kind: 'skipped' | 'rejected'; readonly reason: string };

/** Does a task for one file. */
export async function examine(upload: Upload, task: Task): Promise<Finding> {
  const now = await derive(upload, task.site);
  if (task.kind === 'difference') {
    const then = await derive(upload, task.other);
    return { kind: 'difference', difference: findDifference(now, then) };
  }
  if (now.cleaned === undefined || now.article === undefined) return refusalOf(now.derivation);
  const { categories, author, link } = now.article;
  return {
    kind: 'study',
    study: {
      categories,
      ...(author !== undefined && { author }),
      ...(link !== undefined && { link }),
      profile: await readProfile(upload, now.cleaned, link),
    },
  };
}

function refusalOf(derivation: Derivation): Finding {
  if (derivation.status === 'rejected') return { kind: 'rejected', reason: derivation.rejection.reason };
  return {
    kind: 'skipped',
    reason: derivation.status === 'skipped' ? derivation.reason : 'it is no article',
  };
}
