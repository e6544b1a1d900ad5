const DAY_MS = 24 * 60 * 60 * 1000;

/** What is not looked at each night, as it would cost too much, is looked at once in so many. */
const NIGHTS = 28;

/** Whether something has its turn in the night of this time, in milliseconds since the epoch. */
export function isTurn(id: string, night: number): boolean {
  const turn = Number.parseInt(id.replace(/\D/g, '').slice(-6), 10) || 0;
  return turn % NIGHTS === Math.floor(night / DAY_MS) % NIGHTS;
}
