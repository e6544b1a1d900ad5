import { existsSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { Command } from 'commander';
import type { Site } from '../../lambda/model/site.ts';
import { CommandError } from '../command-error.ts';
import { type Learned, type LearnOptions, type Lesson, learn, MIN_ARTICLES } from '../learn/learn.ts';
import { tryRule } from '../learn/try-rule.ts';
import { PROJECT_RULES, type RulePlace, writeLearned } from '../learn/write-rule.ts';
import { IS_PACKAGE } from '../project.ts';
import { addSiteOptions, readSettings, type SiteFlags } from '../publish/settings.ts';
import {
  describeEffects,
  describeFailed,
  describeLearned,
  describeRefused,
  summarizeEffects,
} from '../terminal/learned.ts';
import { showProgress } from '../terminal/progress.ts';
import { countOf, showText } from '../terminal/terminal.ts';
import { callerFolder, EXIT, onFirstSignal, resolvePath, runCommand, settingsFolder } from './command.ts';

interface Flags extends SiteFlags {
  readonly source?: string;
  readonly name?: string;
  readonly write?: boolean;
  readonly force?: boolean;
  readonly diff?: boolean;
  readonly rule?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What the command tells the shell beside {@link EXIT}: with `--diff`, articles would change. */
const CHANGES = 2;

/** `republisher learn` */
export const learnCommand = addSiteOptions(
  new Command('learn')
    .description('Find what repeats over the articles of a source, and propose a rule that takes it.')
    .argument('<dir>', `a folder of articles, ${MIN_ARTICLES} or more of each source`)
    .option('--source <name>', 'only the source of this name, where the folder holds several')
    .option('--diff', 'show what the proposed rule would change in the articles, line by line')
    .option(
      '--rule <path>',
      'propose nothing; show what the rule in this file, or all rules of a folder, would change',
    )
    .option('--write', 'write the rule as a file, what is doubtful as comments, and a test case for it')
    .option('--force', 'with --write: add to a rule that there is already')
    .option('--name <name>', "with --write: the rule's name, where it is not the source's")
    .option('--json', 'print everything that was found, for programs')
    .option('--verbose', 'list every line, every article, and every file that is no article'),
)
  .addHelpText(
    'after',
    `
What cleaning removes already is not proposed. Nothing changes before a rule is written and the site published again.
Exit code: 0 done, with --diff and --rule ${CHANGES} where an article would change, 1 any failure.`,
  )
  .action((dir: string, flags: Flags) => runCommand(() => learnFolder(resolvePath(dir), flags)));

async function learnFolder(folder: string, flags: Flags): Promise<number> {
  const { source, name, write, force, diff, rule, json, verbose, ...siteFlags } = flags;
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CommandError(
      `There is no folder ${showText(folder)}.`,
      'Name the folder that holds the articles.',
    );
  if (name !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N}-]{0,60}$/u.test(name))
    throw new CommandError(`A rule cannot be called "${showText(name)}".`, 'Use letters, digits and dashes.');
  const { site, ownRules } = readSettings(settingsFolder(folder), siteFlags);
  const place = findPlace(ownRules);
  if (write === true && place === undefined) {
    throw new CommandError(
      'The settings name no folder for rules of your own.',
      'Add "rules: rules" to republisher.yaml, and make that folder beside it.',
    );
  }
  const signal = onFirstSignal();
  const progress = showProgress();
  const options = {
    ...(source !== undefined && { source }),
    ...(name !== undefined && { name }),
    onStart: progress.start,
    onStep: progress.step,
    signal,
  };
  const output = { json: json === true, verbose: verbose === true };
  try {
    if (rule !== undefined) return await showTrial(folder, site, resolvePath(rule), options, output);
    const lesson = await learn(folder, site, options);
    progress.stop();
    checkFound(lesson, source);
    const written =
      write === true && place !== undefined
        ? lesson.sources.flatMap((each) => writeLearned(each, place, { force: force === true }))
        : [];
    show(lesson, written, { ...output, diff: diff === true });
    const isChanging = lesson.sources.some(({ effects }) => (effects?.changed ?? 0) > 0);
    return diff === true && isChanging ? CHANGES : EXIT.done;
  } catch (error) {
    progress.stop();
    if (signal.aborted) throw new CommandError('Stopped before the end.', 'Nothing was written.');
    throw error;
  }
}

function findPlace(ownRules: string | undefined): RulePlace | undefined {
  if (ownRules !== undefined) return { folder: ownRules };
  return IS_PACKAGE ? undefined : PROJECT_RULES;
}

interface Output {
  readonly json: boolean;
  readonly verbose: boolean;
}

async function showTrial(
  folder: string,
  site: Site,
  file: string,
  options: LearnOptions,
  { json, verbose }: Output,
): Promise<number> {
  const { rules: names, isInForce, effects } = await tryRule(folder, site, file, options);
  const { articles, changed, rules, gone, come, statuses } = effects;
  if (json) {
    console.log(
      JSON.stringify({ names, isInForce, articles, changed, rules, gone, come, statuses }, null, 2),
    );
  } else {
    if (isInForce)
      console.log(`"${names[0]}" is in force already. Compared with articles that it is not applied to:\n`);
    if (changed > 0) console.log(`${describeEffects(effects, { verbose })}\n`);
    console.log(summarizeEffects(effects));
  }
  return changed > 0 ? CHANGES : EXIT.done;
}

function checkFound({ sources, small, refused, failed }: Lesson, source: string | undefined): void {
  if (sources.length > 0) return;
  const few = [...small].map(([title, articles]) => `${showText(title)} (${countOf(articles, 'article')})`);
  if (few.length > 0) {
    throw new CommandError(
      `There are too few articles of each source to learn from: ${few.slice(0, 10).join(', ')}.`,
      `Give it ${MIN_ARTICLES} or more of one source.`,
    );
  }
  if (source !== undefined)
    throw new CommandError(
      `No article is of the source "${showText(source)}".`,
      'Without --source, all are shown.',
    );
  const others = refused.length + failed.length;
  throw new CommandError(
    `The folder holds no articles${others === 0 ? '' : `, but ${countOf(others, 'other file')}`}.`,
    'Name the folder that holds the articles as they were uploaded.',
  );
}

function show(
  { sources, small, refused, failed }: Lesson,
  written: readonly string[],
  { json, verbose, diff }: Output & { readonly diff: boolean },
): void {
  if (json) {
    const shown = sources.map((learned) => ({ ...learned, effects: effectsOf(learned) }));
    console.log(
      JSON.stringify({ sources: shown, small: Object.fromEntries(small), refused, failed, written }, null, 2),
    );
    return;
  }
  const sections = sources.map((learned) => {
    const { effects } = learned;
    const text = describeLearned(learned);
    return diff && effects !== undefined ? `${text}\n\n${describeEffects(effects, { verbose })}` : text;
  });
  console.log(sections.join('\n\n'));
  if (small.size > 0)
    console.log(
      `\nToo few articles: ${[...small].map(([title, articles]) => `${showText(title)} (${articles})`).join(', ')}`,
    );
  for (const file of written) console.log(`wrote  ${showText(relative(callerFolder(), file))}`);
  if (written.some((file) => file.endsWith('input.html')))
    console.log('"npm run golden" writes what comes out of the test case: review it.');
  const asides = [describeRefused(refused, { verbose }), describeFailed(failed)].filter(
    (text) => text !== '',
  );
  if (asides.length > 0) console.error(`\n${asides.join('\n')}`);
}

function effectsOf({ effects }: Learned): object | undefined {
  if (effects === undefined) return undefined;
  const { articles, changed, rules, gone, come, statuses } = effects;
  return { articles, changed, rules, gone, come, statuses };
}
