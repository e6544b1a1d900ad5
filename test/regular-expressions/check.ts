/*
 * npm run regex
 *
 * Fails when a regular expression of the project takes more than linear time on some text, as most of them read what
 * uploaders wrote. `accepted.json` lists those that may, because what they read is short, each with its reason.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import pMap from 'p-map';
import { check } from 'recheck';
import { readRules } from '../../lib/rules.ts';
import { type Found, findRegularExpressions } from './find.ts';

/** A regular expression that may stay although it is not linear, or cannot be checked. */
interface Accepted {
  readonly file: string;
  /** As it stands in the file. */
  readonly code: string;
  readonly reason: string;
}

const PROJECT = join(import.meta.dirname, '..', '..');
const CHECKED = '{lambda,local,lib}/**/*.ts';
const CACHE = join(PROJECT, 'node_modules', '.cache', 'regular-expressions.json');

/** Milliseconds for one pattern; most take a few, on a busy machine and without the native checker some seconds. */
const TIMEOUT = 120_000;

/** Milliseconds on an attack of the fuzzer's, some 100 KB: linear expressions take a few, others minutes. */
const CONFIRMED = 1000;

const { version }: { version: string } = readJson(join(PROJECT, 'node_modules/recheck/package.json'));
const accepted: readonly Accepted[] = readJson(join(import.meta.dirname, 'accepted.json'));
const safe = new Set(readCache());

const found = [
  ...globSync(CHECKED, { cwd: PROJECT })
    .sort()
    .flatMap((file) => findRegularExpressions(file, readFileSync(join(PROJECT, file), 'utf8'))),
  ...findPhrases(),
];
const isAccepted = ({ file, code }: Found): boolean =>
  accepted.some((entry) => entry.file === file && entry.code === code);

const problems = await pMap(
  found.filter((one) => !isAccepted(one)),
  examine,
  { concurrency: availableParallelism() },
);
mkdirSync(dirname(CACHE), { recursive: true });
writeFileSync(CACHE, JSON.stringify([...safe]));

const gone = accepted.filter(
  (entry) => !found.some(({ file, code }) => entry.file === file && entry.code === code),
);
const messages = [
  ...problems.filter((problem) => problem !== undefined),
  ...gone.map(({ file, code }) => `${file}: ${code} is accepted in accepted.json, but no longer there`),
];
console.log(messages.join('\n\n') || `${found.length} regular expressions are linear or accepted.`);
// The checker's own process would keep this one running.
process.exit(messages.length > 0 ? 1 : 0);

/** The expressions in the rules of sources, as cleaning compiles them. */
function findPhrases(): readonly Found[] {
  return readRules(join(PROJECT, 'rules')).flatMap(({ name, phrases = [], sections = [] }) => {
    const file = `rules/${name}.yaml`;
    const lines = readFileSync(join(PROJECT, file), 'utf8').split('\n');
    return [...phrases, ...sections].map((pattern) => ({
      file,
      line: lines.findIndex((line) => line.includes(pattern)) + 1,
      pattern,
      flags: 'iu',
      code: pattern,
    }));
  });
}

/** The checker's fuzzer counts steps of its own and now and then suspects what is linear, so Node has the last word. */
function takesLong(pattern: string, flags: string, text: string): boolean {
  try {
    runInNewContext(
      'new RegExp(pattern, flags).test(text)',
      { pattern, flags, text },
      { timeout: CONFIRMED },
    );
    return false;
  } catch {
    return true;
  }
}

/** What is wrong with a regular expression, for a maintainer; undefined where nothing is. */
async function examine({ file, line, pattern, flags, code }: Found): Promise<string | undefined> {
  const where = `${file}:${line}: ${code}`;
  if (pattern === undefined) return `${where}\n  cannot be checked: write it as a literal or a template`;
  const key = createHash('sha256').update(`${version}\n${flags}\n${pattern}`).digest('hex').slice(0, 32);
  if (safe.has(key)) return undefined;
  const result = await check(pattern, flags, { timeout: TIMEOUT });
  const isVulnerable =
    result.status === 'vulnerable' &&
    (result.checker !== 'fuzz' || takesLong(pattern, flags, result.attack.string));
  if (isVulnerable) {
    return `${where}\n  is not linear (${result.complexity.summary}), for instance on ${result.attack.pattern}`;
  }
  if (result.status === 'unknown') return `${where}\n  could not be checked: ${JSON.stringify(result.error)}`;
  safe.add(key);
  return undefined;
}

function readCache(): readonly string[] {
  try {
    return readJson(CACHE);
  } catch {
    return [];
  }
}

function readJson<Value>(file: string): Value {
  return JSON.parse(readFileSync(file, 'utf8'));
}
