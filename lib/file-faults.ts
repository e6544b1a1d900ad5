import { YAMLError, type YAMLParseError } from 'yaml';

/** What the codes of the YAML parser mean, in the words of somebody who writes settings and rules. */
const YAML_FAULTS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_ALIAS: 'a text that begins with "*" needs quotation marks',
  BAD_DIRECTIVE: 'a line that begins with "%" needs quotation marks',
  BAD_DQ_ESCAPE: 'the "\\" within quotation marks stands for nothing; write "\\\\"',
  BAD_INDENT: 'the indentation is wrong, or a bracket before it is not closed',
  BAD_SCALAR_START: 'the text begins with a character that needs quotation marks around it',
  BLOCK_AS_IMPLICIT_KEY: 'a text with ": " in it needs quotation marks',
  BLOCK_IN_FLOW: 'entries on lines of their own stand within brackets',
  DUPLICATE_KEY: 'the same name stands there twice',
  KEY_OVER_1024_CHARS: 'a name has more than 1,024 characters',
  MISSING_CHAR: 'a quotation mark, a bracket, a comma or a space is missing',
  MULTILINE_IMPLICIT_KEY: 'a name goes on in the next line; is a colon missing?',
  MULTIPLE_ANCHORS: 'a value has two anchors ("&")',
  MULTIPLE_DOCS: '"---" stands below the first line',
  MULTIPLE_TAGS: 'a value has two tags ("!")',
  TAB_AS_INDENT: 'the line begins with a tab; use spaces',
  TAG_RESOLVE_FAILED: 'a text that begins with "!" needs quotation marks',
  UNEXPECTED_TOKEN: 'something stands where nothing can',
};

/** What is wrong with a text of YAML; what is not known is told as the parser tells it. */
export function yamlFault({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): string {
  return YAML_FAULTS[code] ?? message.trim();
}

/** Why a file of settings cannot be read, as a clause, with the line where that is known. */
export function faultOfFile(error: unknown): string {
  if (error instanceof YAMLError) {
    const [start] = error.linePos ?? [];
    return start === undefined ? yamlFault(error) : `line ${start.line}: ${yamlFault(error)}`;
  }
  if (error instanceof SyntaxError) return `it is no JSON: ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'permission denied' : error.message;
}
