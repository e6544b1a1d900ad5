import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { commandLanguage } from '../../lib/words/command-language.ts';
import { REASONS } from '../../lib/words/en/reasons.ts';
import { ALL_WORDS, type CommandWords, translate, wordsIn } from '../../lib/words/words.ts';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { englishIn } from '../support/english.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

const CHINESE = ALL_WORDS.filter(({ reasons }) => reasons !== undefined).map(
  (words) => [words.language, words] as const,
);

/** Everything that words say, each function with a value for each of its parameters. */
function sayAll(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') {
    const values = Array.from({ length: words.length }, (_, i) => (i === words.length - 1 ? ['甲'] : 2));
    return [
      sayWith(words, values),
      sayWith(
        words,
        values.map(() => 2),
      ),
    ].flat();
  }
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sayAll) : [];
}

function sayWith(words: CallableFunction, values: readonly unknown[]): string[] {
  try {
    return [String(words(...values))];
  } catch {
    return [];
  }
}

describe.each(CHINESE)('the words of commands in %s', (_language, words: CommandWords) => {
  it('hold no English sentence, and Chinese punctuation', () => {
    const { site, sources, stack, reasons = {} } = words;
    const { headings: _, ...rest } = site;
    const said: readonly string[] = [
      ...sayAll(rest),
      ...sayAll(sources),
      ...sayAll(stack),
      ...Object.values<string>(reasons),
    ];
    expect(said.length).toBeGreaterThan(400);
    expect(said.flatMap(englishIn).filter((text) => !TERMS.has(text))).toEqual([]);
    expect(said.filter((text) => /[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)/.test(text))).toEqual([]);
  });

  it('place every value of a sentence from deep in the program', () => {
    const wrong = REASONS.filter((reason) => {
      const values = reason.split('{}').length - 1;
      const placed = new Set((words.reasons?.[reason] ?? '').match(/\{\d\}/g));
      return (
        placed.size !== values ||
        Array.from({ length: values }, (_, i) => `{${i}}`).some((p) => !placed.has(p))
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** Terms of several words that have no Chinese of their own. */
const TERMS = new Set(['GET', 'HEAD']);

const SAID =
  /(?:\b(?:message|reason|advice|problem): |\boverride readonly message = |\b(?:warn|skip|warnOf|new CleaningLimitError|new DerivationError)\(\s*|\bleaveWhole\(\w+, |const (?:NO_ARTICLE|DAMAGED|SAVE_AS_UTF8|message) = )(?:'((?:[^'\\]|\\.)+)'|"([^"]+)"|`((?:\$\{(?:[^{}]|\{[^}]*\})*\}|[^`\\]|\\.)+)`)/g;

/** The sentences in the code that uploaders and maintainers read, cut where values stand. */
function spoken(): readonly (readonly string[])[] {
  // The reasons for which pictures go are names of rules.
  return globSync('lambda/{article,clean,protocol,worker}/**/*.ts', { cwd: PROJECT_FOLDER })
    .filter((file) => !/errors\.ts$|clean\/images\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(`${PROJECT_FOLDER}/${file}`, 'utf8').matchAll(SAID)])
    .map(([, single, double, template]) =>
      (single ?? double ?? template ?? '').split(/\$\{(?:[^{}]|\{[^}]*\})*\}/),
    )
    .filter((parts) => / [a-z]/.test(parts.join('')));
}

describe('a sentence from deep in the program', () => {
  const words = wordsIn('zh-CN');

  it('is in the list of all of them', () => {
    const unknown = spoken().filter((parts) => {
      const pattern = new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('.*')}$`);
      const [text, quoting] = [parts.join('1'), `${parts.join('1')}: "x"`];
      const isKnown = [text, quoting].some((each) => translate(each, words) !== each);
      return !isKnown && !REASONS.some((reason) => pattern.test(reason));
    });
    expect(unknown).toEqual([]);
  });

  it('is all that is said of settings and of the YAML in them', () => {
    const thrown =
      /new SiteError\(\s*(?:'((?:[^'\\]|\\.)+)'|`((?:\$\{(?:[^{}]|\{[^}]*\})*\}|[^`\\]|\\.)+)`)/g;
    const faults = /^ {2}[A-Z_\d]+: '(.*)',$/gm;
    const said = globSync('lib/*.ts', { cwd: PROJECT_FOLDER })
      .map((file) => readFileSync(`${PROJECT_FOLDER}/${file}`, 'utf8'))
      .flatMap((code) => [...code.matchAll(thrown), ...code.matchAll(faults)])
      .map(([, literal, template = '']) => (literal ?? template).replaceAll('\\\\', '\\'))
      .map((text) => text.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '1'));
    expect(said.length).toBeGreaterThan(30);
    // What follows is put together of two texts.
    const known = said.filter((text) => text !== 'site.cdn.1 must 1');
    expect(known.filter((text) => translate(text, words) === text)).toEqual([]);
  });

  it('is all that commands say in English outside of their words', () => {
    const literal = /(['"`])[A-Za-z][a-z]*(?: [a-z]+){2,}[^'"`\n]*\1/g;
    const said = globSync('local/{commands,terminal,serve,stack,publish,learn}/**/*.ts', {
      cwd: PROJECT_FOLDER,
    })
      .filter((file) => !/first-site\.ts$|read-profile\.ts$/.test(file))
      .flatMap((file) =>
        readFileSync(`${PROJECT_FOLDER}/${file}`, 'utf8')
          .replaceAll(/^\s*(?:\/\*\*?|\*|\/\/).*/gm, '')
          .matchAll(literal)
          .toArray(),
      )
      .map(([text]) => text.slice(1, -1));
    // What stands in a file of state.
    const stored = said.filter((text) => text.startsWith('A run over the articles was interrupted'));
    expect(said.filter((text) => translate(text, words) === text && !stored.includes(text))).toEqual([]);
  });

  it.each([
    ['"甲" names no author', '“甲”不是作者名'],
    ['the file is a PDF, not a text', '文件是 PDF 文件，不是文本'],
    ['"a.png" is not published: the picture is damaged or cut short', '“a.png”没有发布：图片已损坏或不完整'],
    [
      'the line is no entry of the front matter and was left out: "x"; likewise on line 3, 4',
      '这一行不是 front matter 的条目，已略去：“x”；第 3, 4 行同样如此',
    ],
    ['the disk is full', '磁盘已满'],
    ['text file is busy', 'text file is busy'],
  ])('%s is said as %s', (english, chinese) => {
    expect(translate(english, words)).toBe(chinese);
    expect(translate(english, wordsIn('en'))).toBe(english);
  });

  it('is known for whatever stands in an upload', async () => {
    const files = globSync('test/{clean/cases,clean/corpus}/**/*.{html,md}', { cwd: PROJECT_FOLDER });
    const said = new Set<string>();
    for (const file of files.slice(0, 60)) {
      const body = readFileSync(`${PROJECT_FOLDER}/${file}`);
      const derivation = await deriveArticle(
        { key: file, body, size: body.length, modified: 0 },
        parseSite(),
      );
      for (const { message } of derivation.warnings) said.add(message);
    }
    expect([...said].filter((text) => englishIn(translate(text, words)).length > 0)).toEqual([]);
  });
});

describe('the language of a command', () => {
  it.each([
    [{ REPUBLISHER_LANGUAGE: 'zh-TW' }, ['start', '--language', 'en'], 'zh-TW'],
    [{ LANG: 'en_US.UTF-8' }, ['start', '--language', 'zh-TW'], 'zh-TW'],
    [{}, ['republish', 'x', '-c', 'site.language=en'], 'en'],
  ])('follows %j and %j: %s', (env, args, language) => {
    expect(commandLanguage(args, env)).toBe(language);
  });

  it('is that of the site that it works with', () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'republisher.yaml': 'language: zh-TW\n',
      'articles/a.md': '',
      'out/origin.json': '{"site":{"language":"en"}}',
    });
    expect(commandLanguage(['republish', `${folder}/articles`], {})).toBe('zh-TW');
    expect(commandLanguage([`${folder}/articles`], {})).toBe('zh-TW');
    expect(commandLanguage(['doctor', `${folder}/out`], {})).toBe('en');
  });
});
