import { existsSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { Command, Option } from 'commander';
import type { Site } from '../../lambda/model/site.ts';
import { callerFolder, resolvePath, settingsFolder } from '../../lib/caller.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { check, MIN_CHECKED } from '../learn/check.ts';
import type { Effects } from '../learn/effects.ts';
import type { LearnOptions } from '../learn/gather.ts';
import { type Learned, type Lesson, learn, MIN_ARTICLES } from '../learn/learn.ts';
import { idOf, isDoubtful, type Proposal } from '../learn/proposal.ts';
import { tryRule } from '../learn/try-rule.ts';
import { PROJECT_RULES, type RulePlace, writeLearned } from '../learn/write-rule.ts';
import { IS_PACKAGE } from '../project.ts';
import { addSiteOptions, readSettings, type SiteFlags } from '../publish/settings.ts';
import { describeChecked } from '../terminal/checked.ts';
import {
  describeEffects,
  describeFailed,
  describeLearned,
  describeRefused,
  summarizeEffects,
} from '../terminal/learned.ts';
import { showProgress } from '../terminal/progress.ts';
import { showText } from '../terminal/terminal.ts';
import { EXIT, onFirstSignal, runCommand } from './command.ts';

interface Flags extends SiteFlags {
  readonly source?: string;
  readonly name?: string;
  readonly write?: boolean;
  readonly force?: boolean;
  readonly diff?: boolean;
  readonly rule?: string;
  readonly check?: boolean;
  readonly accept?: readonly string[];
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What the command tells the shell beside {@link EXIT}: with `--diff`, articles would change. */
const CHANGES = 2;

const { sources: say } = words;

/** `republisher learn` */
export const learnCommand = addSiteOptions(
  new Command('learn')
    .description(say.learn)
    .argument('<dir>', say.learnFolder(MIN_ARTICLES))
    .option('--source <name>', say.sourceOption)
    .option('--diff', say.diffOption)
    .addOption(
      new Option('--rule <path>', say.ruleOption).conflicts([
        'source',
        'check',
        'accept',
        'write',
        'force',
        'name',
      ]),
    )
    .addOption(new Option('--check', say.checkOption(MIN_CHECKED)).conflicts(['diff', 'write', 'force']))
    .option('--accept <names>', say.acceptOption, (names: string) => names.split(/[\s,，、]+/))
    .option('--write', say.writeOption)
    .option('--force', say.forceOption)
    .option('--name <name>', say.nameOption)
    .option('--json', say.jsonOption)
    .option('--verbose', say.verboseOption),
)
  .addHelpText('after', say.learnMore(CHANGES))
  .action((dir: string, flags: Flags) => runCommand(() => learnFolder(resolvePath(dir), flags)));

async function learnFolder(folder: string, flags: Flags): Promise<number> {
  const {
    source,
    name,
    write,
    force,
    diff,
    rule,
    check: isCheck,
    accept,
    json,
    verbose,
    ...siteFlags
  } = flags;
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CommandError(words.site.noFolder(showText(folder)), say.nameItsFolder);
  if (name !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N}-]{0,60}$/u.test(name))
    throw new CommandError(say.wrongName(showText(name)), say.lettersOnly);
  const { site, ownRules } = readSettings(settingsFolder(folder), siteFlags);
  const place = findPlace(ownRules);
  if (write === true && place === undefined) {
    throw new CommandError(say.noRulesFolder, say.addRulesFolder);
  }
  const signal = onFirstSignal();
  const progress = showProgress();
  const options = {
    ...(source !== undefined && { source }),
    ...(name !== undefined && { name }),
    ...(accept !== undefined && { accepted: accept }),
    onStart: progress.start,
    onStep: progress.step,
    signal,
  };
  const output = { json: json === true, verbose: verbose === true };
  try {
    if (rule !== undefined) return await showTrial(folder, site, resolvePath(rule), options, output);
    if (isCheck === true) return await showCheck(folder, site, options, output);
    const lesson = await learn(folder, site, options);
    progress.stop();
    requireSources(lesson, source, MIN_ARTICLES);
    requireAccepted(
      accept,
      lesson.sources.flatMap(({ proposals }) => proposals),
    );
    const written =
      write === true && place !== undefined
        ? lesson.sources.flatMap((each) => writeLearned(each, place, { force: force === true }))
        : [];
    show(lesson, written, { ...output, diff: diff === true, write: write === true });
    const isChanging = lesson.sources.some(({ effects }) => (effects?.changed ?? 0) > 0);
    return diff === true && isChanging ? CHANGES : EXIT.done;
  } catch (error) {
    progress.stop();
    if (signal.aborted) throw new CommandError(words.site.stoppedEarly, words.site.nothingWritten);
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
    if (isInForce) console.log(say.inForce(names[0] ?? ''));
    if (changed > 0) console.log(`${describeEffects(effects, { verbose })}\n`);
    console.log(summarizeEffects(effects));
  }
  return changed > 0 ? CHANGES : EXIT.done;
}

async function showCheck(
  folder: string,
  site: Site,
  options: LearnOptions,
  { json, verbose }: Output,
): Promise<number> {
  const checks = await check(folder, site, options);
  const { sources, small, refused, failed } = checks;
  requireSources(checks, options.source, MIN_CHECKED);
  requireAccepted(
    options.accepted,
    sources.flatMap(({ proposals, doubtful }) => [...proposals.map(({ proposal }) => proposal), ...doubtful]),
  );
  if (json) {
    const shown = sources.map(({ effects, ...checked }) => ({
      ...checked,
      doubtful: checked.doubtful.map(nameDoubtful),
      effects: describeCounts(effects),
    }));
    console.log(
      JSON.stringify({ sources: shown, small: Object.fromEntries(small), refused, failed }, null, 2),
    );
  } else {
    console.log(sources.map((checked) => describeChecked(checked, { verbose })).join('\n\n'));
    showAsides(checks, { verbose });
  }
  return EXIT.done;
}

/** What was found of sources, of those with too few articles, and of other files. */
type Found = Pick<Lesson, 'small' | 'refused' | 'failed'> & { readonly sources: readonly object[] };

function requireSources(
  { sources, small, refused, failed }: Found,
  source: string | undefined,
  least: number,
): void {
  if (sources.length > 0) return;
  const few = [...small].map(([title, articles]) => say.ofSource(showText(inWords(title)), articles));
  if (few.length > 0) {
    throw new CommandError(say.tooFew(few.slice(0, 10).join(words.site.list)), say.giveMore(least));
  }
  if (source !== undefined) throw new CommandError(say.noSource(showText(source)), say.withoutSource);
  const others = refused.length + failed.length;
  throw new CommandError(say.emptyFolder(others), say.nameUploads);
}

/** What is accepted has to be there: an article more can give a proposal another form. */
function requireAccepted(accepted: readonly string[] = [], proposals: readonly Proposal[]): void {
  const known = new Set(proposals.map(idOf));
  const unknown = accepted.find((id) => !known.has(id));
  if (unknown !== undefined) throw new CommandError(say.unknownDoubt(showText(unknown)), say.listDoubts);
}

function show(
  lesson: Lesson,
  written: readonly string[],
  { json, verbose, diff, write }: Output & { readonly diff: boolean; readonly write: boolean },
): void {
  const { sources, small, refused, failed } = lesson;
  if (json) {
    const shown = sources.map((learned) => ({
      ...learned,
      proposals: learned.proposals.map(nameDoubtful),
      effects: effectsOf(learned),
    }));
    console.log(
      JSON.stringify({ sources: shown, small: Object.fromEntries(small), refused, failed, written }, null, 2),
    );
    return;
  }
  const sections = sources.map((learned) => {
    const { effects } = learned;
    const text = describeLearned(learned, { verbose });
    return diff && effects !== undefined ? `${text}\n\n${describeEffects(effects, { verbose })}` : text;
  });
  console.log(sections.join('\n\n'));
  if (write && written.length === 0) console.log(`\n${words.site.nothingWritten}`);
  for (const file of written) console.log(`${words.site.wrote} ${showText(relative(callerFolder(), file))}`);
  if (written.some((file) => file.endsWith('input.html'))) console.log(say.reviewGolden);
  showAsides(lesson, { verbose });
}

/** What else is in the folder. */
function showAsides(
  { small, refused, failed }: Omit<Found, 'sources'>,
  { verbose }: { readonly verbose: boolean },
): void {
  if (small.size > 0) {
    const few = [...small].map(([title, articles]) => say.ofSource(showText(inWords(title)), articles));
    console.log(`\n${say.few(few.join(words.site.list))}`);
  }
  const asides = [describeRefused(refused, { verbose }), describeFailed(failed)].filter(
    (text) => text !== '',
  );
  if (asides.length > 0) console.error(`\n${asides.join('\n')}`);
}

/** What is doubtful, for programs, with what it is accepted by. */
function nameDoubtful(proposal: Proposal): Proposal | (Proposal & { readonly id: string }) {
  return isDoubtful(proposal) ? { id: idOf(proposal), ...proposal } : proposal;
}

function effectsOf({ effects }: Learned): object | undefined {
  return effects && describeCounts(effects);
}

function describeCounts({ articles, changed, rules, gone, come, statuses }: Effects): object {
  return { articles, changed, rules, gone, come, statuses };
}
