import yaml from 'js-yaml';

const NOTHING = new yaml.Type('tag:yaml.org,2002:null', {
  kind: 'scalar',
  resolve: (scalar: unknown) => scalar === null || scalar === '~' || scalar === 'null',
  construct: () => null,
});

/** Strings, lists, mappings and nothing: a title `007` and a date without a zone must stay what was written. */
const SCHEMA = new yaml.Schema({ include: [yaml.FAILSAFE_SCHEMA], implicit: [NOTHING] });

/**
 * Reads a YAML document without giving its scalars types; throws for what is not YAML, or more than one document.
 * Aliases are shared in the result, not copied: who walks it must count steps.
 */
export function readYaml(text: string): unknown {
  return yaml.safeLoad(quoteReferences(text), { schema: SCHEMA });
}

/**
 * Puts values that begin with a character reference in quotes: to YAML, `&#123;a` is an anchor, and the value would be
 * lost without a word.
 */
function quoteReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /^([ \t]*(?:- +)?(?:[\p{L}_][\p{L}\p{N}_ -]{0,60}:[ \t]+)?)(&#?\w{1,32};.*)$/gmu,
    (line: string, head: string, value: string) =>
      head.trim() === '' ? line : `${head}'${value.trimEnd().replaceAll("'", "''")}'`,
  );
}
