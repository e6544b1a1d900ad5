import type { MemoryStore } from '../../lambda/store/memory.ts';
import type { Loss } from './plan.ts';

/** What is left of a record that was cut short. */
export const CUT_SHORT = '{';

/** The keys of what goes begin with these. */
const PREFIXES: Readonly<Record<Loss, string>> = {
  state: '',
  'site head': 'heads/site',
  heads: 'heads/',
  records: 'records/',
  'corrupt record': 'records/',
};

/** Has something go from the state bucket, behind everybody's back. */
export async function lose(what: Loss, state: MemoryStore): Promise<void> {
  const [first, ...others] = state.contents(PREFIXES[what]).keys();
  if (first === undefined) return;
  if (what === 'corrupt record') {
    await state.put(first, { body: Buffer.from(CUT_SHORT), contentType: 'text/plain' });
    return;
  }
  for (const key of [first, ...others]) await state.delete(key);
}
