import type { Warning } from '../model/article.ts';
import { quote } from '../model/text.ts';

/** Words of an uploader that a warning is about, and the line that they stand on. */
export interface Place {
  readonly text: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** So many lines are named that share a reason with the first one. */
const MAX_LINES = 10;

/** One warning about all places that share a reason: it quotes the first one and names the lines of the others. */
export function warnOf(reason: string, [first, ...others]: readonly Place[]): readonly Warning[] {
  if (first === undefined) return [];
  const lines = others.flatMap(({ line }) => line ?? []);
  const named = lines.slice(0, MAX_LINES).join(', ');
  const more = lines.length > MAX_LINES ? ` and ${lines.length - MAX_LINES} more` : '';
  const likewise = named === '' ? '' : `; likewise on line ${named}${more}`;
  const { text, line } = first;
  return [{ message: `${reason}: ${quote(text)}${likewise}`, ...(line !== undefined && { line }) }];
}

/** Takes in a warning as it comes up; lines are counted from 1. */
export type Warn = (message: string, line?: number) => void;
