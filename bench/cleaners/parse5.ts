import { parseFragment, serialize } from 'parse5';
import type { CleaningInput } from './input.ts';

/** Parses a body and writes it again: what nobody can do without who cleans HTML as browsers read it. */
export default function prepare({ html }: CleaningInput) {
  return () => serialize(parseFragment(html));
}
