import { KINDS, type Kind } from '../../local/accountant/reading.ts';
import { audit, readInputs } from './inputs.ts';

/**
 * Prints what is unexplained of every input, by kind and file. `node test/accountant/report.ts [PART OF A NAME]`
 */
const [part = ''] = process.argv.slice(2);
const totals = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
let unbalanced = 0;
const inputs = readInputs().filter(({ name }) => name.includes(part));
for (const input of inputs) {
  const { balance } = await audit(input);
  const losses = balance?.losses ?? [];
  if (losses.length === 0) continue;
  unbalanced++;
  console.log(input.name);
  for (const { kind, amount, line, excerpt } of losses) {
    totals.set(kind, (totals.get(kind) ?? 0) + amount);
    console.log(`  ${kind.padEnd(8)} ${String(amount).padStart(5)}  line ${line}: ${excerpt}`);
  }
}
console.log(`\n${unbalanced} of ${inputs.length} inputs have something unexplained:`);
for (const [kind, amount] of totals) console.log(`  ${kind.padEnd(8)} ${String(amount).padStart(5)}`);
