import { readLines } from '../code.ts';
import type { Handler } from '../state.ts';
import { readFormat } from './format.ts';

const readWords = readFormat('code');

/** Reads code within a line; several lines of it are a block. */
export const readCode: Handler = (state, element) => {
  const block = state.composer.mode === 'line' ? undefined : readLines(element);
  if (block === undefined) readWords(state, element);
  else state.composer.addBlock(block);
};
