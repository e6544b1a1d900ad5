/** What a clock on the wall shows, and the calendar beside it; months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A formatter of the numbers of a zone's clocks, and the places of these in what it writes. */
interface Clock {
  readonly format: Intl.DateTimeFormat;
  readonly places: Readonly<Record<keyof WallTime, number>>;
}

/** Making a formatter costs a hundred times as much as using it. */
const clocks = new Map<string, Clock>();

/** The last answer: a page shows the time of its article several times. */
let last: { readonly instant: number; readonly timeZone: string; readonly shown: WallTime } | undefined;

/**
 * What the clocks of a zone (by its name in the IANA database) show at an instant, in milliseconds since the epoch. Only
 * numbers come from `Intl`: how it words a date differs between versions of its locale data.
 */
export function wallTimeAt(instant: number, timeZone: string): WallTime {
  if (last?.instant !== instant || last.timeZone !== timeZone) {
    last = { instant, timeZone, shown: readClock(instant, timeZone) };
  }
  return last.shown;
}

function readClock(instant: number, timeZone: string): WallTime {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = makeClock(timeZone);
    clocks.set(timeZone, clock);
  }
  const { format, places } = clock;
  const numbers = format.format(instant).match(/\d+/g) ?? [];
  const number = (part: keyof WallTime) => Number(numbers[places[part]] ?? 0);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  };
}

function makeClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Asking for the parts of each time takes three times as long.
  const parts = format.formatToParts(0).filter(({ type }) => type !== 'literal');
  const placeOf = (part: keyof WallTime) => parts.findIndex(({ type }) => type === part);
  return {
    format,
    places: {
      year: placeOf('year'),
      month: placeOf('month'),
      day: placeOf('day'),
      hour: placeOf('hour'),
      minute: placeOf('minute'),
      second: placeOf('second'),
    },
  };
}
