import * as v from 'valibot';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { hostOf } from '../lambda/model/addresses.ts';
import type { SourceRule } from '../lambda/model/source-rule.ts';
import { yamlFault } from './file-faults.ts';
import { faultOfLink, faultOfPhrase, faultOfSelector } from './rule-checks.ts';

/** Rules are wrong; each line of the message names a file, a line and what is wrong there. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
}

const text = v.pipe(v.string('must be a text'), v.trim(), v.nonEmpty('is empty'));

/** A text without the faults that a check finds. */
function checked(faultOf: (text: string) => string | undefined) {
  return v.pipe(
    text,
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? faultOf(dataset.value) : undefined;
      if (fault !== undefined) addIssue({ message: fault });
    }),
  );
}

const selector = checked(faultOfSelector);

const NO_HOST = 'must be a host without "www.", such as "somesite.example"';

const host = v.pipe(
  text,
  v.transform(hostOf),
  v.string(NO_HOST),
  v.check((name) => !name.startsWith('www.'), NO_HOST),
);

/** Elements that show what they hold; in any other, the words of an article would be lost, or mean nothing. */
const SHOWN: ReadonlySet<string> = new Set(
  `p div section article aside header footer h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption ul ol li dl dt dd details
  summary table caption thead tbody tfoot tr th td a abbr b strong i em u s del ins mark small sub sup q cite code kbd samp
  var span ruby rt rp bdi bdo dfn time`.split(/\s+/),
);

const elementName = v.pipe(
  text,
  v.check((name) => SHOWN.has(name), 'must be the name of an element that shows its text, such as h3'),
);

function listOf<Item extends v.GenericSchema<unknown, string>>(item: Item) {
  return v.exactOptional(v.array(item, 'must be a list'));
}

const members = {
  names: listOf(text),
  hosts: listOf(host),
  promotion: listOf(selector),
  furniture: listOf(selector),
  unwrap: listOf(selector),
  rename: v.exactOptional(v.record(selector, elementName, 'must be names of elements by selector')),
  phrases: listOf(checked(faultOfPhrase)),
  sections: listOf(checked(faultOfPhrase)),
  links: listOf(checked(faultOfLink)),
};

const ruleSchema = v.pipe(
  v.strictObject(members, ({ expected }) =>
    expected === 'never'
      ? `is no member of a rule; these are: ${Object.keys(members).join(', ')}`
      : 'a rule has members, such as "names: [Somesite]"',
  ),
  v.check(
    ({ names = [], hosts = [] }) => names.length + hosts.length > 0,
    'names or hosts must say which articles the rule is for',
  ),
);

/**
 * The rule that the text of a file holds as YAML.
 *
 * @throws RuleError that names the file and the line of everything that is wrong.
 */
export function parseRule(name: string, text: string, file: string): SourceRule {
  const lineCounter = new LineCounter();
  // Nothing in a rule is a number, a date or a truth value: `names: [2345]`.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  const lineAt = (offset: number | undefined) => lineCounter.linePos(offset ?? 0).line;
  if (document.errors.length > 0) {
    throw new RuleError(
      document.errors.map((error) => `${file}:${lineAt(error.pos[0])}: ${yamlFault(error)}`).join('\n'),
    );
  }
  dropEmptyMembers(document.contents);
  const parsed = v.safeParse(ruleSchema, document.toJS());
  if (parsed.success) return { name, ...parsed.output };
  throw new RuleError(
    parsed.issues
      .map((issue) => {
        const path = (issue.path ?? []).map(({ key }) => String(key));
        return `${file}:${lineAt(offsetOf(document.contents, path))}: ${describe(issue, path)}`;
      })
      .join('\n'),
  );
}

/** A member without anything after it is as good as none: all below it may be comments. */
function dropEmptyMembers(contents: unknown): void {
  if (!isMap(contents)) return;
  contents.items = contents.items.filter(
    ({ key, value }) =>
      !(isScalar(key) && typeof key.value === 'string' && key.value in members) ||
      !(isScalar(value) && value.type === 'PLAIN' && value.value === ''),
  );
}

/** Where a member of a document stands, or the innermost one on the way to it. */
function offsetOf(node: unknown, [key, ...others]: readonly string[]): number | undefined {
  const offset = isNode(node) ? node.range?.[0] : undefined;
  if (key === undefined) return offset;
  if (isSeq(node)) return offsetOf(node.items[Number(key)], others) ?? offset;
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  if (pair === undefined) return offset;
  return (others.length > 0 ? offsetOf(pair.value, others) : offsetOf(pair.key, [])) ?? offset;
}

/** The member, what is there where it is a text, and what is wrong with it. */
function describe({ path, message }: v.BaseIssue<unknown>, [member, ...others]: readonly string[]): string {
  if (member === undefined) return message;
  const written = path?.at(-1)?.value;
  const found = others.length > 0 && typeof written === 'string' ? ` ${JSON.stringify(written)}:` : '';
  return `${member}${found} ${message}`;
}
