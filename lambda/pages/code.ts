import type { Article } from '../model/article.ts';

const OPENING = '<code class="language-';

/**
 * The article with the code of its content coloured, where its language is known. What colours code is loaded for the
 * first article that holds any.
 */
export async function withColouredCode(article: Article): Promise<Article> {
  const { content } = article;
  if (!content.includes(OPENING)) return article;
  const { createColouring } = await import('./code-colours.ts');
  const colour = createColouring();
  const [before = '', ...parts] = content.split(OPENING);
  const coloured = parts.map((part, at) => {
    const [language = '', code = ''] = part.split(/">|</, 2);
    const isBlock =
      isEndedByPre(at === 0 ? before : parts[at - 1]) &&
      part.startsWith(CLOSING, language.length + 2 + code.length);
    const inner = isBlock ? colour(language, code) : undefined;
    return inner === undefined
      ? part
      : `${language}">${inner}${part.slice(language.length + 2 + code.length)}`;
  });
  return { ...article, content: [before, ...coloured].join(OPENING) };
}

const CLOSING = '</code></pre>';

/** Whether the last tag of a text opens a preformatted block, and ends it. */
function isEndedByPre(text = ''): boolean {
  return text.endsWith('>') && text.startsWith('<pre', text.lastIndexOf('<'));
}
