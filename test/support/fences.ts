import { readFileSync } from 'node:fs';

/** A fenced part of a page of the documentation. */
export interface Fence {
  /** The heading above it. */
  readonly section: string;
  /** Such as `sh`. */
  readonly language: string;
  readonly code: string;
  /** Why nobody tries it, as the comment before it says: `<!-- not tried: … -->`. */
  readonly untried: string | undefined;
}

const PART =
  /^#+ (?<heading>.+)$|(?:^<!-- not tried: (?<untried>.+) -->\n)?^```(?<language>\w*)\n(?<code>[\s\S]*?)^```$/gm;

/** The fenced parts of a page in `docs/`, in their order. */
export function readFences(name: string): readonly Fence[] {
  const page = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  const fences: Fence[] = [];
  let section = '';
  for (const { groups = {} } of page.matchAll(PART)) {
    const { heading, untried, language = '', code } = groups;
    if (heading !== undefined) section = heading;
    if (code !== undefined) fences.push({ section, language, code, untried });
  }
  return fences;
}
