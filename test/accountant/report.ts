import { parseArgs } from 'node:util';
import { KINDS, type Kind } from '../../local/accountant/reading.ts';
import { audit, readInputs } from './inputs.ts';
import { type Losses, sumLosses, writeKnownLosses } from './known-losses.ts';

/**
 * Prints what is unexplained of every input, by file and kind; `--write` makes that the list of known losses.
 * `node test/accountant/report.ts [--write] [PART OF A NAME]`
 */
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [part = ''] = positionals;
const totals = new Map<Kind, { amount: number; inputs: number }>();
const known: Record<string, Losses> = {};
const inputs = readInputs().filter(({ name }) => name.includes(part));
for (const input of inputs) {
  const { balance } = await audit(input);
  if (balance === undefined || balance.losses.length === 0) continue;
  console.log(input.name);
  for (const { kind, amount, line, excerpt } of balance.losses) {
    console.log(`  ${kind.padEnd(8)} ${String(amount).padStart(5)}  line ${line}: ${excerpt}`);
  }
  const losses = sumLosses(balance);
  known[input.name] = losses;
  for (const kind of KINDS) {
    const { amount, inputs: count } = totals.get(kind) ?? { amount: 0, inputs: 0 };
    const lost = losses[kind] ?? 0;
    totals.set(kind, { amount: amount + lost, inputs: count + (lost > 0 ? 1 : 0) });
  }
}
console.log(`\n${Object.keys(known).length} of ${inputs.length} inputs have something unexplained:`);
for (const [kind, { amount, inputs: count }] of totals) {
  console.log(`  ${kind.padEnd(8)} ${String(amount).padStart(5)} in ${count} inputs`);
}
if (values.write && part === '') writeKnownLosses(known);
