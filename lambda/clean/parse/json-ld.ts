/** What the structured data of a page (schema.org) tells of its article. */
export interface LinkedData {
  readonly date?: string;
  readonly change?: string;
  readonly headline?: string;
  readonly keywords?: readonly string[];
  readonly description?: string;
  readonly authors?: readonly string[];
  /** Addresses as written. */
  readonly images?: readonly string[];
  /** Its text, which may hold markup. */
  readonly body?: string;
  /** The types of what the page is about, as schema.org names them. */
  readonly kinds?: readonly string[];
}

const MAX_LENGTH = 500_000;
const MAX_VALUES = 1_000;

/** Reads the article out of a script of the type `application/ld+json`; what is none, or no JSON, tells nothing. */
export function readLinkedData(source: string): LinkedData {
  const pending: unknown[] = [parse(source)];
  const kinds: string[] = [];
  for (let count = 0; count < MAX_VALUES && pending.length > 0; count++) {
    const value = pending.shift();
    if (Array.isArray(value)) pending.push(...value.slice(0, MAX_VALUES));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const members = new Map<string, unknown>(Object.entries(value));
    kinds.push(...textsOf(members.get('@type'), 'name'));
    const date = textOf(members.get('datePublished'));
    const headline = textOf(members.get('headline'));
    if (date !== undefined || headline !== undefined || isArticle(members.get('@type'))) {
      const change = textOf(members.get('dateModified'));
      const description = textOf(members.get('description'));
      const authors = textsOf(members.get('author'), 'name');
      const images = textsOf(members.get('image'), 'url');
      const body = textOf(members.get('articleBody'));
      const keywords = textsOf(members.get('keywords'), 'name');
      return {
        kinds,
        ...(date !== undefined && { date }),
        ...(headline !== undefined && { headline }),
        ...(change !== undefined && { change }),
        ...(description !== undefined && { description }),
        ...(authors.length > 0 && { authors }),
        ...(images.length > 0 && { images }),
        ...(body !== undefined && { body }),
        ...(keywords.length > 0 && { keywords }),
      };
    }
    pending.push(members.get('@graph'), members.get('mainEntity'));
  }
  return kinds.length > 0 ? { kinds } : {};
}

/** Whether a type, or one of several, is that of an article: `NewsArticle`, `BlogPosting`. */
function isArticle(type: unknown): boolean {
  return [type].flat().some((each) => typeof each === 'string' && /(?:Article|Posting)$/.test(each));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** How many people and pictures an article has. */
const MAX_TEXTS = 20;

/** The texts of a value, or of each in a list: its own, or that of its member. */
function textsOf(value: unknown, member: string): readonly string[] {
  return [value]
    .flat()
    .slice(0, MAX_TEXTS)
    .flatMap((each: unknown) => {
      const named =
        typeof each === 'object' && each !== null ? new Map(Object.entries(each)).get(member) : each;
      return textOf(named) ?? [];
    });
}

function parse(source: string): unknown {
  try {
    return source.length > MAX_LENGTH ? undefined : JSON.parse(source);
  } catch {
    return undefined;
  }
}
