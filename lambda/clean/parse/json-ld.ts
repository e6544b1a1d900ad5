/** What the structured data of a page (schema.org) tells of its article. */
export interface LinkedData {
  readonly date?: string;
  readonly headline?: string;
}

const MAX_LENGTH = 100_000;
const MAX_VALUES = 1_000;

/** Reads the article out of a script of the type `application/ld+json`; what is none, or no JSON, tells nothing. */
export function readLinkedData(source: string): LinkedData {
  const pending: unknown[] = [parse(source)];
  for (let count = 0; count < MAX_VALUES && pending.length > 0; count++) {
    const value = pending.shift();
    if (Array.isArray(value)) pending.push(...value.slice(0, MAX_VALUES));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const members = new Map<string, unknown>(Object.entries(value));
    const date = members.get('datePublished');
    const headline = members.get('headline');
    if (typeof date === 'string' || typeof headline === 'string') {
      return {
        ...(typeof date === 'string' && { date }),
        ...(typeof headline === 'string' && { headline }),
      };
    }
    pending.push(members.get('@graph'), members.get('mainEntity'));
  }
  return {};
}

function parse(source: string): unknown {
  try {
    return source.length > MAX_LENGTH ? undefined : JSON.parse(source);
  } catch {
    return undefined;
  }
}
