import { examplesOf, inkOf, linesAt } from './describe.ts';
import type { Found } from './extents.ts';
import { linesOf } from './extents.ts';
import {
  type Evidence,
  findDoubtOfPrefix,
  findDoubtOfSection,
  SAYS_NOTHING,
  unfoldsToOthers,
} from './judge.ts';
import { findLinkLines } from './link-lines.ts';
import { writePhrase } from './phrase.ts';
import { countArticles, numberOf, type Place, textAt } from './places.ts';
import type { Candidate } from './proposal.ts';
import { supportOf } from './repeats.ts';
import type { Section } from './sections.ts';
import { shapeOf } from './shape.ts';
import { addressesReader, leadsOn } from './wording.ts';

/** A section is nothing but what repeats, links and pictures, if so little of it is anything else; or hardly anything. */
const MAX_TEXT = 0.02;
const MAX_DOUBTFUL_TEXT = 0.25;

/** Of an article, no section is more. */
const MAX_SHARE = 0.5;

/**
 * Sections whose headings repeat and that hold nothing but what repeats, links and pictures. `left` loses the lines that
 * sure ones take, which are added to `taken`.
 */
export function proposeSections(
  sections: readonly Section[],
  evidence: Evidence,
  left: Set<number>,
  taken: Set<number>,
): readonly Candidate[] {
  const { profiles, surroundings } = evidence;
  return sections.flatMap((section) => {
    const { shape, headings, boxes } = section;
    const named = headings.filter((place) => left.has(numberOf(place)));
    if (countArticles(named) < supportOf(profiles.length)) return [];
    const lines = linesOf(boxes);
    const own = lines.filter((place) => surroundings.repeatAt(place) === undefined);
    const linked = own.filter((place) => isLinked(place, evidence));
    const isList = linked.length > own.length * MOSTLY && leadsOn(textAt(profiles, headings[0]));
    const others = own.filter(
      (place) =>
        !isLinked(place, evidence) &&
        !addressesReader(textAt(profiles, place)) &&
        !(isList && isTitle(place, evidence)) &&
        linesAt([place], profiles).some((line) => shapeOf(line) !== undefined || line.text === ''),
    );
    const text = inkOf(others, profiles) / inkOf(lines, profiles);
    // A box that unfolds ends where it ends, whatever is in it.
    const unfolds = linesAt(headings, profiles).every((line) => line.unfolds !== undefined);
    const isShown = text <= MAX_DOUBTFUL_TEXT || unfolds || boxes.every((box) => refersOn(box, evidence));
    if (!isShown || isLarge(boxes, evidence)) return [];
    const doubt =
      findDoubtOfSection(section, linked, evidence) ??
      (text > (unfoldsToOthers(headings, evidence) ? MAX_DOUBTFUL_TEXT : MAX_TEXT)
        ? 'some of what stands below it does not repeat'
        : undefined);
    const isPlain = linesAt(headings, profiles).every(({ level }) => level === undefined);
    // What a line says is judged without what follows it, where that is not known to be the site's.
    if (doubt !== undefined && isPlain && !unfolds) return [];
    const texts = linesAt(headings, profiles).map((line) => line.text);
    const { pattern, sample } = writePhrase({ parts: [shape], gaps: [] }, texts);
    for (const place of doubt === undefined || doubt === SAYS_NOTHING ? lines : headings)
      left.delete(numberOf(place));
    if (doubt === undefined) for (const place of lines) taken.add(numberOf(place));
    const proposal = {
      key: 'sections' as const,
      value: pattern,
      sample,
      articles: countArticles(headings),
      examples: examplesOf(linesAt(headings, profiles)),
      others: { ink: inkOf(own, profiles), examples: examplesOf(linesAt(own, profiles)) },
      ...(doubt !== undefined && { doubt }),
    };
    return [{ proposal, places: lines }];
  });
}

/** Whether nothing but one line stands below a heading, and leads somewhere. */
function refersOn({ article, from, to }: Found, { profiles }: Evidence): boolean {
  const [line] = linesAt([{ article, line: from + 1 }], profiles);
  return to - from === 2 && line !== undefined && (line.refers ?? line.links).length > 0;
}

/** Of a list that leads on to other articles, so many lines are links; a title may have lost its own. */
const MOSTLY = 0.7;

/** Longer lines are no titles. */
const LONGEST_TITLE = 60;

function isTitle(place: Place, { profiles }: Evidence): boolean {
  return linesAt([place], profiles).every(({ ink, text }) => ink <= LONGEST_TITLE && !/[。.？?]$/.test(text));
}

/** A link that stands as text: an address, or a link of Markdown amid HTML. */
const WRITTEN_LINK = /^(?:[-*+] )?(?:\[[^\]]{1,200}\]\()?https?:\/\/[^\s)]{1,300}\)?$/;

function isLinked(place: Place, { profiles }: Evidence): boolean {
  return linesAt([place], profiles).some(
    ({ kind, links, text }) => kind === 'picture' || links.length > 0 || WRITTEN_LINK.test(text),
  );
}

/** Whether sections are so much of their articles that they may well be the articles. */
function isLarge(boxes: readonly Found[], { profiles }: Evidence): boolean {
  let [boxed, all] = [0, 0];
  for (const box of boxes) {
    boxed += inkOf(linesOf([box]), profiles);
    all += (profiles[box.article]?.lines ?? []).reduce((sum, { ink }) => sum + ink, 0);
  }
  return boxed > all * MAX_SHARE;
}

/** Lines of links to addresses that begin alike, where `isLeft` says that nothing takes them yet. */
export function proposeLinks(evidence: Evidence, isLeft: (place: Place) => boolean): readonly Candidate[] {
  const { profiles, surroundings } = evidence;
  return findLinkLines(profiles, surroundings, isLeft).map(({ prefix, places }) => {
    const doubt = findDoubtOfPrefix(prefix, places, evidence);
    const lines = linesAt(places, profiles);
    const proposal = {
      key: 'links' as const,
      value: prefix,
      articles: countArticles(places),
      examples: examplesOf(lines),
      others: { ink: 0, examples: [] },
      ...(doubt !== undefined && { doubt }),
    };
    return { proposal, places };
  });
}
