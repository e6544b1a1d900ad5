import { examplesOf, shortenEach } from './describe.ts';
import { linesOf } from './extents.ts';
import { type Evidence, findDoubt, leadsToOne, TEMPLATE } from './judge.ts';
import { type Phrase, writePhrase } from './phrase.ts';
import {
  addTo,
  areNearlyAll,
  countArticles,
  lineAt,
  numberOf,
  type Place,
  type Repeat,
  textAt,
} from './places.ts';
import type { Line, Profile } from './profile.ts';
import type { Candidate, Proposal } from './proposal.ts';
import { supportOf } from './repeats.ts';
import type { Runs } from './runs.ts';
import { pictureSelector } from './selectors.ts';
import { shapeOf, spacedShape } from './shape.ts';
import { matchGaps } from './template.ts';
import { asksReader } from './wording.ts';

/** Lists that are the same in several articles, except for numbers. A phrase is compared with all of a list. */
export function proposeLists(evidence: Evidence, left: Set<number>): readonly Candidate[] {
  const { profiles } = evidence;
  const lists = new Map<string, { text: string; places: readonly Place[] }[]>();
  for (const [article, { boxes }] of profiles.entries()) {
    for (const { list, from, to } of boxes) {
      if (list === undefined) continue;
      const places = linesOf([{ article, from, to }]);
      if (places.every((place) => left.has(numberOf(place))))
        addTo(lists, spacedShape(list).replaceAll(' ', ''), { text: list, places });
    }
  }
  return [...lists].flatMap(([shape, each]) => {
    const places = each.flatMap((list) => list.places);
    const articles = countArticles(places);
    if (articles < supportOf(profiles.length)) return [];
    for (const place of places) left.delete(numberOf(place));
    const doubt = findDoubt(places, evidence, { isBoxed: false });
    const texts = each.map(({ text }) => text);
    const proposal = {
      key: 'phrases' as const,
      ...toValue(writePhrase({ parts: [shape], gaps: [] }, texts)),
      articles,
      examples: shortenEach(texts),
      others: { ink: 0, examples: [] },
      ...(doubt !== undefined && { doubt }),
    };
    return [{ proposal, places }];
  });
}

/** A line that no box of its own holds: a picture or a link by its address, all else by what it says. */
export function proposeLine(
  repeat: Repeat,
  evidence: Evidence,
  runs: Runs,
  left: ReadonlySet<number>,
): readonly Candidate[] {
  const { profiles } = evidence;
  const places = repeat.places.filter((place) => left.has(numberOf(place)));
  const articles = countArticles(places);
  if (articles < supportOf(profiles.length)) return [];
  const doubt = runs.findDoubt(repeat, places);
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const written =
    writeSelector(repeat, lines, profiles) ??
    (isHeadingAmid(places, lines, evidence) || isItemAmong(places, evidence)
      ? undefined
      : writeLine(repeat, lines));
  const proposal = {
    ...(written ?? { key: 'phrases' as const, value: '', fault: findFault(repeat, lines) }),
    articles,
    examples: examplesOf(lines),
    others: { ink: 0, examples: [] },
    ...(doubt !== undefined && { doubt }),
  };
  return [{ proposal, places }];
}

function writeSelector(
  { address, href }: Repeat,
  lines: readonly Line[],
  profiles: readonly Profile[],
): Written | undefined {
  if (address !== undefined) {
    const pictures = lines.flatMap(({ picture }) => picture ?? []);
    const selector = pictureSelector(pictures, profiles);
    return selector === undefined ? undefined : { key: 'promotion', value: selector };
  }
  if (href === undefined || !/^[^"\\~\s]{1,200}$/.test(href)) return undefined;
  return { key: 'furniture', value: `a[href="${href}"]` };
}

/** Whether a line is a heading that text of the article follows, and comes before. */
function isHeadingAmid(
  places: readonly Place[],
  lines: readonly Line[],
  { surroundings }: Evidence,
): boolean {
  const headings = lines.filter(({ kind, level }) => kind === 'heading' || level !== undefined);
  const isAtEdge = (place: Place) => surroundings.isAtStart(place) || surroundings.isAtEnd(place);
  return headings.length * 2 > lines.length && !areNearlyAll(places, isAtEdge);
}

/**
 * Whether a line is an item of lists that stand amid the text, or whose other items are the articles' own; but for one that
 * leads readers of most articles to the same place, and asks them to follow it, or all of whose list repeats.
 */
function isItemAmong(places: readonly Place[], { profiles, surroundings }: Evidence): boolean {
  const items = places.filter((place) => lineAt(profiles, place)?.list !== undefined);
  if (items.length * 2 <= places.length) return false;
  const isEverywhere = countArticles(places) >= TEMPLATE * profiles.length;
  const isFixed = isEverywhere && leadsToOne(places, profiles);
  if (isFixed && items.every((place) => asksReader(textAt(profiles, place)))) return false;
  const isApart = (place: Place) =>
    surroundings.isOfRepeatedList(place) &&
    (surroundings.isAtStart(place) || surroundings.isAtEnd(place) || isFixed);
  return !areNearlyAll(items, isApart);
}

/** Why no rule can take a line. */
function findFault({ address, label }: Repeat, lines: readonly Line[]): string {
  const most = (test: (line: Line) => boolean) => lines.filter(test).length * 2 > lines.length;
  if (address !== undefined) return 'nothing in its address tells it from other pictures';
  if (most(({ kind }) => kind === 'code')) return 'it is code';
  if (most(({ kind }) => kind === 'cell')) return 'it is part of a table';
  if (most(({ list }) => list !== undefined)) return 'it is an item of a list, and the others differ';
  if (most(({ kind, level }) => kind === 'heading' || level !== undefined))
    return 'it is a heading, and what stands below it differs';
  return label === undefined
    ? 'it is no line of its own'
    : 'what repeats in it stands between links that differ';
}

/** A phrase is compared with whole lines, and never with headings. */
function writeLine({ template, href, label }: Repeat, lines: readonly Line[]): Written | undefined {
  const whole = lines.filter(({ isWhole }) => isWhole);
  if (href !== undefined || whole.length * 2 < lines.length) return undefined;
  const texts = whole.map(({ text }) => text);
  // The label may stand between the links, or behind them.
  if (label !== undefined && matchGaps(template.parts, shapeOf(whole[0]) ?? '') === undefined)
    return undefined;
  return { key: 'phrases', ...toValue(writePhrase(template, texts)) };
}

/** What a rule gets, and under which key. */
type Written = Pick<Proposal, 'key' | 'value' | 'sample'>;

function toValue({ pattern, sample }: Phrase): Pick<Proposal, 'value' | 'sample'> {
  return { value: pattern, sample };
}
