import { findSources } from '../../lambda/clean/sources/sources.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import type { Study } from './study.ts';

/** What an article names its source by. */
export type Origin = Pick<Study, 'categories' | 'author' | 'link'>;

/** A source, and how a rule knows its articles. */
export interface SourceName {
  /** As people call it. */
  readonly title: string;
  /** The name of its rule, there or to be made; undefined where nothing tells its articles from others. */
  readonly rule?: string;
  /** Categories and authors of its articles, and hosts of their originals. */
  readonly names: readonly string[];
  readonly hosts: readonly string[];
}

/**
 * The source of an article: the one whose rule it has, the author that is one of its categories, the host of its
 * original, its second category, which stands below a topic, or its author.
 */
export function findSource(origin: Origin, rules: readonly SourceRule[]): SourceName {
  const [known] = findSources(origin, rules);
  if (known !== undefined) {
    const { name, names = [], hosts = [] } = known;
    return { title: names[0] ?? name, rule: name, names, hosts };
  }
  const { categories, author } = origin;
  if (author !== undefined && categories.some((category) => category.startsWith(author))) {
    return nameSource(author);
  }
  const host = URL.parse(origin.link ?? '')?.hostname.replace(/^www\./, '');
  if (host !== undefined && host !== '') {
    return { title: host, rule: host.replaceAll('.', '-'), names: [], hosts: [host] };
  }
  const name = categories[1] ?? categories[0] ?? author;
  return name === undefined
    ? { title: 'articles that name no source', names: [], hosts: [] }
    : nameSource(name);
}

function nameSource(title: string): SourceName {
  const rule = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return { title, ...(rule !== '' && { rule }), names: [title], hosts: [] };
}
