import matter from 'gray-matter';
import type { Language } from './front-matter-block.ts';
import { readYaml } from './yaml.ts';

/** Reads a source in one language; throws for what is none. */
export type Engine = (source: string) => unknown;

/** What reads the values of a block. */
export async function engineOf(language: Language): Promise<Engine> {
  switch (language) {
    case 'yaml':
      return readYaml;
    case 'json':
      return readJson;
    case 'toml':
      return (await import('./toml.ts')).readToml;
  }
}

/** A JSON object, or its members alone, as Hexo writes them between `;;;` lines. */
function readJson(source: string): unknown {
  const text = source.trim().replace(/,$/, '');
  return JSON.parse(text.startsWith('{') ? text : `{${text}}`);
}

/** The mapping that a block holds; undefined when it is broken or something else than a mapping. */
export function readBlock(language: Language, source: string, engine: Engine): object | undefined {
  try {
    // Called with options always: without them, gray-matter remembers a broken file as an empty one.
    return matter(`---\n${source}`, {
      language,
      // The block was cut out before, so nothing is left to close it.
      delimiters: ['---', '\0'],
      engines: { ...REFUSED, [language]: (text) => toMapping(engine(text)) },
    }).data;
  } catch {
    return undefined;
  }
}

function refuse(): never {
  throw new Error('Front matter is data.');
}

/** What gray-matter brings along, among them an engine that evaluates. */
const REFUSED = { yaml: refuse, json: refuse, javascript: refuse, js: refuse, coffee: refuse, cson: refuse };

function toMapping(data: unknown): object {
  if (data === null || data === undefined) return {};
  if (typeof data !== 'object' || Array.isArray(data)) throw new TypeError('not a mapping');
  return data;
}
