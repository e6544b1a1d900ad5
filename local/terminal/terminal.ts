import { styleText } from 'node:util';
import stringWidth from 'string-width';

type Style = Parameters<typeof styleText>[0];

/** Colours text for standard output where that shows colours (a terminal, and no `NO_COLOR`). */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/**
 * Text from outside (file names, titles, messages) as a terminal may print it: control characters, which could move
 * the cursor or forge lines, and characters that turn the direction of text become visible escapes.
 */
export function showText(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}

/** Pads text to a number of terminal columns; Chinese characters take two each. */
export function padColumns(text: string, columns: number, side: 'left' | 'right' = 'right'): string {
  const padding = ' '.repeat(Math.max(0, columns - stringWidth(text)));
  return side === 'right' ? text + padding : padding + text;
}

/** The columns that the widest of these texts takes on a terminal. */
export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}
