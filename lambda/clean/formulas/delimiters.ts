/** What tells a formula in TeX between its delimiters from prose, prices and variables of a shell. */

/** What only TeX has. */
export const COMMAND = /\\[a-zA-Z]|\\[\\{},;:!]/;

/** Indexes, exponents and groups. */
const INDEX = /[\^_]|\{/;

const OPERAND = /[\p{L}\p{N}∞]/u;
const OPERATOR = /[-+*/=<>≤≥≠≈×÷∈→]/;

/** Marks that stand in prose and code, but in no formula without a command. */
const PROSE_MARK = /["`;#@&?]/;

/** Words stand beside each other in prose only. */
const PROSE = /[A-Za-z0-9]\s+[A-Za-z0-9]/;
const LONG_PROSE = /[A-Za-z]{2}\s+[A-Za-z]{2}/;

/** A variable, or what something is of it: `N`, `O(N)`. */
const SHORT = /^[A-Za-z](?:\([^()\s]{1,12}\))?$/;

/** Characters of Chinese and its punctuation. */
export const CHINESE = /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/;

/** What is around a formula and nothing else. */
const DELIMITED = /^(?:\$\$([^$]+)\$\$|\$([^$]+)\$|\\\(([\s\S]+)\\\)|\\\[([\s\S]+)\\\])$/;

/** Longer ones are no formulas, but texts between two prices. */
export const LONGEST_FORMULA = 5_000;

/** A formula without the delimiters that it may stand between. */
export function undelimit(tex: string): string {
  const [, ...within] = DELIMITED.exec(tex.trim()) ?? [];
  return within.find((each) => each !== undefined)?.trim() ?? tex;
}

/** Whether what is between two dollars is a formula, rather than between two prices or variables. */
export function isDollarFormula(content: string, before: string, after: string): boolean {
  if (content === '' || /^\d/.test(after)) return false;
  if (/^\s|\s$/.test(content) && !(COMMAND.test(content) && /^\s[\s\S]*\s$/.test(content))) return false;
  if (/[\w{(]/.test(after) && isVariable(content)) return false;
  if (/[A-Za-z0-9]/.test(before) && !COMMAND.test(content) && !content.startsWith('^')) return false;
  return isFormula(content, '$');
}

/** Whether what is between delimiters, the first of which is `open`, is a formula. */
export function isFormula(content: string, open: string): boolean {
  if (open.startsWith('\\') && content.includes(open)) return false;
  const text = content.trim();
  if (text === '' || /\n[ \t]*\n/.test(text)) return false;
  if (COMMAND.test(text)) return true;
  if (PROSE_MARK.test(text) || !OPERAND.test(text) || /[\^_]$/.test(text)) return false;
  if (CHINESE.test(text)) return /[\^_=]/.test(text);
  if (INDEX.test(text)) return !LONG_PROSE.test(text);
  if (PROSE.test(text)) return false;
  if (open === '$$' && SHORT.test(content)) return true;
  // Brackets are escaped in prose too: `\[1\]`, `\(a\)`.
  return open === '$' || OPERATOR.test(text) || (open === '\\(' && /^[A-Za-z]$/.test(text));
}

/** Whether a text begins as a variable of a shell does, and goes on to the next: `PATH:` of `$PATH:$HOME`. */
function isVariable(content: string): boolean {
  const name = /^\{?[A-Za-z_]\w*\}?/.exec(content)?.[0] ?? '';
  const rest = content.slice(name.length);
  if (name.startsWith('{')) return name.endsWith('}');
  return name.length > 1 && rest !== '' && (/^[/:.@-]/.test(rest) || /[^\w)}\]\s]$/.test(rest));
}
