import type { Article } from '../../lambda/model/article.ts';
import { parseSite } from '../../lambda/model/site.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import type { Content } from '../../lambda/store/store.ts';
import { bytesOf, historicalDerivations, plainDerivations } from './plain-derivations.ts';
import { heldTag, type SimulatedFile } from './plan.ts';

/** What an article comes to, and what a simulated file must look like for it. */
export interface Workshop {
  readonly derivations: Derivations;
  write(file: SimulatedFile): Content;
}

export const plainWorkshop: Workshop = { derivations: plainDerivations, write: bytesOf };

export const historicalWorkshop: Workshop = { derivations: historicalDerivations, write: bytesOf };

/** The derivations that ship, on Markdown files. */
export function siteWorkshop(settings: { readonly history?: boolean } = {}): Workshop {
  const derivations = siteDerivations(parseSite({ baseUrl: 'https://feeds.example.org', ...settings }));
  return { derivations, write: (file) => markdown(articleText(file)) };
}

function articleText(file: SimulatedFile): string {
  switch (file.status) {
    case 'rejected':
      return '---\ntitle: Rain\n---\n';
    case 'skipped':
      return '---\ntitle: Rain\ndraft: true\n---\n\nIt rains.\n';
    case 'held':
      return datedText({ ...file, published: inShanghai(file.until), tags: [heldTag(file.until)] });
    case 'published':
      return datedText({ ...file, tags: [] });
  }
}

/** An instant with an offset, which says that the date is meant: one without may come from a clock in another zone. */
function inShanghai(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00');
}

function datedText({
  title,
  published,
  categories,
  tags,
}: Pick<Article, 'title' | 'published' | 'categories' | 'tags'>): string {
  const lists = `categories: ${JSON.stringify(categories)}\ntags: ${JSON.stringify(tags)}`;
  const matter = `title: ${title}\ndate: ${published}\n${lists}`;
  return `---\n${matter}\n---\n\nToday there was **${title.toLowerCase()}** in the north.\n`;
}

function markdown(text: string): Content {
  return { body: Buffer.from(text), contentType: 'text/markdown; charset=utf-8' };
}
