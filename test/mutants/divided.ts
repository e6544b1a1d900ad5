import type { Mutant } from './mutant.ts';

/** One for each safeguard of a sweep that is divided into steps. */
export const DIVIDED: readonly Mutant[] = [
  {
    name: 'compares a part although something was not listed to its end',
    file: 'maintenance/divided/part-view.ts',
    says: 'if (value?.done !== true) return undefined;',
    becomes: 'if (value === undefined) return undefined;',
  },
  {
    name: 'takes what was listed and is gone for nothing',
    file: 'maintenance/divided/part-view.ts',
    says: 'if (object === undefined) throw',
    becomes: 'if (object === undefined) continue;\n      if (key === run.id) throw',
  },
  {
    name: 'ends a lane whose checkpoint stands, as its answer was lost',
    file: 'maintenance/divided/listing-step.ts',
    says: "if (!isOurs) return 'lost';",
    becomes: "if (isOurs || !isOurs) return 'lost';",
  },
  {
    name: 'lets both of two workers at one chain go on',
    file: 'maintenance/divided/listing-step.ts',
    says: 'const isOurs = stored?.chunks.some((each) => each.name === name) === true;',
    becomes: 'const isOurs = stored !== undefined;',
    harmless: 'the chain has one step more under way than it needs, and each finds what the other has done',
  },
  {
    name: 'compares the articles of each part but those of its last prefix',
    file: 'maintenance/divided/run.ts',
    says: 'return Array.from({ length: each / step }, (_, i) => {',
    becomes: 'return Array.from({ length: Math.max(1, each / step - 1) }, (_, i) => {',
  },
  {
    name: 'takes steps of a run that another has followed',
    file: 'maintenance/divided/take-step.ts',
    says: 'run.id !== step.run || ',
    becomes: '',
  },
  {
    name: 'goes on when the state is lost in the middle of a sweep',
    file: 'maintenance/divided/take-step.ts',
    says: "if ((await isStateLost(context)) !== run.isLost) return { is: 'abandoned' };",
    becomes: '',
  },
  {
    name: 'ends although a part was not compared',
    file: 'maintenance/divided/take-step.ts',
    says: "if ((await comparedParts(context, run)).size < run.parts) throw new Error('a part was not compared');",
    becomes: '',
  },
  {
    name: 'reports a sweep as often as its end is tried',
    file: 'maintenance/divided/end-step.ts',
    says: 'if (!(await putRun(state, { ...newest, ...ended }, condition))) return undefined;',
    becomes: 'await putRun(state, { ...newest, ...ended }, condition);',
  },
  {
    name: 'takes a run for that of another where the answer to its put was lost',
    file: 'maintenance/divided/run.ts',
    says: "if ((await state.compare(RUN_KEY, content)) === 'same') return true;",
    becomes: '',
  },
  {
    name: 'begins another sweep beside one that is under way',
    file: 'maintenance/divided/start.ts',
    says: 'isEnough && before.ended === undefined && !(await isStalled(before, context))',
    becomes: 'isEnough && before.id === startedBy',
  },
  {
    name: 'waits for ever for a sweep that has come to a halt',
    file: 'maintenance/divided/start.ts',
    says: 'return newest < now() - STALLED_MS;',
    becomes: 'return newest < 0;',
  },
  {
    name: 'counts each try of an end as a sweep of the recovery',
    file: 'maintenance/recovery.ts',
    says: 'if (run !== undefined && before?.run === run) return false;',
    becomes: '',
  },
  {
    name: 'forgets where the check of an archive stopped',
    file: 'maintenance/leaf-check.ts',
    says: 'else this.#goTo(from);',
    becomes: 'else this.#passEmpty();',
  },
  {
    name: 'forgets the rest of an archive where a step stopped at the last entry of its list',
    file: 'maintenance/divided/listing-step.ts',
    says: 'await this.#open(listOf(after), from);',
    becomes: 'if (from === undefined) await this.#open(listOf(after), from);',
  },
  {
    name: 'does not queue the newest article of a list',
    file: 'maintenance/divided/listing-step.ts',
    says: 'if (this.#hasNames) this.#firsts.push(key);',
    becomes: '',
  },
];
