import { quote } from '../model/text.ts';
import { firstText, holdsAny, isNothing } from './field-values.ts';
import type { Fields } from './front-matter/fields.ts';
import { type Refusal, skip } from './refusal.ts';
import type { Warn } from './warnings.ts';

/** Fields that tell whether an article may be shown, and how to read them; undefined for a value that nobody knows. */
const QUESTIONS: readonly {
  /** As `fieldName` writes them. */
  readonly names: readonly string[];
  readonly mayShow: (text: string) => boolean | undefined;
}[] = [
  { names: ['draft', 'isdraft', '草稿'], mayShow: isFalse },
  {
    names: ['published', 'ispublished', 'publish', 'public', 'visible', 'isvisible', '发布', '公开'],
    mayShow: parseBoolean,
  },
  {
    names: [
      'private',
      'isprivate',
      'hidden',
      'ishidden',
      'encrypted',
      'encrypt',
      'unlisted',
      'hide',
      'secret',
      '私密',
      '隐藏',
      '加密',
    ],
    mayShow: isFalse,
  },
  {
    names: [
      'status',
      'poststatus',
      'publishstatus',
      'publicationstatus',
      'articlestatus',
      'state',
      'publishstate',
      'visibility',
      '状态',
      '发布状态',
      '文章状态',
      '可见性',
    ],
    mayShow: isReleased,
  },
  { names: ['password', '密码'], mayShow: (text) => isFalse(text) ?? false },
];

const ASKED: ReadonlySet<string> = new Set(QUESTIONS.flatMap(({ names }) => names));

const UNRELEASED =
  /^(?:auto-?)?(?:draft|private|pending|trash(?:ed)?|hidden|unpublished|unlisted|deleted|inherit|protected|password|secret|wip|草稿|私密|私有|隐藏|待审核?|未发布|回收站)$/i;
const RELEASED = /^(?:publish(?:ed)?|public|live|open|visible|future|scheduled|已?发布|公开)$/i;

/**
 * Skips an article that its front matter keeps back. A value that nobody knows keeps nothing back, with a warning; only a
 * doubtful `draft` does, as what was shown cannot be hidden again.
 */
export function skipUnreleased(fields: Fields, warn: Warn): Refusal | undefined {
  if (!holdsAny(fields, ASKED)) return undefined;
  for (const { names, mayShow } of QUESTIONS) {
    for (const name of names) {
      const field = fields.get(name);
      if (field === undefined) continue;
      const text = firstText(field.value);
      if (isNothing(text)) continue;
      const answer = mayShow(text);
      if (answer === undefined && name !== 'published') {
        warn(`${quote(text)} does not tell whether the article is to be published, as "${name}"`, field.line);
      }
      if (answer === false || (answer === undefined && name === 'draft')) return skip(reasonOf(name, text));
    }
  }
  return undefined;
}

/** `true`, `yes` and the like; undefined for what is neither true nor false. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(?:true|yes|y|on|1|是)$/i.test(text.trim())) return true;
  return /^(?:false|no|n|off|0|否)$/i.test(text.trim()) ? false : undefined;
}

function isFalse(text: string): boolean | undefined {
  const answer = parseBoolean(text);
  return answer === undefined ? undefined : !answer;
}

function isReleased(text: string): boolean | undefined {
  if (UNRELEASED.test(text)) return false;
  return RELEASED.test(text) ? true : undefined;
}

function reasonOf(name: string, text: string): string {
  if (name === 'draft' || name === 'published') return 'it is a draft';
  if (name === 'password') return 'it is for those who know its password';
  return `it is not to be published, as its "${name}" is ${quote(text)}`;
}
