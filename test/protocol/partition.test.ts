import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar } from '../../lambda/model/calendar.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { cutIntoLeaves, type Span } from '../../lambda/protocol/archive/partition.ts';
import { entryName } from '../../lambda/protocol/entries.ts';

const calendar = Calendar.of('Asia/Shanghai');
const SIZE = 10;

/** Times that crowd in a few minutes, days and years. */
const times = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 })),
  { maxLength: 120 },
);

function namesOf(entries: readonly (readonly [number, number, number])[]): readonly string[] {
  return entries
    .map(([years, days, minutes], at) => {
      const time = Date.UTC(2020 + years, 5, 1 + days * 9, 3, minutes);
      const fingerprint = '0'.repeat(20);
      return entryName({ time, id: articleId(`${at}.md`), fingerprint, writeId: '0'.repeat(12) });
    })
    .sort();
}

function spansOf(names: readonly string[]): readonly Span[] {
  const byDay = Map.groupBy(names, (name) => calendar.dayAt(253_402_300_799_999 - Number(name.slice(0, 16))));
  return [...byDay].map(([period, ofDay]) => ({ period, entries: ofDay.length, names: ofDay }));
}

const cut = (names: readonly string[]) => cutIntoLeaves(spansOf(names), SIZE);
const namesIn = (leaves: ReturnType<typeof cut>) =>
  leaves.flatMap(({ spans }) => spans.flatMap((span) => span.names ?? []));

describe('the cut of a list into leaves', () => {
  it('holds every entry once, in order, in leaves that are not too large', () => {
    fc.assert(
      fc.property(times, (entries) => {
        const names = namesOf(entries);
        const leaves = cut(names);
        expect(namesIn(leaves)).toEqual(names);
        for (const leaf of leaves) expect(leaf.entries).toBeLessThanOrEqual(SIZE);
        expect(new Set(leaves.map(({ period }) => period)).size).toBe(leaves.length);
      }),
    );
  });

  it('is the same whether it is made at once, or of the leaves that stand and the days that have changed', () => {
    fc.assert(
      fc.property(times, times, (some, others) => {
        const before = namesOf(some);
        const after = namesOf([...some, ...others]);
        const known = new Set(before);
        const changed = new Set(
          spansOf(after.filter((name) => !known.has(name))).map(({ period }) => period),
        );
        // What a tick does: leaves with a day that has changed are taken apart, the others are known by their size.
        const standing = cut(before).filter(
          ({ period, entries }) =>
            entries > 0 &&
            ![...changed].some((day) => day.startsWith(period.slice(0, 10)) || period.startsWith(day)),
        );
        const taken = new Set(namesIn(standing));
        const spans = [
          ...standing.map(({ period, entries }) => ({ period, entries })),
          ...spansOf(after.filter((name) => !taken.has(name))),
        ].sort((a, b) => {
          const [x, y] = [a.period.slice(0, 10), b.period.slice(0, 10)];
          return x === y ? 0 : x < y ? 1 : -1;
        });
        const sizes = (leaves: ReturnType<typeof cut>) =>
          leaves.map(({ period, entries }) => [period, entries]);
        expect(sizes(cutIntoLeaves(spans, SIZE))).toEqual(sizes(cut(after)));
      }),
    );
  });

  it('keeps the parts of a day but those next to a late entry, and all of them under a new one', () => {
    const names = namesOf(Array.from({ length: 120 }, (_, at) => [0, 0, at % 41] as const));
    const [newest] = names;
    const parts = cut(names).map(({ period, entries }) => `${period} ${entries}`);
    expect(parts.length).toBeGreaterThan(10);
    expect(
      cut(names.filter((name) => name !== newest))
        .map(({ period, entries }) => `${period} ${entries}`)
        .slice(1),
    ).toEqual(parts.slice(1));
    for (const name of names) {
      const without = new Set(cut(names.filter((other) => other !== name)).map(({ period }) => period));
      const kept = parts.filter((part) => without.has(part.split(' ')[0] ?? ''));
      expect(kept.length).toBeGreaterThan(parts.length / 2);
    }
  });
});

describe('a calendar', () => {
  it.each(['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Pacific/Apia', 'America/Sao_Paulo'])(
    'of %s has every instant in one day',
    (zone) => {
      const days = Calendar.of(zone);
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1000, 0, 2), max: Date.UTC(2100, 0, 1) }), (instant) => {
          const day = days.dayAt(instant);
          for (const period of [day, day.slice(0, 7), day.slice(0, 4)]) {
            const { from, to } = days.rangeOf(period);
            expect(instant).toBeGreaterThanOrEqual(from);
            expect(instant).toBeLessThan(to);
          }
        }),
        { numRuns: 60 },
      );
      expect(Calendar.of('Asia/Shanghai').dayAt(Date.parse('2026-11-25T16:00:00Z'))).toBe('2026-11-26');
    },
  );
});
