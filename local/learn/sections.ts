import type { Found } from './extents.ts';
import { addTo, countArticles, type Place } from './places.ts';
import type { Line, Profile } from './profile.ts';
import { supportOf } from './repeats.ts';
import { shapeOf } from './shape.ts';

/** Longer lines open no section. */
const LONGEST_HEADING = 30;

/** A heading that several articles have, and what stands below it in each. */
export interface Section {
  readonly shape: string;
  readonly headings: readonly Place[];
  /** From the heading, with it, up to where the section ends. */
  readonly boxes: readonly Found[];
}

/** The sections whose headings repeat over articles; each as far as a rule would take it. */
export function findSections(profiles: readonly Profile[]): readonly Section[] {
  const sections = new Map<string, Found[]>();
  for (const [article, { lines }] of profiles.entries()) {
    for (const [from, line] of lines.entries()) {
      if (!opensSection(line)) continue;
      const shape = shapeOf(line);
      const to = findEnd(lines, from);
      const isPlain = line.level === undefined && line.unfolds === undefined;
      const holds = lines.slice(from + 1, to).some(({ kind }) => !isPlain || kind === 'link');
      // The heading of sections of its own says what they are.
      const isAbove = (lines[to]?.level ?? 0) > (line.level ?? 6);
      if (shape !== undefined && holds && !isAbove) addTo(sections, shape, { article, from, to });
    }
  }
  const support = supportOf(profiles.length);
  return [...sections].flatMap(([shape, boxes]) => {
    const headings = boxes.map(({ article, from }) => ({ article, line: from }));
    return countArticles(headings) >= support ? [{ shape, headings, boxes }] : [];
  });
}

function opensSection({ kind, level, unfolds, isWhole, list, ink, links }: Line): boolean {
  if (links.length > 0 || list !== undefined || ink > LONGEST_HEADING) return false;
  return level !== undefined || unfolds !== undefined || (isWhole && (kind === 'heading' || kind === 'text'));
}

/** As cleaning finds it: at a rule, at the next heading, behind the links of a plain line, or where a box ends. */
function findEnd(lines: readonly Line[], from: number): number {
  const unfolds = lines[from]?.unfolds;
  if (unfolds !== undefined) return from + 1 + unfolds;
  const isPlain = lines[from]?.level === undefined;
  let to = from + 1;
  for (let line = lines[to]; line !== undefined; line = lines[++to]) {
    const isLinks = line.kind === 'link' || line.kind === 'picture';
    if (line.isBelowRule || line.level !== undefined || (isPlain && !isLinks)) break;
  }
  return to;
}
