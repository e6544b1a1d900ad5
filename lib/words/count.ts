/** A whole number as people read it: `10,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** `1 file`, `2 files`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share as people read it: `97 %`. What is not all is never said to be. */
export function formatPercent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
