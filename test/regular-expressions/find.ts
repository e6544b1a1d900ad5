import { type ESTree, parseSync, Visitor } from 'vite';

/** A regular expression in a source file. */
export interface Found {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The pattern; undefined where only a run of the code could tell it. */
  readonly pattern?: string;
  readonly flags: string;
  /** The code that makes it. */
  readonly code: string;
}

/** Stands for a part of a pattern that only a run of the code could tell. */
const PLACEHOLDER = 'x';

/**
 * Finds the regular expressions in a TypeScript file, literals and those made by `RegExp`. In a template, constants of
 * the file are filled in, and a word stands for any other part.
 *
 * @throws SyntaxError when the file is not TypeScript.
 */
export function findRegularExpressions(file: string, text: string): readonly Found[] {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`);
  const constants = new Map<string, string>();
  const found: Found[] = [];
  const add = ({ start, end }: ESTree.Span, pattern: string | undefined, flags: string): void => {
    const line = text.slice(0, start).split('\n').length;
    found.push({
      file,
      line,
      ...(pattern !== undefined && { pattern }),
      flags,
      code: text.slice(start, end),
    });
  };
  const made = (call: ESTree.NewExpression | ESTree.CallExpression): void => {
    if (call.callee.type !== 'Identifier' || call.callee.name !== 'RegExp') return;
    const [pattern, flags] = call.arguments.map((argument) => textOf(argument, constants));
    add(call, pattern, flags ?? '');
  };
  new Visitor({
    VariableDeclarator({ id, init }) {
      const value = textOf(init, constants);
      if (id.type === 'Identifier' && value !== undefined) constants.set(id.name, value);
    },
  }).visit(program);
  new Visitor({
    Literal(literal) {
      if ('regex' in literal) add(literal, literal.regex.pattern, literal.regex.flags);
    },
    NewExpression: made,
    CallExpression: made,
  }).visit(program);
  return found;
}

/** The text of a literal, of a template, or of a constant; undefined where it is none of these. */
function textOf(
  expression: ESTree.Argument | null | undefined,
  constants: ReadonlyMap<string, string>,
): string | undefined {
  switch (expression?.type) {
    case 'Literal':
      return typeof expression.value === 'string' || typeof expression.value === 'number'
        ? String(expression.value)
        : undefined;
    case 'Identifier':
      return constants.get(expression.name);
    case 'TemplateLiteral':
      return expression.quasis
        .flatMap(({ value }, i) => [value.cooked ?? '', textOf(expression.expressions[i], constants)])
        .slice(0, -1)
        .map((part) => part ?? PLACEHOLDER)
        .join('');
    default:
      return undefined;
  }
}
