import { examplesOf, inkOf, linesAt, shortenEach } from './describe.ts';
import { type Extent, type Found, findExtents, linesOf } from './extents.ts';
import {
  type Evidence,
  findDoubt,
  findDoubtOfLinks,
  findDoubtOfNameless,
  findDoubtOfTemplate,
  isOfPlace,
} from './judge.ts';
import { type Phrase, writePhrase } from './phrase.ts';
import { addTo, countArticles, lineAt, numberOf, type Place, type Repeat } from './places.ts';
import type { Line, Profile } from './profile.ts';
import { isDoubtful, isSure, type Proposal } from './proposal.ts';
import { proposeLinks, proposeSections } from './propose-links.ts';
import { findRepeats, supportOf } from './repeats.ts';
import { Runs } from './runs.ts';
import { pictureSelector } from './selectors.ts';
import { shapeOf, spacedShape } from './shape.ts';
import { Surroundings } from './surroundings.ts';
import { matchGaps } from './template.ts';

/** A rule of more lines than this nobody reads. */
const MAX_PROPOSALS = 60;
const TOO_MANY = 'there are more than 60 others, which stand in more articles';

/** A box is nothing but what repeats, if so little of it is not. */
const MAX_OTHERS = 0.02;

/** What repeats over the articles of one source and is not the article's, as a rule could take it; the surest first. */
export function propose(profiles: readonly Profile[]): readonly Proposal[] {
  const repeats = findRepeats(profiles);
  const evidence = { profiles, surroundings: new Surroundings(profiles, repeats) };
  const runs = new Runs(evidence);
  const left = new Set(repeats.flatMap(({ places }) => places).map(numberOf));
  const taken = new Set<number>();
  const extents = findExtents(profiles, evidence.surroundings);
  const proposals = [
    ...proposeLinkBoxes(extents, evidence, left, taken),
    ...proposeBoxes(extents, evidence, left),
    ...proposeSections(evidence, left, taken),
    ...proposeLists(evidence, left),
    ...repeats.flatMap((repeat) => proposeLine(repeat, evidence, runs, left)),
    ...proposeLinks(
      evidence,
      (place) => !taken.has(numberOf(place)) && evidence.surroundings.repeatAt(place) === undefined,
    ),
  ];
  const rankOf = (proposal: Proposal) => (isSure(proposal) ? 0 : isDoubtful(proposal) ? 1 : 2);
  return proposals
    .sort((a, b) => rankOf(a) - rankOf(b) || b.articles - a.articles)
    .map((proposal, rank) => (rank < MAX_PROPOSALS ? proposal : { fault: TOO_MANY, ...proposal }));
}

/** Boxes in which everything repeats. Of several around the same lines the one that takes most goes first. */
function proposeBoxes(
  extents: readonly Extent[],
  evidence: Evidence,
  left: Set<number>,
): readonly Proposal[] {
  const support = supportOf(evidence.profiles.length);
  const pure = extents
    .filter(({ repeated, own }) => repeated > 0 && own <= (repeated + own) * MAX_OTHERS)
    .map((extent) => ({ extent, lines: linesOf(extent.boxes) }));
  const proposals: Proposal[] = [];
  while (proposals.length < MAX_PROPOSALS) {
    let best: { extent: Extent; lines: readonly Place[]; isNew: number } | undefined;
    for (const candidate of pure) {
      const isNew = candidate.lines.filter((place) => left.has(numberOf(place))).length;
      if (
        best === undefined ||
        isNew > best.isNew ||
        (isNew === best.isNew && isShorter(candidate.extent, best.extent))
      )
        best = { ...candidate, isNew };
    }
    if (best === undefined) break;
    const taken = best.lines.filter((place) => left.has(numberOf(place)));
    if (countArticles(taken) < support) break;
    proposals.push(
      describeBox(best.extent, best.lines, evidence, findDoubt(taken, evidence, { isBoxed: true })),
    );
    for (const place of taken) left.delete(numberOf(place));
  }
  return proposals;
}

function isShorter(one: Extent, other: Extent): boolean {
  return one.selector.length < other.selector.length;
}

/** Boxes near an end whose links differ: to other articles, mostly, or to what is filed under the same words. */
function proposeLinkBoxes(
  extents: readonly Extent[],
  evidence: Evidence,
  left: Set<number>,
  all: Set<number>,
): readonly Proposal[] {
  const { profiles, surroundings } = evidence;
  const found = extents
    .filter(({ repeated, own }) => own > (repeated + own) * MAX_OTHERS)
    .flatMap((extent) => {
      const lines = linesOf(extent.boxes);
      const own = lines.filter((place) => surroundings.repeatAt(place) === undefined);
      const linked = own.filter((place) => lineAt(profiles, place)?.kind === 'link');
      const isAside =
        extent.boxes.filter((box) => isAtEdge(box, evidence)).length >= extent.boxes.length * 0.8;
      const isLinks = inkOf(linked, profiles) >= inkOf(own, profiles) * 0.8;
      const isSingle = extent.boxes.length <= extent.articles * 1.5;
      return isAside && isSingle && isLinks && !isLarge(extent, profiles) ? [{ extent, lines, linked }] : [];
    })
    .sort((a, b) => b.lines.length - a.lines.length || (isShorter(a.extent, b.extent) ? -1 : 1));
  const taken = new Set<number>();
  return found.flatMap(({ extent, lines, linked }) => {
    const isNew = lines.filter((place) => !taken.has(numberOf(place)));
    const named = isNew.filter((place) => left.has(numberOf(place)));
    if (isNew.length * 2 < lines.length) return [];
    for (const place of isNew) {
      taken.add(numberOf(place));
      all.add(numberOf(place));
    }
    for (const place of named) left.delete(numberOf(place));
    const doubt =
      findDoubtOfLinks(named, linked, profiles) ??
      (named.length > 0
        ? undefined
        : findDoubtOfNameless(linked, extent.articles / profiles.length, profiles));
    return [describeBox(extent, lines, evidence, doubt)];
  });
}

/** Whether nothing but what repeats, and other links, stands on one side of a box. */
function isAtEdge({ article, from, to }: Found, { surroundings }: Evidence): boolean {
  return surroundings.isAtEnd({ article, line: to - 1 }) || surroundings.isAtStart({ article, line: from });
}

/** Whether a box is so much of an article that it may well be the article. */
function isLarge({ boxes }: Extent, profiles: readonly Profile[]): boolean {
  let [boxed, all] = [0, 0];
  for (const { article, from, to } of boxes) {
    for (const [line, { ink }] of (profiles[article]?.lines ?? []).entries()) {
      all += ink;
      if (line >= from && line < to) boxed += ink;
    }
  }
  return boxed > all * 0.4;
}

/** Lists that are the same in several articles, except for numbers. A phrase is compared with all of a list. */
function proposeLists(evidence: Evidence, left: Set<number>): readonly Proposal[] {
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
    return [
      {
        key: 'phrases' as const,
        ...toValue(writePhrase({ parts: [shape], gaps: [] }, texts)),
        articles,
        examples: shortenEach(texts),
        others: { ink: 0, examples: [] },
        ...(doubt !== undefined && { doubt }),
      },
    ];
  });
}

/** A line that no box of its own holds: a picture or a link by its address, all else by what it says. */
function proposeLine(
  repeat: Repeat,
  evidence: Evidence,
  runs: Runs,
  left: ReadonlySet<number>,
): readonly Proposal[] {
  const { profiles } = evidence;
  const places = repeat.places.filter((place) => left.has(numberOf(place)));
  const articles = countArticles(places);
  if (articles < supportOf(profiles.length)) return [];
  const found =
    findDoubt(places, evidence, { isBoxed: false }) ??
    findDoubtOfTemplate(repeat, articles / profiles.length, evidence);
  const doubt = isOfPlace(found) && runs.isOfTemplate(repeat) ? undefined : found;
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const written =
    writeSelector(repeat, lines, profiles) ??
    (isHeadingAmid(places, lines, evidence) || isItemAmong(places, evidence)
      ? undefined
      : writeLine(repeat, lines));
  return [
    {
      ...(written ?? { key: 'phrases', value: '', fault: findFault(repeat, lines) }),
      articles,
      examples: examplesOf(lines),
      others: { ink: 0, examples: [] },
      ...(doubt !== undefined && { doubt }),
    },
  ];
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
  const ends = places.filter((place) => surroundings.isAtStart(place) || surroundings.isAtEnd(place));
  return headings.length * 2 > lines.length && ends.length < places.length * 0.8;
}

/** Whether a line is an item of lists that stand amid the text, or whose other items are the articles' own. */
function isItemAmong(places: readonly Place[], { profiles, surroundings }: Evidence): boolean {
  const items = places.filter((place) => lineAt(profiles, place)?.list !== undefined);
  if (items.length * 2 <= places.length) return false;
  const isApart = (place: Place) =>
    surroundings.isOfRepeatedList(place) && (surroundings.isAtStart(place) || surroundings.isAtEnd(place));
  return items.filter(isApart).length < items.length * 0.8;
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

function describeBox(
  { selector, articles }: Extent,
  places: readonly Place[],
  { profiles, surroundings }: Evidence,
  doubt: string | undefined,
): Proposal {
  const isOwn = (place: Place) => surroundings.repeatAt(place) === undefined;
  const read = (some: readonly Place[]) => linesAt(some, profiles);
  const own = places.filter(isOwn);
  return {
    key: read(places).some(({ kind }) => kind === 'picture') ? 'promotion' : 'furniture',
    value: selector,
    articles,
    examples: examplesOf(read(places.filter((place) => !isOwn(place)))),
    others: { ink: inkOf(own, profiles), examples: examplesOf(read(own)) },
    ...(doubt !== undefined && { doubt }),
  };
}
