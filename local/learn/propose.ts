import { examplesOf, inkOf, linesAt } from './describe.ts';
import { type Extent, type Found, findExtents, linesOf } from './extents.ts';
import { withFault } from './faults.ts';
import { type Evidence, findDoubt, findDoubtOfLinks, findDoubtOfNameless } from './judge.ts';
import { areNearlyAll, countArticles, lineAt, numberOf, type Place, type Repeat } from './places.ts';
import type { Profile } from './profile.ts';
import { type Candidate, idOf, isDoubtful, isSure, type Proposal } from './proposal.ts';
import { proposeLine, proposeLists } from './propose-lines.ts';
import { proposeLinks, proposeSections } from './propose-links.ts';
import { findRepeats, supportOf } from './repeats.ts';
import { Runs } from './runs.ts';
import { findSections, type Section } from './sections.ts';
import { type Common, findCommon, Surroundings } from './surroundings.ts';

/** A rule of more lines than this nobody reads. */
const MAX_PROPOSALS = 60;
const TOO_MANY = 'there are more than 60 others, which stand in more articles';

/** A box is nothing but what repeats, if so little of it is not. */
const MAX_OTHERS = 0.02;

/** What surely goes tells of what stands beside it, so often. */
const MAX_ROUNDS = 4;

/** What repeats over the articles of one source and is not the article's, as a rule could take it; the surest first. */
export function propose(profiles: readonly Profile[]): readonly Proposal[] {
  const repeats = findRepeats(profiles);
  const known = { profiles, repeats, common: findCommon(profiles), sections: findSections(profiles) };
  const settled = new Set<number>();
  const sure = new Map<string, Proposal>();
  let others: readonly Proposal[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const found = proposeBeside(known, settled);
    const before = settled.size;
    for (const { proposal, places } of found.filter((each) => isSure(each.proposal))) {
      if (!sure.has(idOf(proposal))) sure.set(idOf(proposal), proposal);
      for (const place of places) settled.add(numberOf(place));
    }
    others = found.flatMap(({ proposal }) => (sure.has(idOf(proposal)) ? [] : [proposal]));
    if (settled.size === before) break;
  }
  const rankOf = (proposal: Proposal) => (isSure(proposal) ? 0 : isDoubtful(proposal) ? 1 : 2);
  return [...sure.values(), ...others]
    .sort((a, b) => rankOf(a) - rankOf(b) || b.articles - a.articles)
    .map((proposal, rank) => (rank < MAX_PROPOSALS ? proposal : { fault: TOO_MANY, ...proposal }));
}

/** What is known of the articles of a source, whatever goes. */
interface Known {
  readonly profiles: readonly Profile[];
  readonly repeats: readonly Repeat[];
  readonly common: Common;
  readonly sections: readonly Section[];
}

/** What could be taken where the lines that are `settled` go. */
function proposeBeside(
  { profiles, repeats, common, sections }: Known,
  settled: ReadonlySet<number>,
): readonly Candidate[] {
  const evidence = { profiles, surroundings: new Surroundings(profiles, repeats, settled, common) };
  const runs = new Runs(evidence);
  const numbers = repeats.flatMap(({ places }) => places).map(numberOf);
  const left = new Set(numbers.filter((number) => !settled.has(number)));
  const taken = new Set(settled);
  const extents = findExtents(profiles, evidence.surroundings);
  return [
    ...proposeLinkBoxes(extents, evidence, left, taken),
    ...proposeBoxes(extents, evidence, left),
    ...proposeSections(sections, evidence, left, taken),
    ...proposeLists(evidence, left),
    ...repeats.flatMap((repeat) => proposeLine(repeat, evidence, runs, left)),
    ...proposeLinks(
      evidence,
      (place) => !taken.has(numberOf(place)) && evidence.surroundings.repeatAt(place) === undefined,
    ),
  ].map((candidate) => ({ ...candidate, proposal: withFault(candidate.proposal) }));
}

/** Boxes in which everything repeats. Of several around the same lines the one that takes most goes first. */
function proposeBoxes(
  extents: readonly Extent[],
  evidence: Evidence,
  left: Set<number>,
): readonly Candidate[] {
  const support = supportOf(evidence.profiles.length);
  const pure = extents
    .filter(({ repeated, own }) => repeated > 0 && own <= (repeated + own) * MAX_OTHERS)
    .map((extent) => ({ extent, lines: linesOf(extent.boxes) }));
  const candidates: Candidate[] = [];
  while (candidates.length < MAX_PROPOSALS) {
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
    const doubt = findDoubt(taken, evidence, { isBoxed: true });
    candidates.push({
      proposal: describeBox(best.extent, best.lines, evidence, doubt),
      places: best.lines,
    });
    for (const place of taken) left.delete(numberOf(place));
  }
  return candidates;
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
): readonly Candidate[] {
  const { profiles, surroundings } = evidence;
  const found = extents
    .filter(({ repeated, own }) => own > (repeated + own) * MAX_OTHERS)
    .flatMap((extent) => {
      const lines = linesOf(extent.boxes);
      const own = lines.filter((place) => surroundings.repeatAt(place) === undefined);
      const linked = own.filter((place) => lineAt(profiles, place)?.kind === 'link');
      const isAside = areNearlyAll(extent.boxes, (box) => isAtEdge(box, evidence));
      const isLinks = inkOf(linked, profiles) >= inkOf(own, profiles) * 0.8;
      const isSingle = extent.boxes.length <= extent.articles * 1.5;
      return isAside && isSingle && isLinks && !isLarge(extent, profiles) ? [{ extent, lines, linked }] : [];
    })
    .sort((a, b) => b.lines.length - a.lines.length || (isShorter(a.extent, b.extent) ? -1 : 1));
  const taken = new Set(all);
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
    return [{ proposal: describeBox(extent, lines, evidence, doubt), places: lines }];
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
