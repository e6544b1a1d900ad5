import type { Article } from '../model/article.ts';

/** Code of a program in a cleaned body: in a block, with the name of its language. */
const CODE = /<pre[^>]*><code class="language-([^"]+)">([^<]*)<\/code><\/pre>/g;

/**
 * The article with the code of its content coloured, where its language is known. What colours code is loaded for the
 * first article that holds any.
 */
export async function withColouredCode(article: Article): Promise<Article> {
  const { content } = article;
  if (!content.includes('<code class="language-')) return article;
  const { createColouring } = await import('./code-colours.ts');
  const colour = createColouring();
  const coloured = content.replace(CODE, (block: string, language: string, code: string) => {
    const inner = colour(language, code);
    return inner === undefined ? block : block.replace(`>${code}</code>`, () => `>${inner}</code>`);
  });
  return { ...article, content: coloured };
}
